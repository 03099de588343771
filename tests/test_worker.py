"""A real worker takes what is queued, knows every task of the clock and works on the tests' database."""

import time

import pytest
from django.conf import settings

from config.celery import app

pytestmark = [pytest.mark.redis, pytest.mark.usefixtures("celery_worker_process")]


def answer(question):
    """Return the only worker's answer."""
    (said,) = getattr(app.control.inspect(timeout=2), question)().values()
    return said


def test_the_worker_knows_every_task_of_the_clock():
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled <= set(answer("registered"))


def test_a_queued_task_is_carried_out_by_the_worker():
    app.send_task("accounts.anchor_audit")
    deadline = time.monotonic() + 20
    while answer("stats")["total"].get("accounts.anchor_audit", 0) < 1:
        assert time.monotonic() < deadline
    assert app.conf.task_always_eager is False
