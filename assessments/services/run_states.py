"""The states of a run, written in one place: queued → running → done, failed or cancelled, and its signs of life."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, clock
from accounts.errors import NoLongerPossible
from accounts.models import User
from assessments.choices import RunStatus
from assessments.engine_words import sentence_of
from assessments.models import Run
from engine.errors import EngineError, Problem

FAILURES: Final[Mapping[str, Promise]] = {
    "nobody_on_the_path": gettext_lazy(
        "None of the parks had entered the path by the last day of the quarter."
    ),
    "inputs_changed": gettext_lazy("The frozen inputs are not those that were frozen."),
    "given_up": gettext_lazy("A part of the run was lost again and again, so it was given up."),
    "unexpected": gettext_lazy("Something went wrong that nobody had expected. The logs say more."),
}


def lease() -> timedelta:
    """How long a worker may be silent on a shard."""
    return timedelta(seconds=settings.RUN_LEASE_SECONDS)


def patience() -> timedelta:
    """How long everybody may be silent on a run."""
    return timedelta(seconds=settings.RUN_SIGN_OF_LIFE_SECONDS)


def failure_in_words(run: Run) -> str:
    """Return why a run failed, in the reader's language; empty where it did not."""
    code = str(run.error.get("code", ""))
    if code in FAILURES:
        return str(FAILURES[code])
    message, place = str(run.error.get("message", "")), str(run.error.get("place", ""))
    problem = Problem(code, message, place, run.error.get("value", ""))
    return sentence_of(problem) if code else ""


def locked_run(run_id: int) -> Run:
    """Lock a run. Inside the caller's transaction."""
    return Run.objects.select_for_update(of=("self",)).get(pk=run_id)


@transaction.atomic
def begin(run_id: int) -> Run | None:
    """Let a run be worked on; None where it is over already."""
    run = locked_run(run_id)
    if not run.is_going_on:
        return None
    run.status, run.seen_at = RunStatus.RUNNING, clock.now()
    run.save(update_fields=["status", "seen_at"])
    return run


def show_progress(run_id: int, parks: int) -> None:
    """Count parks as scored, a sign of life."""
    Run.objects.filter(pk=run_id).update(
        parks_scored=F("parks_scored") + parks, seen_at=clock.now()
    )


def finish(run: Run, **result: Any) -> None:
    """Keep the result of a locked run and note that it is done."""
    run.status = RunStatus.DONE
    run.finished_at = run.seen_at = clock.now()
    for name, value in result.items():
        setattr(run, name, value)
    run.save(update_fields=["status", "finished_at", "seen_at", *result])
    audit.record("run.finish", by=None, on=run, result_hash=run.result_hash)


@transaction.atomic
def cancel(run: Run, *, by: User) -> Run:
    """Stop a run; its workers notice before their next shard. Errors: run_over (409)."""
    run = locked_run(run.pk)
    if not run.is_going_on:
        raise NoLongerPossible("run_over", _("The run is over already."))
    run.status, run.cancelled_by, run.finished_at = RunStatus.CANCELLED, by, clock.now()
    run.save(update_fields=["status", "cancelled_by", "finished_at"])
    audit.record("run.cancel", by=by, on=run)
    return run


@transaction.atomic
def fail(run_id: int, error: Mapping[str, str]) -> None:
    """Note why a run came to nothing; one that is over stays as it is."""
    run = locked_run(run_id)
    if not run.is_going_on:
        return
    run.status, run.error, run.finished_at = RunStatus.FAILED, dict(error), clock.now()
    run.save(update_fields=["status", "error", "finished_at"])
    audit.record("run.fail", by=None, on=run, code=error["code"])


class RunBroken(Exception):  # noqa: N818 - it is the run that broke
    """A run cannot go on, for one of the reasons of FAILURES."""


@contextmanager
def failing_visibly(run_id: int) -> Iterator[None]:
    """Whatever goes wrong in the block is the end of the run and stands on it; what nobody expected rises as well.

    A database that is away is no end: the run is lost then, and taken up again.
    """
    try:
        yield
    except EngineError as error:
        first = error.problems[0]
        value = "" if first.value is None else str(first.value)[:200]
        fail(
            run_id,
            {
                "code": str(first.code),
                "message": first.message,
                "place": first.place,
                "value": value,
            },
        )
    except RunBroken as error:
        fail(run_id, {"code": str(error), "message": str(FAILURES[str(error)])})
    except OperationalError:
        raise
    except Exception:
        fail(run_id, {"code": "unexpected", "message": str(FAILURES["unexpected"])})
        raise
