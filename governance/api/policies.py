"""Policies in the API: found, read, added, changed and struck off as on the pages, and their coverage of parks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import clock
from accounts.api.problems import problems
from accounts.models import User
from governance.api.policy_serializers import (
    CoverageSerializer,
    NewPolicySerializer,
    PolicyPatchSerializer,
    PolicySerializer,
)
from governance.api.serializers import ReasonSerializer
from governance.choices import PolicyKind
from governance.models import Policy
from governance.models.policies import PolicyQuerySet
from governance.permissions import (
    may_issue_policies,
    may_issue_policies_in,
    may_keep_policy,
    may_view_policy,
)
from governance.selectors.policy_coverage import coverage_rows, parks_asked
from governance.selectors.policy_list import PolicyFilter, policies_found
from governance.services.policies import (
    add_policy,
    change_policy,
    remove_policy,
    require_keeper,
)
from governance.services.policy_facts import PolicyFacts, facts_of
from parks.api.parks import user_of
from parks.errors import broken, shown
from parks.models import Park, Region
from parks.models.parks import ParkQuerySet
from parks.permissions import may_view_park


class PolicyFilterSet(filters.FilterSet):  # type: ignore[misc]
    """`region` includes all regions below it; `q` looks in code, names, issuer and number."""

    kind = filters.ChoiceFilter(choices=PolicyKind.choices)
    region = filters.CharFilter(method="narrow", label="Code of a region, all below it included")
    park = filters.CharFilter(method="narrow", label="Code of a park that is covered")
    day = filters.DateFilter(method="narrow", label="A day on which it is in force")
    q = filters.CharFilter(method="narrow", label="Part of a code, name, issuer or number")

    def narrow(self, policies: PolicyQuerySet, name: str, value: Any) -> PolicyQuerySet:
        wanted = PolicyFilter(**{"text" if name == "q" else name: value})
        found = policies_found(self.request.user, wanted).order_by().values("pk")
        return policies.filter(pk__in=found)


def policies_seen_by(user: User) -> PolicyQuerySet:
    """The policies that `user` may see, each with whether they keep it."""
    may_keep = ExpressionWrapper(may_keep_policy(user), output_field=BooleanField())
    seen = Policy.objects.filter(may_view_policy(user)).for_display()
    return seen.prefetch_related("parks__region").annotate(may_keep=may_keep)


def told(policies: Policy | Sequence[Policy], user: User) -> Any:
    """Write policies as the caller sees them: of the parks that they name only those in sight."""
    each = [policies] if isinstance(policies, Policy) else policies
    named = {park.pk for policy in each for park in policy.parks.all()}
    seen = Park.objects.filter(may_view_park(user), pk__in=named) if named else Park.objects.none()
    context = {"seen": frozenset(seen.values_list("pk", flat=True))}
    many = not isinstance(policies, Policy)
    return PolicySerializer(policies, many=many, context=context).data


class PolicyList(GenericAPIView[Policy]):
    """Find policies, add one."""

    serializer_class = PolicySerializer
    queryset = Policy.objects.none()
    filterset_class = PolicyFilterSet
    orderings = {
        "-in_force_from": ("-in_force_from", "-pk"),
        "code": ("code",),
    }

    @extend_schema(
        operation_id="policy_list",
        parameters=[OpenApiParameter("order", str, enum=["-in_force_from", "code"])],
        responses={200: PolicySerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        """Policies that stand; struck off ones are found by their code alone."""
        user = user_of(request)
        page = self.paginate_queryset(self.filter_queryset(policies_seen_by(user).current()))
        return self.get_paginated_response(told(page or [], user))

    @extend_schema(
        operation_id="policy_create",
        request=NewPolicySerializer,
        responses={201: PolicySerializer, **problems(400, 403)},
    )
    def post(self, request: Request) -> Response:
        user = user_of(request)
        if not may_issue_policies(user):
            raise PermissionDenied(_("Only an authority of a region issues policies."))
        sent = NewPolicySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        values = sent.validated_data
        region = _region(user, values["region"])
        facts = PolicyFacts(code=values["code"], kind=values["kind"], region=region)
        policy = add_policy(_with(facts, values), by=user)
        return Response(told(policies_seen_by(user).get(pk=policy.pk), user), status=201)


class PolicyDetail(APIView):
    """Read a policy, change what the register says of it."""

    @extend_schema(
        operation_id="policy_detail", responses={200: PolicySerializer, **problems(403, 404)}
    )
    def get(self, request: Request, code: str) -> Response:
        user = user_of(request)
        return Response(told(_find(user, code), user))

    @extend_schema(
        operation_id="policy_update",
        request=PolicyPatchSerializer(partial=True),
        responses={200: PolicySerializer, **problems(400, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, code: str) -> Response:
        """Change it, unless somebody else did since the `version` that was read."""
        user = user_of(request)
        policy = _find(user, code)
        require_keeper(policy, by=user)
        sent = PolicyPatchSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        values = sent.validated_data
        facts = facts_of(policy)
        if values.get("region", facts.region.code) != facts.region.code:
            facts = replace(facts, region=_region(user, values["region"]))
        change_policy(policy, _with(facts, values), seen_version=values.get("version", 0), by=user)
        return Response(told(_find(user, code), user))


class PolicyRemove(APIView):
    """Strike a policy off the register."""

    @extend_schema(
        operation_id="policy_remove",
        request=ReasonSerializer,
        responses={200: PolicySerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, code: str) -> Response:
        """It covers nothing any more, in no period; its code is not used again."""
        user = user_of(request)
        policy = _find(user, code)
        require_keeper(policy, by=user)
        sent = ReasonSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        remove_policy(policy, reason=sent.validated_data["reason"], by=user)
        return Response(told(_find(user, code), user))


class CoverageFilterSet(filters.FilterSet):  # type: ignore[misc]
    """`region` includes all regions below it; without a `day` it is today."""

    region = filters.CharFilter(method="narrow", label="Code of a region, all below it included")
    day = filters.DateFilter(method="keep", label="The day, today unless given")

    def narrow(self, parks: ParkQuerySet, _name: str, value: str) -> ParkQuerySet:
        return parks.below(value.replace("\0", ""))

    def keep(self, parks: ParkQuerySet, _name: str, value: Any) -> ParkQuerySet:
        """Remember the day; it narrows the policies, not the parks."""
        self.request.day_asked = value
        return parks


class PolicyCoverage(GenericAPIView[Park]):
    """How many policies of each kind are in force for each park that one may see."""

    serializer_class = CoverageSerializer
    queryset = Park.objects.none()
    filterset_class = CoverageFilterSet
    orderings = {"code": ("code",)}

    @extend_schema(
        operation_id="policy_coverage",
        responses={200: CoverageSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        parks = parks_asked(user_of(request), "").select_related("region").defer("boundary")
        page = self.paginate_queryset(self.filter_queryset(parks))
        day = getattr(request, "day_asked", None) or clock.today()
        return self.get_paginated_response(
            CoverageSerializer(coverage_rows(page or [], day), many=True).data
        )


def _find(user: User, code: str) -> Policy:
    return get_object_or_404(policies_seen_by(user), code=code)


def _region(user: User, code: str) -> Region:
    """Find a region whose policies `user` keeps; one elsewhere is as unknown as one that does not exist."""
    kept = Region.objects.filter(may_issue_policies_in(user), code=code.replace("\0", ""))
    region = kept.first()
    if region is None:
        raise broken("region_not_kept", field="region")
    return region


def _parks(region: Region, codes: Sequence[str]) -> tuple[Park, ...]:
    """Find parks of a region by their codes."""
    below = Park.objects.filter(region__path__startswith=region.path or "-", code__in=codes)
    found = {park.code: park for park in below.select_related("region").defer("boundary")}
    for code in codes:
        if code not in found:
            raise broken("park_not_in_region", park=shown(code), field="parks")
    return tuple(found.values())


def _with(facts: PolicyFacts, sent: Mapping[str, Any]) -> PolicyFacts:
    """Return facts with those that were sent in their place; the region is found before."""
    names = sent.get("names", {})
    values = {
        name: value for name, value in sent.items() if name in PolicyFacts.__dataclass_fields__
    }
    values.pop("region", None)
    values.pop("code", None)
    if "en" in names:
        values["name_en"] = names["en"]
    if "zh-hans" in names:
        values["name_zh"] = names["zh-hans"]
    if "parks" in values:
        values["parks"] = _parks(facts.region, values["parks"])
    return replace(facts, **values)
