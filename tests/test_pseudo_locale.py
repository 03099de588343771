"""Nothing a person reads is left untranslated: every page, mail and refusal in a language of marks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.services.set_password_mails import send_invitation, send_password_reset
from tests.access.bodies import body_of
from tests.access.pseudo_locale import (
    marked_texts,
    texts_of_the_database,
    untranslated,
    words_outside,
)
from tests.access.scene import PEOPLE, rolled_back, standing_scene
from tests.access.table import LINES, Line, allowed
from tests.factories import make_user
from tests.parks.register import csv_file

__all__ = ["marked_texts"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("marked_texts")]
ROOT = Path(__file__).parent.parent
APPS = ["accounts", "parks", "governance", "assessments", "config"]
PAGES = [line for line in LINES if not line.name.startswith("api") and line.method == "GET"]
ACTS = [
    line
    for line in LINES
    if not line.name.startswith("api")
    and line.method == "POST"
    and any(map(allowed, line.answers.values()))
]
IS_PAGE = "text/html"
EMPTY = ["home", "park_list", "review_list", "framework_list", "account_detail"]


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), standing_scene() as scene:
        yield scene


@pytest.fixture(scope="module")
def data(scene) -> re.Pattern[str]:
    return texts_of_the_database()


def each(lines: list[Line]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("line", lines, ids=str)


def readers(line: Line) -> list[str]:
    """Who sees the page: at most one of those to whom it looks alike, the refused ones included."""
    shown = [one for one in PEOPLE if allowed(line.answers[one])]
    refused = [one for one in PEOPLE[1:] if line.answers[one] in {"no", "none"}]
    chosen = [one for one in ("administrator", "authority", "lead", "observer") if one in shown]
    return [*(chosen or shown[:1]), *refused[:1]]


def left_in(response, data) -> list[str]:
    if response.streaming:
        response.getvalue()  # a file is closed when it has been read
    if not response.headers.get("Content-Type", "").startswith(IS_PAGE):
        return []
    return untranslated(response.content.decode(), data)


@each(PAGES)
def test_every_page_is_translated(scene, data, line):
    found = {}
    for person in readers(line):
        with rolled_back():
            url = reverse(line.name, args=scene.arguments(line.at))
            found[person] = left_in(scene.client(person).get(url, follow=True), data)
    assert {person: words for person, words in found.items() if words} == {}


@each(ACTS)
def test_every_act_says_in_translation_what_it_did(scene, data, line):
    found = {}
    for person in readers(line):
        with rolled_back():
            url = reverse(line.name, args=scene.arguments(line.at))
            response = scene.client(person).post(url, body_of(line.name, scene), follow=True)
            sent = texts_of_the_database()
            found[person] = left_in(response, sent)
    assert {person: words for person, words in found.items() if words} == {}


@pytest.mark.parametrize("typed", ["", "?", "9" * 60, "x" * 30_000], ids=len)
@each(ACTS)
def test_every_refusal_is_translated(scene, line, typed, data):
    """Forms with nothing and with nonsense in every field."""
    body = dict.fromkeys(body_of(line.name, scene), typed)
    person = next(one for one in reversed(readers(line)) if allowed(line.answers[one]))
    with rolled_back():
        url = reverse(line.name, args=scene.arguments(line.at))
        response = scene.client(person).post(url, body, follow=True)
        left = [text for text in left_in(response, data) if text.strip(typed + "… ")]
    assert left == []


@pytest.mark.parametrize("at", ["draft", "submitted", "in_review", "accepted"])
@each([line for line in ACTS if line.at in {"draft", "submitted", "in_review", "accepted"}])
def test_every_step_that_is_not_possible_says_so_in_translation(scene, line, at, data):
    person = next(one for one in PEOPLE if allowed(line.answers[one]))
    with rolled_back():
        url = reverse(line.name, args=scene.own.arguments(at))
        response = scene.client(person).post(url, body_of(line.name, scene), follow=True)
        assert left_in(response, texts_of_the_database()) == []


@pytest.mark.parametrize("name", EMPTY)
def test_pages_with_nothing_on_them_are_translated(scene, name):
    app = "assessments" if name in {"home", "framework_list"} else "parks"
    app = {"review_list": "governance", "account_detail": "accounts"}.get(name, app)
    with rolled_back():
        newcomer = make_user("Newcomer")
        client = scene.client("nobody")
        client.force_login(newcomer, backend="django.contrib.auth.backends.ModelBackend")
        response = client.get(reverse(f"{app}:{name}"))
        assert left_in(response, texts_of_the_database()) == []


@each([line for line in PAGES if line.at == "park"])
def test_pages_of_a_park_without_facts_are_translated(scene, line, data):
    with rolled_back():
        url = reverse(line.name, args=scene.own.arguments("joining"))
        assert left_in(scene.client("authority").get(url), data) == []


def test_a_register_with_errors_is_told_in_translation(scene, data):
    rows = [
        {"code": "lower"},
        {"region": "NOWHERE"},
        {"level": "galactic", "founded_year": "soon"},
        {"area_ha": "-1", "longitude": "999"},
        {"industries": "Q99", "name_en": "", "name_zh": ""},
    ]
    file = SimpleUploadedFile("register.csv", csv_file(*rows), "text/csv")
    typed = re.compile(r"lower|NOWHERE|galactic|soon")
    with rolled_back():
        client = scene.client("authority")
        response = client.post(reverse("parks:park_import"), {"file": file}, follow=True)
        left = [typed.sub("", text) for text in left_in(response, data)]
    assert words_outside(left, data) == []


def test_mails_are_translated(scene, data):
    mail.outbox.clear()
    send_password_reset(scene.cast.editor.email, origin="https://parkpath.example.org")
    send_invitation(scene.cast.editor, origin="https://parkpath.example.org")
    texts = [text for one in mail.outbox for text in (one.subject, *one.body.splitlines())]
    assert (len(mail.outbox), words_outside(texts, data)) == (2, [])


# What no request of the tests comes by


def trees():
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if not {"migrations", "settings"} & set(
                path.parts
            ):  # those are read by who runs the site
                yield path.relative_to(ROOT), ast.parse(path.read_text())


SAYS = {"RuleBroken": 1, "NoLongerPossible": 1, "ChangedMeanwhile": 1}
FORM_ERRORS = {"ValidationError": 0, "PermissionDenied": 0}
MESSAGES = {"success", "error", "warning", "info"}


def spoken_arguments(tree: ast.AST):
    """Yield the argument of each call that a person gets to read."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        place = (SAYS | FORM_ERRORS).get(name)
        owner = getattr(getattr(node.func, "value", None), "id", "")
        if owner == "messages" and name in MESSAGES:
            place = 1
        if place is not None and len(node.args) > place:
            yield node.args[place]


def test_every_error_and_message_is_translated_where_it_is_raised():
    """A text in quotes, or put together from pieces, is none that was translated."""
    plain = [
        f"{path}:{argument.lineno}"
        for path, tree in trees()
        for argument in spoken_arguments(tree)
        if isinstance(argument, ast.JoinedStr)
        or (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
        or (isinstance(argument, ast.BinOp) and isinstance(argument.left, ast.Constant))
    ]
    assert plain == []


def test_scripts_hold_no_words():
    """They read their texts from the page."""
    sentence = re.compile(
        r"""["'`]([A-Z][a-z]+(?: [a-z]+)*[.…!?]?|[^"'`]*[\u4e00-\u9fff][^"'`]*)["'`]"""
    )
    keys = {"Enter", "Escape", "Tab", "Shift", "Home", "End", "Polygon", "Point", "Feature"}
    found = [
        f"{path.name}: {text}"
        for path in sorted((ROOT / "static" / "js").glob("*.js"))
        for text in sentence.findall(path.read_text())
        if text not in keys and not text.startswith("Arrow")
    ]
    assert found == []
