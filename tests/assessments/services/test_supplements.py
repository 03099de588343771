"""Supplements: the last year's report asks for what a further stage asks yearly besides, once, and when it is accepted."""

import pytest

from assessments.selectors.gate_evaluation import evaluation_of, fingerprint
from assessments.selectors.gates import gate_of
from assessments.services.following import tick
from assessments.services.gates import decide
from assessments.services.supplements import open_supplements
from governance.models import StageReport
from governance.report_workflow import reopen_report
from tests.assessments.gated import AUGUST, GATED, before_the_gate
from tests.assessments.small import at, draft, file, leaf

# The second stage asks for a figure of the year besides.
YEARLY = GATED.replace(
    "caps:\n",
    leaf("trees", "count", "year", "{worst: 0, best: 100}").replace("\n          ", "\n      ")[1:]
    + "\ncaps:\n",
    1,
)
DAY_AFTER = "2025-08-04"


def passed(cast, **filed):
    park = before_the_gate(cast, text=YEARLY, **filed)
    with at(AUGUST):
        seen = fingerprint(evaluation_of(gate_of(park)))
        decide(park, verdict="pass", reason="On.", by=cast.authority, seen=seen)
    return park


def revisions(park):
    reports = StageReport.objects.filter(park=park, period__code="2024").order_by("revision")
    return [(one.revision, one.status, one.stage) for one in reports]


def test_a_supplement_opens_once_the_stage_has_begun_and_only_once(cast):
    park = passed(cast)
    assert revisions(park) == [(1, "accepted", "t1")]
    with at(DAY_AFTER):
        assert tick()[0] == 1
        assert open_supplements() == 0
    assert revisions(park) == [(1, "accepted", "t1"), (2, "draft", "t2")]
    asked = StageReport.objects.get(park=park, period__code="2024", revision=2).entries
    assert dict(asked.values_list("indicator__code", "value")) == {"land": 100.0, "trees": None}


def test_an_accepted_supplement_asks_for_nothing_more(cast):
    park = passed(cast)
    with at(DAY_AFTER):
        open_supplements(parks=[park])
        file(cast, "2024", {"land": 100.0, "trees": 40.0})
        assert open_supplements() == 0
    assert revisions(park)[-1] == (2, "accepted", "t2")


def test_a_report_that_is_not_accepted_yet_is_supplemented_when_it_is(cast):
    park = before_the_gate(cast, text=YEARLY)
    with at("2025-07-20"):
        report = StageReport.objects.get(park=park, period__code="2024")
        reopen_report(report, by=cast.authority, reason="A plot was left out.")
    with at(AUGUST):
        seen = fingerprint(evaluation_of(gate_of(park)))
        decide(park, verdict="pass", reason="On.", by=cast.authority, seen=seen)
    with at(DAY_AFTER):
        assert open_supplements() == 0
        file(cast, "2024", {"land": 101.0})
    assert revisions(park) == [
        (1, "accepted", "t1"),
        (2, "accepted", "t1"),
        (3, "draft", "t2"),
    ]


def test_opened_reports_keep_what_they_ask(cast):
    park = passed(cast)
    with at("2025-08-05"):
        tick()
        month = draft(park, "2025-07")
    assert month.stage == "t1"


@pytest.mark.parametrize("parks", [None, []])
def test_parks_that_passed_no_gate_have_no_supplements(cast, parks):
    before_the_gate(cast, text=YEARLY)
    with at(DAY_AFTER):
        assert open_supplements(parks=parks) == 0
