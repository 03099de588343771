"""One's own saved views in the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from assessments.api.frameworks import person
from assessments.models import SavedView
from assessments.permissions import may_use_saved_view
from assessments.selectors.saved_views import PAGES
from assessments.services.saved_views import (
    MOST_OF_A_NAME,
    delete_view,
    rename_view,
    save_view,
)

PAGE_CHOICES = [(one.code, one.code) for one in PAGES.values()]


class SavedViewSerializer(serializers.Serializer[Any]):
    """A page with its filters under a name."""

    id = serializers.IntegerField(source="pk")
    page = serializers.ChoiceField(choices=PAGE_CHOICES)
    name = serializers.CharField()
    query = serializers.CharField(allow_blank=True)
    saved_at = serializers.DateTimeField()


class ViewNameSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=MOST_OF_A_NAME)


class NewViewSerializer(ViewNameSerializer):
    """Of the query, the parameters that the page knows are kept and nothing else."""

    page = serializers.ChoiceField(choices=PAGE_CHOICES)
    query = serializers.CharField(max_length=2000, allow_blank=True, default="")


def views_of(request: Request) -> QuerySet[SavedView]:
    return SavedView.objects.filter(may_use_saved_view(person(request)))


class SavedViewList(GenericAPIView[SavedView]):
    """One's own saved views; save another."""

    serializer_class = SavedViewSerializer
    queryset = SavedView.objects.none()
    orderings = {"page": ("page", "name", "pk"), "-saved": ("-saved_at", "-pk")}

    @extend_schema(
        operation_id="saved_view_list",
        parameters=[OpenApiParameter("order", str, enum=["page", "-saved"])],
        responses={200: SavedViewSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(views_of(request))
        return self.get_paginated_response(SavedViewSerializer(page, many=True).data)

    @extend_schema(
        operation_id="saved_view_create",
        request=NewViewSerializer,
        responses={201: SavedViewSerializer, **problems(400, 403)},
    )
    def post(self, request: Request) -> Response:
        sent = NewViewSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        query = QueryDict(asked["query"]).dict()
        made = save_view(asked["page"], query, name=asked["name"], by=person(request))
        return Response(SavedViewSerializer(made).data, status=201)


class SavedViewDetail(APIView):
    """One of one's own saved views."""

    @extend_schema(
        operation_id="saved_view_detail",
        responses={200: SavedViewSerializer, **problems(403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(SavedViewSerializer(get_object_or_404(views_of(request), pk=pk)).data)

    @extend_schema(
        operation_id="saved_view_rename",
        request=ViewNameSerializer,
        responses={200: SavedViewSerializer, **problems(400, 403, 404)},
    )
    def patch(self, request: Request, pk: int) -> Response:
        """Give it another name."""
        found = get_object_or_404(views_of(request), pk=pk)
        sent = ViewNameSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        renamed = rename_view(found, name=sent.validated_data["name"], by=person(request))
        return Response(SavedViewSerializer(renamed).data)

    @extend_schema(operation_id="saved_view_delete", responses={204: None, **problems(403, 404)})
    def delete(self, request: Request, pk: int) -> Response:
        delete_view(get_object_or_404(views_of(request), pk=pk), by=person(request))
        return Response(status=204)
