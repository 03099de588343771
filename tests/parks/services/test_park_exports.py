"""What leaves a park as CSV."""

import csv
import io

from django.db import transaction

from accounts import audit
from parks.models import Indicator, Observation
from parks.selectors.audit_list import audit_entries
from parks.services.park_exports import export_audit, export_observations


def rows_of(lines):
    return list(csv.DictReader(io.StringIO("".join(lines).removeprefix("\ufeff"))))


def test_observations_leave_with_all_that_the_page_shows(cast, observation):
    Indicator.objects.update(unit="=cmd", unit_en="=cmd")
    found = Observation.objects.for_display().select_related("park")
    count, lines = export_observations(cast.park, found, by=cast.observer)
    (row,) = rows_of(lines)
    assert (count, row["value"], row["unit"], row["recorded_by"]) == (
        1,
        "43.2",
        "'=cmd",
        "Reviewer",
    )


def test_the_entry_on_the_export_is_not_in_it(cast):
    with transaction.atomic():
        audit.record("report.submit", by=cast.lead, on=cast.park)
    count, lines = export_audit(cast.park, audit_entries(cast.park), by=cast.lead)
    rows = rows_of(lines)
    assert (count, [row["action"] for row in rows]) == (1, ["report.submit"])
    assert audit_entries(cast.park).count() == 2
