"""A browser that notices: what a page may not do, or complains about, fails the test that opened it.

A failing test leaves its trace and a picture in var/test-failures/; look at a trace with
``playwright show-trace FILE``. A test asks for another language or colour mode with
``@pytest.mark.browser_context_args(locale="zh-CN", color_scheme="dark")``.
"""

import os
import re
import shutil
from unittest import mock

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler

from accounts import clock
from assessments.services.following import tick
from tests.journeys.people import CHINESE, Person, Words
from tests.journeys.scene import OCTOBER, set_scene

# The driver's event loop runs in the thread of the tests, and Django would take every query there for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`Policy violated: ${event.violatedDirective} by ${event.blockedURI || event.sample}`));
"""
# Answers that a page shows to the person, which the browser logs all the same: refused form, conflict, changed meanwhile.
EXPECTED_ANSWERS = re.compile(r"status of (400|409|412|422) ")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": CHROMIUM_ARGS,
    }


@pytest.fixture(scope="session")
def _static_files_are_kept():
    """Let the browser keep style sheets and scripts from one page to the next, as it does where the site runs."""
    serve = StaticFilesHandler.serve

    def serve_to_be_kept(self, request):
        response = serve(self, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with mock.patch.object(StaticFilesHandler, "serve", serve_to_be_kept):
        yield


@pytest.fixture(scope="session")
def base_url(_static_files_are_kept, live_server):
    """Let a test say ``page.goto("/parks/")``."""
    return live_server.url


@pytest.fixture
def browser_context_args(browser_context_args):
    return {
        "locale": "en-GB",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 900},
        "reduced_motion": "reduce",
        **browser_context_args,
    }


@pytest.fixture
def complaints():
    """What the browser complained about so far; a test that provokes a complaint clears the list."""
    return []


@pytest.fixture
def watched(base_url, complaints):
    """Return a function that watches a page: its errors, policy violations and foreign requests fail the test."""
    yield lambda page: _watched(page, base_url, complaints)
    assert complaints == []


@pytest.fixture
def page(page, watched):
    """A page that is watched."""
    return watched(page)


@pytest.fixture
def another_page(new_context, watched):
    """Return a function that opens a page of its own session, as another person's browser would, watched as well."""
    return lambda **context_args: watched(new_context(**context_args).new_page())


@pytest.fixture
def _october(monkeypatch):
    """Let it be 9 October 2026 also in the thread that serves the pages."""
    monkeypatch.setattr(clock, "now", lambda: clock._set_to.get() or OCTOBER)


@pytest.fixture
def scene(transactional_db, _october):
    """A park with one quarter scored and the next one open."""
    return set_scene()


@pytest.fixture(params=["en", CHINESE])
def say(request):
    """Texts of the site in the language of the test, which runs once in each."""
    return Words(request.param)


@pytest.fixture
def enter_as(another_page, scene, say):
    """Let somebody of the cast sign in at a browser of their own."""
    return lambda role: Person(another_page(), scene.cast.person(role), say).sign_in()


@pytest.fixture
def turn_to(monkeypatch, _october):
    """Return a function that lets another moment come for everybody, with what the clock does then."""

    def turn(moment):
        monkeypatch.setattr(clock, "now", lambda: clock._set_to.get() or moment)
        tick()

    return turn


def _watched(page, base_url, complaints):
    page.add_init_script(REPORT_VIOLATIONS)
    page.on("console", lambda message: _note_message(message, complaints))
    page.on("pageerror", lambda error: complaints.append(f"Error: {error}"))
    page.on("request", lambda request: _note_foreign(request.url, base_url, complaints))
    return page


def _note_message(message, complaints):
    if message.type == "error" and not EXPECTED_ANSWERS.search(message.text):
        complaints.append(message.text)


def _note_foreign(url, base_url, complaints):
    if not url.startswith((base_url, "data:", "blob:", "about:")):
        complaints.append(f"Request to another site: {url}")
