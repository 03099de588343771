"""The parks app as Django sees it."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ParksConfig(AppConfig):
    name = "parks"

    def ready(self) -> None:
        """Load the registers of all apps: each adds its own to those of a park."""
        autodiscover_modules("registers")
