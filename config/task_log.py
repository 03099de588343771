"""Hands the id of a request on to the tasks that it queues, so that a worker's lines are found by it."""

from __future__ import annotations

import logging.config
from contextlib import AbstractContextManager
from typing import Any

from celery import signals
from django.conf import settings

from config.request_log import current_request_id, given_or_new, occasion

CARRIED = "request_id"

_at_work: dict[str, AbstractContextManager[None]] = {}


@signals.setup_logging.connect
def log_as_the_site_does(**kwargs: Any) -> None:
    """Keep Celery from setting up handlers of its own, whose lines would look otherwise."""
    logging.config.dictConfig(settings.LOGGING)


@signals.before_task_publish.connect
def send_the_id_along(headers: dict[str, Any] | None = None, **kwargs: Any) -> None:
    if headers is not None and (request_id := current_request_id()):
        headers[CARRIED] = request_id


@signals.task_prerun.connect
def take_the_id_up(task_id: str, task: Any, **kwargs: Any) -> None:
    """Work under the id that came along; a task of the clock brings none and goes by its own."""
    carried = getattr(task.request, CARRIED, None)
    if carried is None and current_request_id():
        return  # it runs at once, in the request itself
    _at_work[task_id] = occasion(given_or_new(str(carried or task_id)))
    _at_work[task_id].__enter__()


@signals.task_postrun.connect
def put_the_id_down(task_id: str, **kwargs: Any) -> None:
    if (context := _at_work.pop(task_id, None)) is not None:
        context.__exit__(None, None, None)
