"""The registers of a park in the API: found, read, added, changed and struck off as on the pages.

Each register has views of its own, built from what it is, so that the description names its fields.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from parks.api.parks import user_of
from parks.api.record_serializers import Shape, change_of, shown_by, taken_by, values_of
from parks.models import Park
from parks.permissions import may_view_records
from parks.registers import Field, Kind, Register
from parks.selectors.record_list import RecordFilter, records_found, records_of
from parks.selectors.record_references import with_records
from parks.selectors.record_values import with_related
from parks.services.records import (
    LONGEST_REASON,
    add_record,
    change_record,
    remove_record,
    require_keeper,
)


class RemovalSerializer(serializers.Serializer[Any]):
    """Why a record is struck off."""

    reason = serializers.CharField(max_length=LONGEST_REASON)


def park_seen_by(request: Request, code: str) -> Park:
    """Find a park whose registers the caller may see."""
    return get_object_or_404(Park.objects.filter(may_view_records(user_of(request))), code=code)


def record_of(register: Register, park: Park, pk: int) -> Any:
    """Find what stands in a register of a park."""
    return get_object_or_404(with_related(register, records_of(register, park)), pk=pk)


class RecordListView(GenericAPIView[Any]):
    """What every list of a register does."""

    register: ClassVar[Register]
    taken: ClassVar[Shape]

    def get_queryset(self) -> QuerySet[Any]:
        park = park_seen_by(self.request, self.kwargs["code"])
        return with_related(self.register, records_of(self.register, park))

    def get(self, request: Request, code: str) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def post(self, request: Request, code: str) -> Response:
        """Without a code it is given the next one of the register."""
        park, user = park_seen_by(request, code), user_of(request)
        require_keeper(self.register, park, by=user)
        sent = self.taken(data=request.data)
        sent.is_valid(raise_exception=True)
        values = values_of(self.register, sent.validated_data)
        record = add_record(self.register, park, with_records(self.register, park, values), by=user)
        found = record_of(self.register, park, record.pk)
        return Response(self.get_serializer(found).data, status=201)


class RecordDetailView(APIView):
    """What every record of a register can be asked."""

    register: ClassVar[Register]
    shown: ClassVar[Shape]
    changed: ClassVar[Shape]

    def get(self, request: Request, code: str, pk: int) -> Response:
        record = record_of(self.register, park_seen_by(request, code), pk)
        return Response(self.shown(record).data)

    def patch(self, request: Request, code: str, pk: int) -> Response:
        """Change it, unless somebody else did since the `version` that was read."""
        park, user = park_seen_by(request, code), user_of(request)
        record = record_of(self.register, park, pk)
        require_keeper(self.register, park, by=user)
        sent = self.changed(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        values = values_of(self.register, sent.validated_data)
        change_record(
            self.register,
            record,
            with_records(self.register, park, values),
            seen_version=sent.validated_data.get("version", 0),
            by=user,
        )
        return Response(self.shown(record_of(self.register, park, pk)).data)

    def delete(self, request: Request, code: str, pk: int) -> Response:
        """Strike it off; it stays readable in the history of the park."""
        park, user = park_seen_by(request, code), user_of(request)
        record = record_of(self.register, park, pk)
        require_keeper(self.register, park, by=user)
        asked = RemovalSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        remove_record(self.register, record, reason=asked.validated_data["reason"], by=user)
        return Response(status=204)


def views_of(register: Register) -> tuple[type[RecordListView], type[RecordDetailView]]:
    """Build the list of a register and the address of one record."""
    shown = shown_by(register)
    return _list_view(register, shown), _detail_view(register, shown)


def _list_view(register: Register, shown: Shape) -> type[RecordListView]:
    taken = taken_by(register)
    orderings = _orderings(register)
    view = type(
        f"{register.model.__name__}List",
        (RecordListView,),
        {
            "__doc__": f"Find records of the register {register.word}, add one.",
            "register": register,
            "taken": taken,
            "serializer_class": shown,
            "queryset": register.model._default_manager.none(),
            "filterset_class": _filters(register),
            "orderings": orderings,
        },
    )
    described = extend_schema_view(
        get=extend_schema(
            operation_id=f"{register.singular}_list",
            parameters=[OpenApiParameter("order", str, enum=list(orderings))],
            responses={200: shown(many=True), **problems(400, 403, 404)},
        ),
        post=extend_schema(
            operation_id=f"{register.singular}_create",
            request=taken,
            responses={201: shown, **problems(400, 403, 404)},
        ),
    )
    return described(view)


def _detail_view(register: Register, shown: Shape) -> type[RecordDetailView]:
    changed = change_of(register)
    view = type(
        f"{register.model.__name__}Detail",
        (RecordDetailView,),
        {
            "__doc__": f"A record of the register {register.word}: read, change, strike off.",
            "register": register,
            "shown": shown,
            "changed": changed,
        },
    )
    described = extend_schema_view(
        get=extend_schema(
            operation_id=f"{register.singular}_detail",
            responses={200: shown, **problems(403, 404)},
        ),
        patch=extend_schema(
            operation_id=f"{register.singular}_update",
            request=changed(partial=True),
            responses={200: shown, **problems(400, 403, 404, 409, 412)},
        ),
        delete=extend_schema(
            operation_id=f"{register.singular}_remove",
            parameters=[RemovalSerializer],
            responses={204: None, **problems(400, 403, 404, 409)},
        ),
    )
    return described(view)


def _orderings(register: Register) -> dict[str, tuple[str, ...]]:
    newest = register.newest_by
    by_day = {f"-{newest}": (f"-{newest}", "code")} if newest else {}
    return {"code": ("code",), **by_day, "-changed_at": ("-changed_at", "code")}


class RecordFilterSet(filters.FilterSet):  # type: ignore[misc]
    """`q` looks in codes, names and texts."""

    register: ClassVar[Register]
    q = filters.CharFilter(method="narrow", label="Part of a code, name or text")

    def narrow(self, records: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        park = park_seen_by(self.request, self.request.parser_context["kwargs"]["code"])
        found = records_found(self.register, park, RecordFilter(text=value))
        return records.filter(pk__in=found.order_by().values("pk"))


def _filters(register: Register) -> type[RecordFilterSet]:
    """Build what a register is narrowed by: the same as on its page, and other records by their codes."""
    narrowing = {name: _narrowing(register.fields[name]) for name in register.narrowed_by}
    for one in register.of_kind(Kind.RECORD, Kind.RECORDS):
        narrowing[one.name] = filters.CharFilter(
            field_name=f"{one.name}__code", label="Code of a record that it belongs to"
        )
    name = f"{register.model.__name__}FilterSet"
    return type(name, (RecordFilterSet,), {"register": register, **narrowing})


def _narrowing(one: Field) -> filters.Filter:
    if one.kind == Kind.FLAG:
        return filters.BooleanFilter()
    return filters.ChoiceFilter(choices=one.choices)
