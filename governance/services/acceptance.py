"""What acceptance does with a report's entries: they become observations, and the apps above hear of it."""

from __future__ import annotations

from accounts.models import User
from governance.models import StageReport
from governance.signals import report_accepted
from parks.choices import Provenance
from parks.services.observations import Observed, observe


def record_observations(report: StageReport, *, by: User) -> None:
    """Turn each filled entry of a locked report into an observation and tell the listeners."""
    entries = [entry for entry in report.entries.select_related("indicator") if entry.is_filled]
    observations = observe(
        report.park,
        report.period,
        [Observed(entry.indicator_id, entry.value, entry.missing_reason) for entry in entries],
        by=by,
        provenance=Provenance.REPORT,
    )
    for entry in entries:
        entry.observation = observations[entry.indicator_id]
    report.entries.bulk_update(entries, ["observation"])
    report_accepted.send(
        sender=StageReport, report=report, observations=list(observations.values()), by=by
    )
