"""Whether the site is alive and ready, for the machines that watch it: no sign-in, no session, no page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import resolve
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

PLACES = {"/healthz", "/readyz"}
REDIS_PATIENCE_SECONDS = 1

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
@cache_control(no_store=True)
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
@cache_control(no_store=True)
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether requests can be answered; 503 with the names of what fails, the reasons are in the log."""
    failing = what_fails()
    if failing:
        return JsonResponse({"status": "failing", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"})


class HealthMiddleware:
    """Answers both before anything else: under any host name, without TLS, whatever cookies come along."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in PLACES:
            return self.get_response(request)
        answer: HttpResponse = resolve(request.path_info).func(request)
        return answer


def what_fails() -> list[str]:
    """Name what the site needs and does not have: database, migrations, redis."""
    failing = []
    try:
        if not _expected_migrations() <= set(MigrationRecorder(connection).applied_migrations()):
            failing.append("migrations")
    except Error as error:
        logger.warning("Not ready, the database does not answer: %s", error)
        failing.append("database")
    if settings.REDIS_URL and not _redis_answers():
        failing.append("redis")
    return failing


@lru_cache(maxsize=1)
def _expected_migrations() -> frozenset[tuple[str, str]]:
    """Return every migration that this code brings along."""
    loader = MigrationLoader(None)
    return frozenset(loader.disk_migrations or {})


def _redis_answers() -> bool:
    patience = {
        "socket_connect_timeout": REDIS_PATIENCE_SECONDS,
        "socket_timeout": REDIS_PATIENCE_SECONDS,
    }
    try:
        with redis.Redis.from_url(settings.REDIS_URL, **patience) as client:
            return bool(client.ping())
    except redis.RedisError as error:
        logger.warning("Not ready, Redis does not answer: %s", error)
        return False
