"""The parks app as Django sees it."""

from django.apps import AppConfig


class ParksConfig(AppConfig):
    name = "parks"
