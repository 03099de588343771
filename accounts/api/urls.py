"""Addresses of accounts in the API."""

from django.urls import URLPattern, path

from accounts.api.me import MeDetail
from accounts.api.tokens import TokenDetail, TokenList

urlpatterns: list[URLPattern] = [
    path("me", MeDetail.as_view(), name="me_detail"),
    path("tokens", TokenList.as_view(), name="token_list"),
    path("tokens/<slug:prefix>", TokenDetail.as_view(), name="token_detail"),
]
