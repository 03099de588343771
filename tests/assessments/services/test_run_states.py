"""The states of a run: what is over stays over, and a failure says why in the reader's language."""

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError

from accounts.models import AuditEntry
from assessments.models import Run
from assessments.services.run_states import FAILURES, begin, fail, failure_in_words, locked_run
from assessments.services.runs import start_run
from tests.assessments.nation import make_nation, nation, quarter


@pytest.fixture
def run(cast):
    version = make_nation(cast, 1)
    return start_run(
        version=version, period=quarter(), parks=nation(), weights=None, by=cast.consultant
    )


def test_a_run_begins_once_or_again_until_it_is_over(run):
    for _ in range(2):
        begun = begin(run.pk)
        assert (begun.status, begun.seen_at is not None) == ("running", True)
    fail(run.pk, {"code": "unexpected", "message": "It broke."})
    assert begin(run.pk) is None


def test_the_first_failure_stays(run):
    fail(run.pk, {"code": "given_up", "message": "Given up."})
    fail(run.pk, {"code": "unexpected", "message": "It broke."})

    failed = Run.objects.get(pk=run.pk)
    assert (failed.status, failed.error["code"]) == ("failed", "given_up")
    assert failed.finished_at is not None
    assert AuditEntry.objects.filter(action="run.fail").count() == 1


def test_every_failure_has_its_words(run):
    assert failure_in_words(run) == ""
    for code, sentence in FAILURES.items():
        run.error = {"code": code, "message": "x"}
        assert failure_in_words(run) == str(sentence)
    run.error = {"code": "unheard_of", "message": "Something else."}
    assert failure_in_words(run) == "Something else."


@pytest.mark.django_db(transaction=True)
def test_a_run_is_locked_inside_a_transaction(run):
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError):
            locked_run(run.pk)
    else:
        assert locked_run(run.pk) == run
