"""The assessments app as Django sees it."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"
