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


class Event(models.TextChoices):
    """What a webhook may be told of."""

    REPORT_ACCEPTED = "report_accepted", _("A report was accepted")
    GATE_DECIDED = "gate_decided", _("A gate was decided")
    RUN_DONE = "run_done", _("A run is done")


class PauseReason(models.TextChoices):
    """Why a webhook is told nothing for now."""

    OWNER = "owner", _("You paused it.")
    FAILURES = "failures", _("It failed too many times in a row.")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", _("given up")


class DeliveryProblem(models.TextChoices):
    """Why an attempt to deliver did not succeed."""

    UNKNOWN_HOST = "unknown_host", _("The name of the host leads nowhere.")
    ADDRESS_REFUSED = "address_refused", _("The host has an address inside a private network.")
    NO_CONNECTION = "no_connection", _("No connection came about.")
    INSECURE = "insecure", _("The host’s certificate is not valid for it.")
    TIMEOUT = "timeout", _("The host took too long to answer.")
    MALFORMED = "malformed", _("The answer was not one of HTTP.")
    REDIRECTED = "redirected", _("The host redirected; redirects are not followed.")
    REFUSED = "refused", _("The host answered with an error.")
