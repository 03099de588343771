"""Fixed words of the accounts app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    CHINESE = "zh-hans", _("Simplified Chinese")


class Scope(models.TextChoices):
    """What an API token may be used for."""

    READ = "read", _("Read")
    WRITE = "write", _("Read and write")
