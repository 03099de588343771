"""The assessments app as Django sees it."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        """Let the receivers listen from the start."""
        autodiscover_modules("receivers")
