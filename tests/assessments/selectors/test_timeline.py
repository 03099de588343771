"""The life of a park as one list."""

from datetime import date

import pytest

from assessments.selectors.as_of import end_of, moment_of
from assessments.selectors.timeline import latest_events, timeline_page
from governance.models import GateDecision, PathStep
from governance.report_workflow import open_review, reopen_report, return_report, submit_report
from parks.models import Period
from tests.assessments.small import at, draft, fill
from tests.governance.policies_for_tests import make_policy


def told(park, user, **asked):
    return [(one.kind, one.what) for one in timeline_page(park, user, **asked).events]


@pytest.fixture
def lived(cast, scored):
    """A returned draft, a reopened report and a decision that was revoked, after all that was scored."""
    with at("2025-07-10"):
        report = submit_report(fill(draft(cast.park, "2025-04"), {"tax": 1.0}, cast), by=cast.lead)
        open_review(report, by=cast.reviewer)
        return_report(report, by=cast.reviewer, reason="Which tax?")
    with at("2025-07-11"):
        quarter = scored.reports.get(period__code="2025-Q1")
        reopen_report(quarter, by=cast.authority, reason="A slip.")
    GateDecision.objects.create(
        park=cast.park,
        from_stage="t1",
        to_stage="t2",
        period=Period.objects.get(code="2025-Q2"),
        verdict="defer",
        reason="Wait for the autumn.",
        evaluation={},
        decided_by=cast.authority,
        decided_at=moment_of("2025-07-12"),
        revoked_by=cast.authority,
        revoked_at=moment_of("2025-07-13"),
        revoke_reason="Wrong park.",
    )
    return cast.park


@pytest.fixture(autouse=True)
def _august():
    with at("2025-08-01"):
        yield


def test_everything_stands_in_one_list_the_latest_first(cast, lived):
    assert told(lived, cast.editor)[:6] == [
        ("decision", "revocation"),
        ("decision", "defer"),
        ("report", "reopen"),
        ("report", "return"),
        ("report", "open"),
        ("report", "submit"),
    ]
    last = timeline_page(lived, cast.editor, number="2").events[-1]
    first = timeline_page(lived, cast.editor).events
    assert (first[0].reason, first[1].reason) == ("Wrong park.", "Wait for the autumn.")
    assert first[3].sentence == "The report for April 2025 was returned."
    assert last.kind in {"framework", "decision"}
    assert len(latest_events(lived, cast.editor)) == 8


def test_observers_see_acceptances_and_decisions_and_nothing_of_drafts(cast, lived):
    kinds = set(told(lived, cast.observer))
    assert ("report", "accept") in kinds
    assert {what for kind, what in kinds if kind == "report"} == {"accept"}
    assert ("decision", "entry") in kinds
    assert ("framework", "assignment") in kinds


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("decision", {"revocation", "defer", "entry"}),
        ("framework", {"assignment"}),
        ("supplement", set()),
    ],
)
def test_a_kind_narrows(cast, lived, kind, expected):
    assert {what for _kind, what in told(lived, cast.editor, kind=kind)} == expected


def test_an_unknown_kind_shows_everything(cast, lived):
    assert timeline_page(lived, cast.editor, kind="x").kind == ""


def test_a_moment_ends_the_list(cast, lived):
    assert told(lived, cast.editor, moment=moment_of("2025-07-12"))[0] == ("decision", "defer")
    entered = PathStep.objects.get().decided_at.date()
    assert told(lived, cast.editor, kind="report", moment=end_of(entered)) != []


def test_a_revision_that_nobody_reopened_is_a_supplementary_form(cast, scored):
    report = scored.reports.get(period__code="2024")
    report.pk, report.revision, report.status = None, 2, "draft"
    report.save()
    assert told(scored, cast.editor, kind="supplement") == [("supplement", "supplement")]
    assert told(scored, cast.observer, kind="supplement") == []


def test_policies_come_into_force_on_their_day(cast, lived):
    make_policy("YJ-1", cast.province, name_en="Subsidies", in_force_from=date(2025, 7, 20))
    make_policy("YJ-2", cast.province, in_force_from=date(2025, 8, 2))
    make_policy("QN-P", cast.foreign_park.region, in_force_from=date(2025, 7, 20))
    (event,) = timeline_page(lived, cast.observer, kind="policy").events
    assert (event.policy, event.day, event.sentence) == (
        "YJ-1",
        date(2025, 7, 20),
        "The policy Subsidies came into force.",
    )
    assert moment_of("2025-07-19") < event.at < moment_of("2025-07-20")
    assert told(lived, cast.observer)[0] == ("policy", "policy")
    known = told(lived, cast.observer, kind="policy", moment=moment_of("2025-07-25"))
    assert known == []


def test_strangers_and_administrators_see_no_steps(cast, lived):
    assert told(lived, cast.stranger, kind="report") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(cast, lived, rows, django_assert_num_queries):
    for number in range(rows):
        GateDecision.objects.create(
            park=cast.park,
            from_stage="t1",
            to_stage="t2",
            period=Period.objects.get(code="2025-Q2"),
            verdict="defer",
            reason=f"Again {number}.",
            evaluation={},
            decided_by=cast.authority,
            decided_at=moment_of("2025-07-14"),
        )
    with django_assert_num_queries(
        5
    ):  # the region, count, keys, decisions, revocations and the entry
        timeline_page(lived, cast.editor, kind="decision")
