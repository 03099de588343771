"""What was known at the end of a day."""

from datetime import date

from assessments.models import GateReading, Score, StandingQuarter
from assessments.selectors.as_of import end_of, known_readings, known_scores, known_steps
from governance.models import PathStep
from governance.report_workflow import reopen_report
from tests.assessments.small import accept, at, fill

JULY, AUGUST = end_of(date(2025, 7, 31)), end_of(date(2025, 8, 31))


def vacancy(moment):
    found = known_scores(moment).filter(node__code="vacancy", period__code="2025-Q2")
    return found.get().raw_value


def test_scores_are_those_that_stood_at_the_moment(cast, scored):
    report = scored.reports.get(period__code="2025-Q2")
    with at("2025-08-15"):
        draft = reopen_report(report, by=cast.authority, reason="A block was let.")
        accept(fill(draft, {"vacancy": 5.0, "pilots": 6.0}, cast), cast)
    assert (vacancy(JULY), vacancy(AUGUST), vacancy(None)) == (20.0, 5.0, 5.0)
    assert not known_scores(end_of(date(2025, 3, 31))).exists()
    assert Score.objects.filter(superseded_at__isnull=False).exists()


def test_steps_are_those_decided_and_not_yet_revoked(cast, scored):
    step = PathStep.objects.get()
    PathStep.objects.filter(pk=step.pk).update(revoked_at=AUGUST)
    assert list(known_steps(JULY)) == [step]
    assert not known_steps(AUGUST).exists()
    assert not known_steps(None).exists()
    assert not known_steps(end_of(date(2025, 1, 1))).exists()


def test_readings_are_those_that_stood_at_the_moment(cast, scored):
    standing = StandingQuarter.objects.get(period__code="2025-Q2")
    GateReading.objects.all().delete()
    row = {
        "park": scored,
        "period": standing.period,
        "version": standing.version,
        "from_stage": "t1",
        "to_stage": "t2",
        "rules": [],
    }
    GateReading.objects.create(**row, outcome="fails", recorded_at=JULY, superseded_at=AUGUST)
    GateReading.objects.create(**row, outcome="holds", recorded_at=AUGUST)
    assert [one.outcome for one in known_readings(JULY)] == ["fails"]
    assert [one.outcome for one in known_readings(None)] == ["holds"]
