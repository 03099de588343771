"""The caller's own webhooks in the API, and what was sent to them."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.api.serializers import (
    DeliverySerializer,
    MadeWebhookSerializer,
    NewWebhookSerializer,
    WebhookChangeSerializer,
    WebhookSerializer,
)
from accounts.models import User, Webhook, WebhookDelivery
from accounts.selectors.webhooks import deliveries_of, webhooks_of
from accounts.services.webhooks import (
    create_webhook,
    end_webhook,
    resend_delivery,
    rotate_secret,
    update_webhook,
)


def caller(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


def find_webhook(request: Request, uuid: UUID) -> Webhook:
    return get_object_or_404(webhooks_of(caller(request)), uuid=uuid)


class WebhookList(GenericAPIView[Webhook]):
    """List one's webhooks, make one."""

    answer_is_secret = True
    serializer_class = WebhookSerializer
    queryset = Webhook.objects.none()
    orderings = {"-created": ("-created_at", "-pk"), "created": ("created_at", "pk")}

    @extend_schema(
        operation_id="webhook_list",
        parameters=[OpenApiParameter("order", str, enum=["-created", "created"])],
        responses={200: WebhookSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(webhooks_of(caller(request)))
        return self.get_paginated_response(WebhookSerializer(page, many=True).data)

    @extend_schema(
        operation_id="webhook_create",
        request=NewWebhookSerializer,
        responses={201: MadeWebhookSerializer, **problems(400, 403)},
    )
    def post(self, request: Request) -> Response:
        """Make a webhook. Its secret is in this answer and nowhere else."""
        sent = NewWebhookSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        webhook, secret = create_webhook(caller(request), **sent.validated_data)
        return Response({**WebhookSerializer(webhook).data, "secret": secret}, status=201)


class WebhookDetail(APIView):
    """Read, change or end a webhook."""

    @extend_schema(
        operation_id="webhook_detail", responses={200: WebhookSerializer, **problems(403, 404)}
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(WebhookSerializer(find_webhook(request, uuid)).data)

    @extend_schema(
        operation_id="webhook_update",
        request=WebhookChangeSerializer(partial=True),
        responses={200: WebhookSerializer, **problems(400, 403, 404)},
    )
    def patch(self, request: Request, uuid: UUID) -> Response:
        webhook = find_webhook(request, uuid)
        sent = WebhookChangeSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        webhook = update_webhook(webhook, by=caller(request), **sent.validated_data)
        return Response(WebhookSerializer(webhook).data)

    @extend_schema(operation_id="webhook_end", responses={204: None, **problems(403, 404)})
    def delete(self, request: Request, uuid: UUID) -> Response:
        end_webhook(find_webhook(request, uuid), by=caller(request))
        return Response(status=204)


class WebhookRotate(APIView):
    """Make a new secret."""

    answer_is_secret = True

    @extend_schema(
        operation_id="webhook_rotate",
        request=None,
        responses={200: MadeWebhookSerializer, **problems(403, 404)},
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        """Make a new secret, which signs all that is sent from now on. It is in this answer and nowhere else."""
        webhook = find_webhook(request, uuid)
        secret = rotate_secret(webhook, by=caller(request))
        return Response({**WebhookSerializer(webhook).data, "secret": secret})


class DeliveryList(GenericAPIView[WebhookDelivery]):
    """What was sent to a webhook, and what came of it."""

    serializer_class = DeliverySerializer
    queryset = WebhookDelivery.objects.none()
    orderings = {"-created": ("-created_at", "-pk"), "created": ("created_at", "pk")}

    @extend_schema(
        operation_id="webhook_delivery_list",
        parameters=[OpenApiParameter("order", str, enum=["-created", "created"])],
        responses={200: DeliverySerializer(many=True), **problems(400, 403, 404)},
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        page = self.paginate_queryset(find_webhook(request, uuid).deliveries.all())
        return self.get_paginated_response(DeliverySerializer(page, many=True).data)


class DeliveryResend(APIView):
    """Send a delivery again."""

    @extend_schema(
        operation_id="webhook_resend",
        request=None,
        responses={200: DeliverySerializer, **problems(400, 403, 404)},
    )
    def post(self, request: Request, uuid: UUID, delivery: UUID) -> Response:
        own = deliveries_of(caller(request)).filter(webhook__uuid=uuid)
        found = get_object_or_404(own, uuid=delivery)
        return Response(DeliverySerializer(resend_delivery(found, by=caller(request))).data)
