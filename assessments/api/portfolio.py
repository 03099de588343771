"""The portfolio in the API: the parts of its page, under the same filters."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from assessments.api.frameworks import person
from assessments.api.portfolio_serializers import (
    HeatMapSerializer,
    PortfolioRankingSerializer,
    PortfolioReportsSerializer,
    PortfolioSerializer,
    PortfolioStagesSerializer,
)
from assessments.selectors.portfolio_choices import framework_key, portfolio_shown
from assessments.selectors.portfolio_figures import key_figures
from assessments.selectors.portfolio_filters import FIELDS, OFF_THE_PATH, portfolio_filter
from assessments.selectors.portfolio_gates import open_gates
from assessments.selectors.portfolio_heat import heat_map
from assessments.selectors.portfolio_ranking import goal_ranking
from assessments.selectors.portfolio_reports import LISTS, report_counts, report_list
from assessments.selectors.portfolio_shown import Shown
from assessments.selectors.portfolio_stages import stage_counts
from governance.choices import Stage
from parks.choices import Industry, ParkLevel

SHARE = {"type": "number", "minimum": 0, "maximum": 100}
FILTERS = [
    OpenApiParameter("quarter", str, description="2026-Q3; else the last one past its due date."),
    OpenApiParameter("framework", str, description="As code:version; else that of most parks."),
    OpenApiParameter("region", str, description="Code of a region, all below it included."),
    OpenApiParameter("stage", str, enum=[*Stage.values, OFF_THE_PATH]),
    OpenApiParameter("level", str, enum=ParkLevel.values),
    OpenApiParameter("industry", str, enum=Industry.values),
    OpenApiParameter("score_from", SHARE, description="On the score shown first."),
    OpenApiParameter("score_to", SHARE),
    OpenApiParameter("complete", SHARE, description="At least so many per cent measured."),
    OpenApiParameter("as_of", OpenApiTypes.DATE, description="As known at the end of that day."),
]
PAGE = OpenApiParameter("page", {"type": "integer", "minimum": 1})
REFUSED = problems(400, 403)


class Portfolio(APIView):
    """The key figures of the parks that one sees."""

    @extend_schema(
        operation_id="portfolio",
        parameters=FILTERS,
        responses={200: PortfolioSerializer, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        shown = portfolio_asked(request)
        figures = key_figures(shown, report_counts(shown, open_gates(shown)))
        reports = figures.reports
        answer = set_shown(shown) | {
            "parks": figures.parks,
            "parks_scored": figures.now.parks,
            "median": figures.now.median,
            "median_change": figures.change,
            "quarter_before": figures.quarter_before.code if figures.quarter_before else None,
            "reports_accepted": reports.accepted,
            "reports_expected": reports.expected,
            "reports_overdue": reports.overdue,
            "reports_waiting": reports.waiting,
            "gates_ready": reports.gates,
        }
        return Response(PortfolioSerializer(answer).data)


class HeatMap(APIView):
    """Parks by the categories of the framework."""

    @extend_schema(
        operation_id="portfolio_heat_map",
        parameters=[
            *FILTERS,
            OpenApiParameter(
                "order", str, description="head, park, stage, region or a node; - before it turns."
            ),
            PAGE,
        ],
        responses={200: HeatMapSerializer, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        shown = portfolio_asked(request, "order", "page")
        found = heat_map(shown, word_asked(request, "order"), page_asked(request), "")
        refuse("order", found.error)
        answer = paged(shown, found.page) | {
            "order": found.order,
            "columns": found.columns,
            "rows": found.rows,
        }
        return Response(HeatMapSerializer(answer).data)


class Ranking(APIView):
    """Places on one goal over the parks that one sees."""

    @extend_schema(
        operation_id="portfolio_ranking",
        parameters=[*FILTERS, OpenApiParameter("goal", str, description="Code of a goal."), PAGE],
        responses={200: PortfolioRankingSerializer, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        shown = portfolio_asked(request, "goal", "page")
        found = goal_ranking(shown, word_asked(request, "goal"), page_asked(request), "")
        refuse("goal", found.error)
        answer = paged(shown, found.page) | {
            "goal": found.goal.code if found.goal else None,
            "ranks": found.rows,
        }
        return Response(PortfolioRankingSerializer(answer).data)


class Stages(APIView):
    """How many parks are at each stage."""

    @extend_schema(
        operation_id="portfolio_stages",
        parameters=FILTERS,
        responses={200: PortfolioStagesSerializer, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        shown = portfolio_asked(request)
        answer = set_shown(shown) | {"stages": stage_counts(shown)}
        return Response(PortfolioStagesSerializer(answer).data)


class Reports(APIView):
    """Reports that are overdue, wait, are accepted or not, and gates that can be decided."""

    @extend_schema(
        operation_id="portfolio_reports",
        parameters=[*FILTERS, OpenApiParameter("list", str, enum=LISTS), PAGE],
        responses={200: PortfolioReportsSerializer, **REFUSED},
    )
    def get(self, request: Request) -> Response:
        shown = portfolio_asked(request, "list", "page")
        gates = open_gates(shown)
        found = report_list(shown, gates, word_asked(request, "list"), page_asked(request))
        refuse("list", found.error)
        answer = paged(shown, found.page) | {"list": found.name, "rows": found.rows}
        return Response(PortfolioReportsSerializer(answer).data)


def portfolio_asked(request: Request, *more: str) -> Shown:
    """Resolve the filters; one that cannot be, or is mistyped, is an error instead of an answer with everything."""
    unknown = [name for name in request.query_params if name not in {*FIELDS, *more}]
    if unknown:
        message = _("This list has no such filter.")
        raise ValidationError({name: [message] for name in unknown}, code="filter_unknown")
    shown = portfolio_shown(person(request), portfolio_filter(request.query_params.dict())).shown
    if shown.errors:
        told = {name: [message] for name, message in shown.errors.items()}
        raise ValidationError(told, code="filter_invalid")
    return shown


def word_asked(request: Request, name: str) -> str:
    return request.query_params.get(name, "")


def page_asked(request: Request) -> str:
    """Return the number of the page asked for; pages beyond the last are the last."""
    text = request.query_params.get("page", "1")
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise ValidationError({"page": [_("Write the number of a page, from 1 on.")]})
    return text[:9]


def refuse(name: str, error: str) -> None:
    if error:
        raise ValidationError({name: [error]}, code="filter_invalid")


def set_shown(shown: Shown) -> dict[str, Any]:
    return {
        "quarter": shown.quarter.code if shown.quarter else None,
        "framework": framework_key(shown.version) if shown.version else None,
        "as_of": shown.filters.as_of.day,
    }


def paged(shown: Shown, page: Page[Any]) -> dict[str, Any]:
    counts = {"count": page.paginator.count, "page": page.number, "pages": page.paginator.num_pages}
    return set_shown(shown) | counts
