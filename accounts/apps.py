"""The accounts app as Django sees it."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from accounts.checks import check_demo_is_not_public


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        register(check_demo_is_not_public, Tags.security)
