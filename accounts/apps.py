"""The accounts app as Django sees it."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import autodiscover_modules

from accounts.checks import check_demo_is_not_public


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Make the tasks of every app known by name, also where no worker loads them but they run at once."""
        register(check_demo_is_not_public, Tags.security)
        autodiscover_modules("tasks")
