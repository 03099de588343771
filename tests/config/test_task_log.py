"""A task carries the id of the request that has queued it; the worker's own part is tested in tests/test_deployment.py."""

from types import SimpleNamespace

import pytest
from celery import signals

from accounts.services import audit_chains
from accounts.tasks import anchor_audit
from config.request_log import current_request_id, occasion
from config.task_log import put_the_id_down, send_the_id_along, take_the_id_up

REQUEST_ID = "proxy-0123456789"
TASK_ID = "2450b7b1-4bf8-4d59-923a-4f888a2644d0"


def taken_up(**request):
    """Return the id under which a task works that a message has brought."""
    take_the_id_up(TASK_ID, SimpleNamespace(request=SimpleNamespace(**request)))
    try:
        return current_request_id()
    finally:
        put_the_id_down(TASK_ID)


def test_the_id_goes_along_and_is_taken_up():
    headers = {}
    with occasion(REQUEST_ID):
        send_the_id_along(headers=headers)
    assert taken_up(**headers) == REQUEST_ID
    assert current_request_id() == ""


def test_a_task_of_the_clock_goes_by_its_own_id():
    headers = {}
    send_the_id_along(headers=headers)
    assert headers == {}
    assert taken_up() == TASK_ID


def test_an_id_that_is_not_well_formed_is_not_taken_up():
    assert taken_up(request_id="line\nbreak") != "line\nbreak"


@pytest.mark.django_db
def test_a_task_that_runs_at_once_works_under_the_request_s_id(monkeypatch):
    seen = []
    monkeypatch.setattr(audit_chains, "anchor_heads", lambda: seen.append(current_request_id()))
    with occasion(REQUEST_ID):
        anchor_audit.delay()
        assert current_request_id() == REQUEST_ID
    assert seen == [REQUEST_ID]


def test_celery_logs_as_the_site_does(monkeypatch, settings):
    configured = []
    monkeypatch.setattr("logging.config.dictConfig", configured.append)
    signals.setup_logging.send(sender=None)
    assert configured == [settings.LOGGING]
