"""The steps of a finding's life in the API; each answers with the finding as it stands afterwards."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.api.problems import problems
from governance import finding_workflow as workflow
from governance.api.findings import described, find_finding
from governance.api.reports import caller
from governance.api.serializers import ReasonSerializer
from governance.api.supervision_serializers import (
    CloseFindingSerializer,
    EscalateSerializer,
    ExtendSerializer,
    FindingDetailSerializer,
    PlanSerializer,
    RectifySerializer,
)
from governance.services.proof import Proof

ANSWERS: dict[Any, Any] = {200: FindingDetailSerializer, **problems(400, 403, 404, 409)}


def sent_by(request: Request, form: type[Serializer[Any]]) -> dict[str, Any]:
    """Return what was sent, checked."""
    sent = form(data=request.data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)


class FindingPlan(APIView):
    @extend_schema(operation_id="finding_plan", request=PlanSerializer, responses=ANSWERS)
    def post(self, request: Request, park: str, code: str) -> Response:
        """Say what will be done about a finding, and until when."""
        finding = find_finding(request, park, code)
        workflow.plan_action(finding, **sent_by(request, PlanSerializer), by=caller(request))
        return described(request, park, code)


class FindingRectify(APIView):
    @extend_schema(operation_id="finding_rectify", request=RectifySerializer, responses=ANSWERS)
    def post(self, request: Request, park: str, code: str) -> Response:
        """Report a finding as rectified; `proof_missing` where no file or link is attached."""
        finding = find_finding(request, park, code)
        sent = sent_by(request, RectifySerializer)
        proof = Proof(url=sent["url"], title=sent["title"])
        workflow.rectify_finding(finding, text=sent["text"], proof=proof, by=caller(request))
        return described(request, park, code)


class FindingClose(APIView):
    @extend_schema(operation_id="finding_close", request=CloseFindingSerializer, responses=ANSWERS)
    def post(self, request: Request, park: str, code: str) -> Response:
        """Find the rectification good; a closed finding is never opened again."""
        finding = find_finding(request, park, code)
        sent = sent_by(request, CloseFindingSerializer)
        workflow.close_finding(finding, **sent, by=caller(request))
        return described(request, park, code)


class FindingSendBack(APIView):
    @extend_schema(operation_id="finding_send_back", request=ReasonSerializer, responses=ANSWERS)
    def post(self, request: Request, park: str, code: str) -> Response:
        """Send a rectified finding back to the committee, with a reason."""
        finding = find_finding(request, park, code)
        sent = sent_by(request, ReasonSerializer)
        workflow.send_finding_back(finding, **sent, by=caller(request))
        return described(request, park, code)


class FindingEscalate(APIView):
    @extend_schema(operation_id="finding_escalate", request=EscalateSerializer, responses=ANSWERS)
    def post(self, request: Request, park: str, code: str) -> Response:
        """Bring a late finding before somebody higher."""
        finding = find_finding(request, park, code)
        sent = sent_by(request, EscalateSerializer)
        workflow.escalate_finding(finding, **sent, by=caller(request))
        return described(request, park, code)


class FindingExtend(APIView):
    @extend_schema(operation_id="finding_extend", request=ExtendSerializer, responses=ANSWERS)
    def post(self, request: Request, park: str, code: str) -> Response:
        """Move the deadline of a finding, with a reason."""
        finding = find_finding(request, park, code)
        workflow.extend_deadline(finding, **sent_by(request, ExtendSerializer), by=caller(request))
        return described(request, park, code)
