"""What the page of a measure is made of, and what of it each person sees."""

from dataclasses import replace

import pytest

from governance.selectors.measure_detail import find_measure
from parks.choices import Provenance
from parks.models import Indicator
from parks.services.observations import Observed, observe
from tests.factories import make_period
from tests.governance.forms_for_tests import PERIOD, small_report
from tests.governance.measured import (
    MEASURED,
    accept_measured,
    closed_in_time,
    left_open,
    measure_entrances,
    measure_findings,
)
from tests.governance.supervised import in_october
from tests.parks.records_for_tests import make_record


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def findings(cast, monkeypatch):
    """Two findings of the quarter, one of them closed in time."""
    measure_findings(monkeypatch)
    return [closed_in_time(cast), left_open(cast)]


def found(cast, name, period=PERIOD):
    return find_measure(cast.person(name), cast.park.code, MEASURED, period)


def test_what_was_accepted_stands_beside_what_the_register_says_now(cast, findings):
    report = accept_measured(cast)
    same = found(cast, "lead")
    assert (same.accepted.said.value, same.now.value, same.differs) == (50.0, 50.0, False)
    assert same.accepted.report == report
    left_open(cast)
    left_open(cast)
    later = found(cast, "lead")
    assert (later.accepted.said.value, later.now.value) == (50.0, 25.0)
    assert (later.differs, later.change) == (True, -25.0)
    assert later.said.words.startswith("1 of 2 ")
    assert later.now.words.startswith("1 of 4 ")


def test_nothing_now_where_something_was_accepted_is_a_difference(cast, monkeypatch, findings):
    accept_measured(cast)
    measure_entrances(monkeypatch)
    page = found(cast, "lead")
    assert (page.now.value, page.differs, page.change) == (None, True, None)
    assert (
        page.now.words == "No public entrance or stop was in service on the last day of the period."
    )
    assert page.now.reason == "Not measured"


def test_before_acceptance_only_readers_of_drafts_see_it(cast, findings):
    small_report(cast.park)
    for name in ("editor", "lead", "reviewer", "authority"):
        page = found(cast, name)
        assert (page.accepted, page.said) == (None, page.now)
        assert [row.named.code for row in page.rows] == sorted(one.code for one in findings)
    for name in ("observer", "consultant", "administrator", "stranger"):
        assert found(cast, name) is None


def test_who_reads_facts_alone_sees_no_count_of_what_is_not_theirs(cast, findings):
    accept_measured(cast)
    left_open(cast)
    page = found(cast, "observer")
    assert page.said.words.startswith("1 of 2 ")
    assert (page.now, page.differs, page.unseen) == (None, False, 0)
    assert [row.named.code for row in page.rows] == [findings[0].code]


def test_registers_of_the_park_are_open_to_all_who_read_its_facts(cast, monkeypatch):
    measure_entrances(monkeypatch)
    make_record("facilities", cast.park, by=cast.editor, kind="entrance")
    accept_measured(cast)
    make_record("facilities", cast.park, by=cast.editor, kind="entrance")
    page = found(cast, "observer")
    assert page.now.whole == page.accepted.said.whole + 1
    assert len(page.rows) == page.now.whole


def test_a_fact_taken_in_as_history_has_no_report(cast, findings):
    small_report(cast.park)
    indicator = Indicator.objects.get(code=MEASURED)
    observed = [Observed(indicator.pk, 80.0, "")]
    earlier = make_period("2026-Q1")
    observe(cast.park, earlier, observed, by=cast.authority, provenance=Provenance.IMPORT)
    page = found(cast, "observer", "2026-Q1")
    assert (page.accepted.report, page.said.value, page.said.words) == (None, 80.0, "")


@pytest.mark.parametrize(
    ("code", "period"), [("vacant", PERIOD), (MEASURED, "2026-09"), (MEASURED, "1999-Q1")]
)
def test_what_is_not_measured_is_not_found(cast, findings, code, period):
    accept_measured(cast)
    make_period("2026-09")
    assert find_measure(cast.lead, cast.park.code, code, period) is None


def test_amounts_are_shown_where_records_do_not_count_as_one_or_none(cast, findings):
    accept_measured(cast)
    page = found(cast, "lead")
    assert not page.has_amounts
    assert replace(page, rows=[replace(page.rows[0], part=2.5, whole=4.0)]).has_amounts
