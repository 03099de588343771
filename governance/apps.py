"""The governance app as Django sees it."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
