"""The flags of the API agree with the workflow and cost no query of their own."""

import pytest

from governance import report_workflow as workflow
from governance.models import StageReport
from governance.selectors.acts import ACTS, with_acts
from tests.governance.forms_for_tests import filled_report, in_october

PEOPLE = ["editor", "lead", "reviewer", "authority", "observer", "administrator", "stranger"]


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def flags(user):
    report = with_acts(StageReport.objects.order_by("-revision"), user)[0]
    return {act for act in ACTS if getattr(report, f"may_{act}")}


def test_flags_agree_with_the_workflow_through_a_reports_life(cast, django_assert_num_queries):
    report = filled_report(cast.park, cast.editor)
    lives = [
        lambda one: one,
        lambda one: workflow.submit_report(one, by=cast.lead),
        lambda one: workflow.open_review(one, by=cast.reviewer),
        lambda one: workflow.accept_report(one, by=cast.reviewer),
        lambda one: workflow.reopen_report(one, by=cast.authority, reason="A slip."),
    ]
    for live in lives:
        report = live(report)
        for name in PEOPLE:
            person = cast.person(name)
            with django_assert_num_queries(1):
                found = flags(person)
            assert found - {"edit"} == set(workflow.steps_open_to(person, report)), name
            assert ("edit" in found) == (report.status == "draft" and name in {"editor", "lead"})


def test_the_accepted_revision_cannot_be_reopened_twice(cast):
    report = workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    report = workflow.open_review(report, by=cast.reviewer)
    report = workflow.accept_report(report, by=cast.reviewer)
    workflow.reopen_report(report, by=cast.authority, reason="A slip.")
    accepted = with_acts(StageReport.objects.filter(pk=report.pk), cast.authority).get()
    assert accepted.may_reopen is False
