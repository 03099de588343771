"""Addresses of accounts in the API."""

from django.urls import URLPattern, path

from accounts.api.me import MeDetail
from accounts.api.tokens import TokenDetail, TokenList
from accounts.api.webhooks import (
    DeliveryList,
    DeliveryResend,
    WebhookDetail,
    WebhookList,
    WebhookRotate,
)

WEBHOOK = "webhooks/<uuid:uuid>"

urlpatterns: list[URLPattern] = [
    path("me", MeDetail.as_view(), name="me_detail"),
    path("tokens", TokenList.as_view(), name="token_list"),
    path("tokens/<slug:prefix>", TokenDetail.as_view(), name="token_detail"),
    path("webhooks", WebhookList.as_view(), name="webhook_list"),
    path(WEBHOOK, WebhookDetail.as_view(), name="webhook_detail"),
    path(f"{WEBHOOK}/secret", WebhookRotate.as_view(), name="webhook_rotate"),
    path(f"{WEBHOOK}/deliveries", DeliveryList.as_view(), name="webhook_delivery_list"),
    path(
        f"{WEBHOOK}/deliveries/<uuid:delivery>/resend",
        DeliveryResend.as_view(),
        name="webhook_resend",
    ),
]
