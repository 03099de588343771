"""The steps of a report's life in the API; each answers with the report as it stands afterwards."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from governance import report_workflow as workflow
from governance.api.reports import caller, described, find_report
from governance.api.serializers import ReasonSerializer, ReportDetailSerializer

ANSWERS: dict[Any, Any] = {200: ReportDetailSerializer, **problems(400, 403, 404, 409)}


def reason_of(request: Request) -> str:
    sent = ReasonSerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    return str(sent.validated_data["reason"])


class ReportSubmit(APIView):
    @extend_schema(operation_id="report_submit", request=None, responses=ANSWERS)
    def post(self, request: Request, park: str, period: str) -> Response:
        """Submit a draft. `report_incomplete` lists under `problems` everything that is missing."""
        workflow.submit_report(find_report(request, park, period), by=caller(request))
        return described(request, park, period)


class ReportWithdraw(APIView):
    @extend_schema(operation_id="report_withdraw", request=None, responses=ANSWERS)
    def post(self, request: Request, park: str, period: str) -> Response:
        """Take a submitted report back."""
        workflow.withdraw_report(find_report(request, park, period), by=caller(request))
        return described(request, park, period)


class ReportOpen(APIView):
    @extend_schema(operation_id="report_open", request=None, responses=ANSWERS)
    def post(self, request: Request, park: str, period: str) -> Response:
        """Open a submitted report for review."""
        workflow.open_review(find_report(request, park, period), by=caller(request))
        return described(request, park, period)


class ReportReturn(APIView):
    @extend_schema(operation_id="report_return", request=ReasonSerializer, responses=ANSWERS)
    def post(self, request: Request, park: str, period: str) -> Response:
        """Send a report in review back to its committee, with a reason."""
        report = find_report(request, park, period)
        workflow.return_report(report, by=caller(request), reason=reason_of(request))
        return described(request, park, period)


class ReportAccept(APIView):
    @extend_schema(operation_id="report_accept", request=None, responses=ANSWERS)
    def post(self, request: Request, park: str, period: str) -> Response:
        """Accept a report in review: its entries become observations."""
        workflow.accept_report(find_report(request, park, period), by=caller(request))
        return described(request, park, period)


class ReportReopen(APIView):
    @extend_schema(operation_id="report_reopen", request=ReasonSerializer, responses=ANSWERS)
    def post(self, request: Request, park: str, period: str) -> Response:
        """Make a draft copy of an accepted report, its next revision, with a reason."""
        report = find_report(request, park, period)
        workflow.reopen_report(report, by=caller(request), reason=reason_of(request))
        return described(request, park, period)
