"""Findings in the API: found, raised, read, with what the caller may do next; and their proof."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.parsers import StrictJSONParser
from accounts.api.problems import problems
from accounts.errors import RuleBroken
from accounts.http import file_response
from governance.api.reports import caller
from governance.api.supervision_serializers import (
    FindingDetailSerializer,
    FindingSerializer,
    NewFindingSerializer,
    NewProofSerializer,
    ProofFoundSerializer,
    ProofSerializer,
)
from governance.choices import FindingStatus, Severity
from governance.finding_workflow import raise_finding
from governance.models import Actor, Finding, Sampled
from governance.models.supervision import FindingQuerySet
from governance.permissions import may_view_finding
from governance.selectors.finding_acts import with_finding_acts
from governance.selectors.finding_detail import finding_page, proof_of
from governance.selectors.round_list import sampled_by
from governance.services.findings import FindingFacts
from governance.services.proof import Proof, attach_proof, note_reading, remove_proof
from parks.models import Park, RecordEvidence
from parks.permissions import may_view_facts


def visible_findings(request: Request) -> FindingQuerySet:
    """Return the findings that the caller may see, each with its flags."""
    user = caller(request)
    return with_finding_acts(Finding.objects.filter(may_view_finding(user)).for_display(), user)


def find_finding(request: Request, park: str, code: str) -> Finding:
    """Return a finding that the caller may see."""
    return get_object_or_404(visible_findings(request), park__code=park, code=code)


def described(request: Request, park: str, code: str, *, status: int = 200) -> Response:
    """Answer with a finding, its steps and its proof as they stand now."""
    finding = find_finding(request, park, code)
    page = finding_page(finding, caller(request))
    listed: Any = finding
    listed.listed_steps, listed.listed_proof = page.steps, page.proof
    return Response(FindingDetailSerializer(finding).data, status=status)


class FindingFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """By place, severity, status and deadline."""

    park = django_filters.CharFilter(field_name="park__code")
    region = django_filters.CharFilter(method="below", label="A region, all below it included")
    severity = django_filters.ChoiceFilter(choices=Severity.choices)
    status = django_filters.MultipleChoiceFilter(choices=FindingStatus.choices)
    overdue = django_filters.BooleanFilter(method="late", label="Only what is overdue today")
    due_until = django_filters.DateFilter(method="due", label="Deadline on this day or before it")

    class Meta:
        model = Finding
        fields: tuple[str, ...] = ()

    def below(self, findings: FindingQuerySet, name: str, value: str) -> FindingQuerySet:
        return findings.filter(park__in=Park.objects.below(value))

    def late(self, findings: FindingQuerySet, name: str, value: bool) -> FindingQuerySet:
        return findings.overdue() if value else findings

    def due(self, findings: FindingQuerySet, name: str, value: date) -> FindingQuerySet:
        return findings.filter(due_on__lte=value)


class FindingList(GenericAPIView[Finding]):
    """Find findings, raise one."""

    serializer_class = FindingSerializer
    queryset = Finding.objects.none()
    filterset_class = FindingFilterSet
    orderings = {
        "due": ("due_on", "park__code", "code", "pk"),
        "-raised": ("-raised_on", "park__code", "code", "pk"),
        "park": ("park__code", "code", "pk"),
    }

    @extend_schema(
        operation_id="finding_list",
        parameters=[OpenApiParameter("order", str, enum=["due", "-raised", "park"])],
        responses={200: FindingSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        """The findings that you may see; observers and consultants see the closed ones."""
        page = self.paginate_queryset(self.filter_queryset(visible_findings(request)))
        return self.get_paginated_response(FindingSerializer(page, many=True).data)

    @extend_schema(
        operation_id="finding_raise",
        request=NewFindingSerializer,
        responses={201: FindingDetailSerializer, **problems(400, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Raise a finding in a park."""
        sent = NewFindingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = dict(sent.validated_data)
        park = _named_park(request, asked.pop("park"))
        responsible = _named_actor(park, asked.pop("responsible"))
        item = _named_item(request, asked.pop("item"))
        facts = FindingFacts(**asked, responsible=responsible, item=item)
        finding = raise_finding(park, facts, by=caller(request))
        return described(request, park.code, finding.code, status=201)


class FindingDetail(APIView):
    """One finding with its steps and its proof."""

    @extend_schema(
        operation_id="finding_detail", responses={200: FindingDetailSerializer, **problems(404)}
    )
    def get(self, request: Request, park: str, code: str) -> Response:
        return described(request, park, code)


class FindingEvidenceList(APIView):
    """The proof of a finding: files and links."""

    parser_classes = [StrictJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="finding_evidence_list",
        responses={200: ProofFoundSerializer, **problems(404)},
    )
    def get(self, request: Request, park: str, code: str) -> Response:
        found = proof_of(find_finding(request, park, code))
        return Response(ProofFoundSerializer({"results": found}).data)

    @extend_schema(
        operation_id="finding_evidence_add",
        request=NewProofSerializer,
        responses={201: ProofSerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, park: str, code: str) -> Response:
        """Attach a file or a web address to a finding that is to be answered."""
        finding = find_finding(request, park, code)
        sent = NewProofSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        evidence = attach_proof(finding, Proof(**sent.validated_data), by=caller(request))
        return Response(ProofSerializer(evidence).data, status=201)


class FindingEvidenceDetail(APIView):
    """One file or link."""

    @extend_schema(
        operation_id="finding_evidence_download",
        responses={(200, "*/*"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, park: str, code: str, pk: int) -> HttpResponseBase:
        """Download a file as an attachment; the reading is on record."""
        finding, evidence = self.find(request, park, code, pk, file__isnull=False)
        assert evidence.file is not None
        note_reading(finding, evidence, by=caller(request))
        return file_response(evidence.file)

    @extend_schema(
        operation_id="finding_evidence_remove", responses={204: None, **problems(403, 404, 409)}
    )
    def delete(self, request: Request, park: str, code: str, pk: int) -> Response:
        """Take proof off a finding that is to be answered."""
        remove_proof(*self.find(request, park, code, pk), by=caller(request))
        return Response(status=204)

    def find(
        self, request: Request, park: str, code: str, pk: int, **more: bool
    ) -> tuple[Finding, RecordEvidence]:
        finding = find_finding(request, park, code)
        return finding, get_object_or_404(proof_of(finding), pk=pk, **more)


def _named_park(request: Request, code: str) -> Park:
    park = Park.objects.filter(may_view_facts(caller(request)), code=code).first()
    if park is None:
        message = _("There is no park “%(code)s” that you see.")
        raise RuleBroken("park_unknown", message % {"code": code}, field="park")
    return park


def _named_actor(park: Park, code: str) -> Actor | None:
    if not code:
        return None
    actor = Actor.objects.current().filter(park=park, code=code).first()
    if actor is None:
        raise RuleBroken("actor_unknown", _("The park has no such actor."), field="responsible")
    assert isinstance(actor, Actor)
    return actor


def _named_item(request: Request, named: str) -> Sampled | None:
    if not named:
        return None
    item = sampled_by(named, user=caller(request)).first()
    if item is None:
        message = _("No item of a supervision round that you see is of this park.")
        raise RuleBroken("item_unknown", message, field="item")
    return item
