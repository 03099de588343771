"""Addresses of assessments in the API."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
