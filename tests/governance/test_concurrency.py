"""Two connections that meet at a barrier never submit, accept or write the same thing twice."""

import threading
from functools import partial

import pytest
from django.db import connection, connections

from accounts import clock
from accounts.errors import RuleBroken
from governance import report_workflow as workflow
from governance.models import EntryChange, ReportStep, StageReport
from governance.services.reports import open_report, save_entry
from parks.models import Observation
from tests.cast import make_cast
from tests.governance.forms_for_tests import IN_OCTOBER, filled_report, small_report

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TIMES = 50


def meet(act, people=(0, 1)):
    """Run `act` once per person at the same moment, each on a connection of its own; count the successes."""
    barrier = threading.Barrier(len(people))
    done, errors = [], []

    def run(person):
        try:
            with clock.at(IN_OCTOBER):
                connection.ensure_connection()
                barrier.wait(timeout=20)
                act(person)
            done.append(person)
        except RuleBroken as error:
            errors.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(done) + len(errors) == len(people)
    return len(done), errors


def submit(report, people, who):
    workflow.submit_report(report, by=people[who])


def open_(report, people, who):
    workflow.open_review(report, by=people[who])


def accept(report, people, who):
    workflow.accept_report(report, by=people[who])


def reopen(report, people, who):
    workflow.reopen_report(report, by=people[who], reason="Again.")


def write(report, by, version, who):
    fields = {"missing_reason": "", "note": "", "seen_version": version, "by": by}
    save_entry(report, "vacant", value=version + (who + 1) / 4, **fields)


def test_a_report_is_submitted_and_accepted_once():
    cast = make_cast()
    judges = [cast.reviewer, cast.authority]
    with clock.at(IN_OCTOBER):
        filled_report(cast.park, cast.editor)
    for time in range(1, TIMES + 1):
        report = StageReport.objects.order_by("-revision")[0]
        counts = [
            meet(partial(submit, report, [cast.lead, cast.lead])),
            meet(partial(open_, report, judges)),
            meet(partial(accept, report, judges)),
            meet(partial(reopen, report, [cast.authority, cast.authority])),
        ]
        assert counts == [(1, ["step_not_possible"])] * 4
        for step in ("submit", "open", "accept", "reopen"):
            assert ReportStep.objects.filter(step=step).count() == time
        assert Observation.objects.count() == 4
    assert StageReport.objects.count() == TIMES + 1


def test_a_cell_is_never_overwritten_unseen():
    cast = make_cast()
    with clock.at(IN_OCTOBER):
        report = small_report(cast.park)
    for version in range(TIMES):
        done, errors = meet(partial(write, report, cast.editor, version))
        assert (done, errors) == (1, ["entry_changed"])
    assert EntryChange.objects.count() == TIMES


def test_a_report_opens_once():
    cast = make_cast()
    with clock.at(IN_OCTOBER):
        report = small_report(cast.park)
    for _time in range(10):
        StageReport.objects.all().delete()
        done, _errors = meet(
            lambda _: open_report(report.park, report.period, report.form, stage="t2")
        )
        assert (done, StageReport.objects.count()) == (2, 1)
