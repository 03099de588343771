"""What acceptance makes of entries: observations, of the filled ones only."""

import pytest

from governance.models import Entry
from governance.services.acceptance import record_observations
from governance.services.reports import save_entry
from parks.models import Observation
from tests.governance.forms_for_tests import in_october, small_report


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def test_reasons_become_observations_and_empty_entries_do_not(cast):
    report = small_report(cast.park)
    save_entry(
        report, "vacant", value=3, missing_reason="", note="", seen_version=0, by=cast.editor
    )
    save_entry(
        report, "floor", value=None, missing_reason="late", note="", seen_version=0, by=cast.editor
    )
    record_observations(report, by=cast.reviewer)
    observed = Observation.objects.values_list("indicator__code", "value", "missing_reason")
    assert sorted(observed) == [("floor", None, "late"), ("vacant", 3.0, "")]
    linked = Entry.objects.exclude(observation=None).values_list("indicator__code", flat=True)
    assert sorted(linked) == ["floor", "vacant"]
