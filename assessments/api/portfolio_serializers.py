"""How the portfolio looks in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from assessments.choices import NullReason
from assessments.selectors.portfolio_reports import LISTS
from governance.choices import Stage
from parks.api.serializers import TextsSerializer


class PortfolioSetSerializer(serializers.Serializer[Any]):
    """What every answer is of: the quarter, the framework version and the day."""

    quarter = serializers.CharField(allow_null=True)
    framework = serializers.CharField(allow_null=True, help_text="As code:version.")
    as_of = serializers.DateField(allow_null=True)


class PortfolioSerializer(PortfolioSetSerializer):
    """Key figures over accepted values; figures of drafts are null to whom drafts do not exist."""

    parks = serializers.IntegerField()
    parks_scored = serializers.IntegerField()
    median = serializers.FloatField(allow_null=True, help_text="Of the scores shown first.")
    median_change = serializers.FloatField(allow_null=True)
    quarter_before = serializers.CharField(allow_null=True)
    reports_accepted = serializers.IntegerField()
    reports_expected = serializers.IntegerField()
    reports_overdue = serializers.IntegerField(allow_null=True)
    reports_waiting = serializers.IntegerField(allow_null=True)
    gates_ready = serializers.IntegerField()


class PortfolioParkSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    names = TextsSerializer()
    region = serializers.CharField(source="region.code")


class PortfolioCellSerializer(serializers.Serializer[Any]):
    """A score with its bounds and completeness, or why there is none."""

    node = serializers.CharField(source="code", allow_blank=True)
    value = serializers.FloatField(allow_null=True)
    null_reason = serializers.ChoiceField(
        source="reason", choices=NullReason.choices, allow_blank=True
    )
    completeness = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class PortfolioRowSerializer(serializers.Serializer[Any]):
    """A park with the score shown first and one per column."""

    park = PortfolioParkSerializer()
    stage = serializers.ChoiceField(choices=Stage.choices, allow_blank=True)
    head = PortfolioCellSerializer()
    cells = PortfolioCellSerializer(many=True)


class PortfolioColumnSerializer(serializers.Serializer[Any]):
    """A category with the goal that it belongs to."""

    node = serializers.CharField(source="code")
    titles = TextsSerializer(source="node.names")
    goal = serializers.CharField(source="goal.code")
    stage = serializers.CharField(source="goal.stage", allow_blank=True)


class PagedSerializer(PortfolioSetSerializer):
    """One page of rows: `count` of all of them, `page` of `pages`."""

    count = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()


class HeatMapSerializer(PagedSerializer):
    """Parks by the categories of the framework."""

    order = serializers.CharField()
    columns = PortfolioColumnSerializer(many=True)
    rows = PortfolioRowSerializer(many=True)


class PortfolioRankSerializer(serializers.Serializer[Any]):
    park = PortfolioParkSerializer()
    stage = serializers.ChoiceField(choices=Stage.choices, allow_blank=True)
    place = serializers.IntegerField(allow_null=True)
    value = serializers.FloatField(allow_null=True)
    null_reason = serializers.ChoiceField(
        source="reason", choices=NullReason.choices, allow_blank=True
    )
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class PortfolioRankingSerializer(PagedSerializer):
    """Places on one goal; the set is the `count` parks at or past its stage that the caller sees."""

    goal = serializers.CharField(allow_null=True)
    ranks = PortfolioRankSerializer(many=True)


class StageCountSerializer(serializers.Serializer[Any]):
    stage = serializers.CharField(source="code", help_text="A stage, or none: not yet on the path.")
    parks = serializers.IntegerField()


class PortfolioStagesSerializer(PortfolioSetSerializer):
    """How many parks are at each stage on the quarter's last day."""

    stages = StageCountSerializer(many=True)


class PortfolioReportSerializer(serializers.Serializer[Any]):
    """A park with its report, or with its gate where the list is that of gates."""

    park = PortfolioParkSerializer()
    period = serializers.CharField(allow_blank=True)
    due_on = serializers.DateField(source="day", allow_null=True)
    days_late = serializers.IntegerField(allow_null=True)
    from_stage = serializers.CharField(allow_blank=True)
    to_stage = serializers.CharField(allow_blank=True)


class PortfolioReportsSerializer(PagedSerializer):
    """One page of a list of reports or gates."""

    list = serializers.ChoiceField(choices=LISTS)
    rows = PortfolioReportSerializer(many=True)
