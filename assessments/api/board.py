"""The board of who is where in the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.api.portfolio import (
    FILTERS,
    PAGE,
    REFUSED,
    page_asked,
    paged,
    portfolio_asked,
    refuse,
    word_asked,
)
from assessments.api.portfolio_serializers import PagedSerializer, PortfolioParkSerializer
from assessments.choices import BoardState
from assessments.selectors.board import KINDS, board_of
from governance.choices import ReportStatus
from parks.choices import Frequency


class BoardPeriodSerializer(serializers.Serializer[Any]):
    """A period, with how many of the parks that are to report for it have an accepted report."""

    period = serializers.CharField(source="period.code")
    due_on = serializers.DateField(source="period.due_on")
    accepted = serializers.IntegerField()
    expected = serializers.IntegerField()


class BoardCellSerializer(serializers.Serializer[Any]):
    """How a report stands. To whom drafts do not exist it is accepted or not."""

    period = serializers.CharField()
    state = serializers.ChoiceField(choices=BoardState.choices)
    has_report = serializers.BooleanField(source="is_linked")
    newer_revision = serializers.ChoiceField(
        source="revising",
        choices=[*ReportStatus.choices, ("returned", "returned"), ("overdue", "overdue")],
        allow_blank=True,
        help_text="State of a newer revision of an accepted report.",
    )


class BoardRowSerializer(serializers.Serializer[Any]):
    park = PortfolioParkSerializer()
    reports = BoardCellSerializer(many=True, source="cells")


class BoardSerializer(PagedSerializer):
    """Parks by periods."""

    every = serializers.ChoiceField(choices=Frequency.choices)
    periods = BoardPeriodSerializer(many=True)
    rows = BoardRowSerializer(many=True)


class BoardDetail(APIView):
    """The states of the reports of the parks that one sees, period by period."""

    @extend_schema(
        operation_id="portfolio_board",
        parameters=[
            *FILTERS,
            OpenApiParameter("every", str, enum=[one.value for one in KINDS]),
            PAGE,
        ],
        responses={200: BoardSerializer, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        shown = portfolio_asked(request, "every", "page")
        found = board_of(shown, word_asked(request, "every"), page_asked(request))
        refuse("every", found.error)
        answer = paged(shown, found.page) | {
            "every": found.every,
            "periods": found.columns,
            "rows": found.rows,
        }
        return Response(BoardSerializer(answer).data)
