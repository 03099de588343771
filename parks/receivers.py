"""What parks does when something was written."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from parks.models import Plot
from parks.services.plot_states import keep_states
from parks.signals import records_written


@receiver(records_written, sender=Plot)
def keep_plot_states(records: list[Plot], **_said: Any) -> None:
    keep_states([plot for plot in records if plot.removed_at is None])
