"""The audit trail of a park in the API, for those who see its drafts."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.problems import problems
from accounts.models import AuditEntry
from accounts.selectors.audit_sentences import sentence_of
from parks.api.parks import user_of
from parks.models import Park
from parks.permissions import may_view_park_audit
from parks.selectors.audit_list import audit_entries


class AuditEntrySerializer(serializers.Serializer[Any]):
    """One act. `hash` covers every field and the hash before it."""

    sequence = serializers.IntegerField()
    at = serializers.DateTimeField()
    by = serializers.CharField(source="by_name", allow_blank=True)
    action = serializers.CharField()
    sentence = serializers.SerializerMethodField(help_text="In the language asked for.")
    on = serializers.CharField(source="target_label")
    details = serializers.DictField()
    previous_hash = serializers.CharField()
    hash = serializers.CharField()

    def get_sentence(self, entry: AuditEntry) -> str:
        return sentence_of(entry)


class AuditFilterSet(filters.FilterSet):  # type: ignore[misc]
    """By action and by the name of who acted."""

    action = filters.CharFilter()
    person = filters.CharFilter(field_name="by_name")


class ParkAudit(GenericAPIView[AuditEntry]):
    """Who did what in a park, the newest first."""

    serializer_class = AuditEntrySerializer
    queryset = AuditEntry.objects.none()
    filterset_class = AuditFilterSet
    orderings = {"-sequence": ("-sequence", "-pk"), "sequence": ("sequence", "pk")}

    @extend_schema(
        operation_id="park_audit",
        parameters=[OpenApiParameter("order", str, enum=["-sequence", "sequence"])],
        responses={200: AuditEntrySerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, code: str) -> Response:
        visible = Park.objects.filter(may_view_park_audit(user_of(request)))
        park = get_object_or_404(visible, code=code)
        page = self.paginate_queryset(self.filter_queryset(audit_entries(park)))
        return self.get_paginated_response(AuditEntrySerializer(page, many=True).data)
