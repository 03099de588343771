"""Every address, every person, the expected answer; and nothing of a foreign park, by any way. A new URL needs a line."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.choices import Scope
from accounts.models import User
from tests.access.asking import Answer, ask
from tests.access.bodies import OTHERWISE, body_of
from tests.access.scene import (
    NOBODY,
    PEOPLE,
    UNKNOWN,
    UNKNOWN_PK,
    Scene,
    rolled_back,
    standing_scene,
)
from tests.access.snapshot import changes_since, every_field, restart_keys
from tests.access.table import LINES, Line, allowed

pytestmark = [pytest.mark.access, pytest.mark.django_db]

# Every address is asked by everybody; what else is tried is tried where the code differs.
DIFFERING = [line for line in LINES if not line.is_alike]
OF_A_PARK = [line for line in DIFFERING if line.names_a_park]
BELOW_A_PARK = {"evidence", "proof", "editor", "policy_file"} | {
    "record_file",
    "of_linkages",
    "one_linkages",
}
FILES = {"api:park_import_create", "api:record_import_create"}  # the body is the file
READING = [line for line in DIFFERING if line.method == "GET"]
CHANGING = [line for line in DIFFERING if line.method != "GET"]
API_CHANGING = [line for line in CHANGING if line.is_api]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
OWN_WORDS = (
    "LH-01",
    "LH-09",
    "Lianhe",
    "联合老机械园区",
    "Yunjiang",
    "云江省",
    "Hengtang",
    "横塘区",
)
FOREIGN_WORDS = ("QN-01", "QN-09", "Park QN", "园区QN", "Qingnan", "青南省", "Stranger", "Outside")


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """The same scene for all tests here; each request takes place in a savepoint that is rolled back."""
    with django_db_blocker.unblock(), standing_scene() as scene:
        yield scene


def each(lines: list[Line]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("line", lines, ids=str)


def body_for(scene: Scene, line: Line) -> Any:
    return None if line.method == "GET" else body_of(line.name, scene, line.at)


def answer_of(
    scene: Scene, line: Line, person: str, arguments: list[Any] | None = None, body: Any = None
) -> Answer:
    """Ask as `person`, with the body that the address takes, and forget what it did."""
    arguments = scene.arguments(line.at) if arguments is None else arguments
    body = body_for(scene, line) if body is None else body
    with rolled_back():
        return ask(scene.client(person), line.name, line.method, arguments, body)


def outcome(scene: Scene, line: Line, person: str, body: Any) -> tuple[Answer, list[Any]]:
    """Return the answer to `person`, and what changes in the database when they ask."""
    for file in body.values() if isinstance(body, dict) else ():
        if isinstance(file, UploadedFile):
            file.seek(0)
    arguments = scene.arguments(line.at)
    with rolled_back():
        if line.method == "GET":
            return ask(scene.client(person), line.name, line.method, arguments, body), []
        restart_keys()
        before = scene.rows.still_true()
        answer = ask(scene.client(person), line.name, line.method, arguments, body)
        return answer, changes_since(before)


# The table


def url_names(resolver: URLResolver | None = None, prefix: tuple[str, ...] = ()):
    """Yield the full name of every address, nested and un-namespaced ones included."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*prefix, entry.namespace) if entry.namespace else prefix
            yield from url_names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*prefix, entry.name or str(entry.pattern)))


def test_every_address_has_a_line_in_the_table():
    assert set(url_names()) == {line.name for line in LINES}


def test_every_line_is_there_once():
    assert len({str(line) for line in LINES}) == len(LINES)


@each(LINES)
def test_each_person_gets_the_answer_of_the_table_and_who_is_refused_changes_nothing(scene, line):
    answers, changed = {}, {}
    for person in PEOPLE:
        answer, changes = outcome(scene, line, person, body_for(scene, line))
        answers[person] = answer.word
        if not allowed(answer.word) and changes:
            changed[person] = changes
    assert (answers, changed) == (line.answers, {})


def test_what_a_request_changes_is_noticed(scene):
    """Who checks the checker: a row that is changed has gone and come, whatever else was asked before."""
    line = next(one for one in CHANGING if one.name == "parks:park_edit")
    for _time in range(2):
        _answer, changes = outcome(scene, line, "authority", body_for(scene, line))
        assert {("come", "Park"), ("gone", "Park")} <= {(way, row[0]) for way, row in changes}


@pytest.mark.parametrize("name", sorted({line.name for line in DIFFERING}))
def test_methods_without_a_line_do_not_exist(scene, name):
    lines = [line for line in LINES if line.name == name]
    person = next((one for one in PEOPLE[::-1] if allowed(lines[0].answers[one])), "administrator")
    refused = {}
    for method in METHODS:
        if method not in {line.method for line in lines}:
            with rolled_back():
                url_arguments = scene.arguments(lines[0].at)
                answer = ask(scene.client(person), name, method, url_arguments)
                refused[method] = answer.status
    assert set(refused.values()) <= {405}, (person, refused)


# Foreign parks


@each(OF_A_PARK)
def test_a_foreign_park_is_as_unknown_as_one_that_does_not_exist(scene, line):
    """Status, target and text are the same but for the code that was asked for; the administrator knows all names."""
    differing = []
    for person in PEOPLE:
        if person == "administrator":
            continue
        place = scene.own if person == "stranger" else scene.foreign
        asked, unknown = place.arguments(line.at), place.arguments(line.at, UNKNOWN)
        seen = answer_of(scene, line, person, asked).without(asked[0])
        missing = answer_of(scene, line, person, unknown).without(UNKNOWN)
        if seen != missing:
            differing.append((person, seen, missing))
    assert differing == []


@each([line for line in DIFFERING if line.at in BELOW_A_PARK])
def test_what_belongs_to_a_foreign_park_is_unknown_below_one_s_own(scene, line):
    own, foreign = scene.own.arguments(line.at), scene.foreign.arguments(line.at)
    differing = []
    for person in PEOPLE:
        answers = [
            answer_of(scene, line, person, [*own[:-1], key]).without(f"/{key}/")
            for key in (foreign[-1], UNKNOWN_PK)
        ]
        if answers[0] != answers[1]:
            differing.append((person, *answers))
    assert differing == []


@each([line for line in READING if line.at in {"-", "person", "upload", "version", "round"}])
def test_no_list_export_or_page_names_anything_of_a_foreign_park(scene, line):
    leaks = {}
    for person in PEOPLE:
        if person == "administrator":
            continue
        words = OWN_WORDS if person == "stranger" else FOREIGN_WORDS
        text = answer_of(scene, line, person).text
        leaks[person] = [one for one in words if one in text]
    assert {person: found for person, found in leaks.items() if found} == {}


@each([line for line in READING if line.names_a_park])
def test_no_page_of_one_s_park_names_anything_of_a_foreign_one(scene, line):
    leaks = {}
    for person in PEOPLE[1:-1]:
        text = answer_of(scene, line, person).text
        leaks[person] = [one for one in FOREIGN_WORDS if one in text]
    assert {person: found for person, found in leaks.items() if found} == {}


FILTERS = [
    ("api:park_list", "q", "QN-01"),
    ("api:park_list", "region", "QN"),
    ("api:observation_list", "park", "QN-01"),
    ("api:report_list", "park", "QN-01"),
    ("api:report_list", "region", "QN"),
    ("parks:park_list", "q", "QN-01"),
    ("parks:park_list", "region", "QN"),
    ("parks:park_export", "q", "QN-01"),
    ("governance:review_list", "park", "QN-01"),
    ("assessments:board", "region", "QN"),
    ("api:board", "region", "QN"),
    ("assessments:compare", "park", "QN-01"),
    ("assessments:compare", "add", "QN-01"),
    ("api:compare", "park", "QN-01"),
    ("assessments:search", "q", "QN-01"),
    ("api:search", "q", "QN-01"),
    ("governance:policy_list", "park", "QN-01"),
    ("governance:policy_list", "region", "QN"),
    ("governance:policy_list", "q", "QN-01"),
    ("governance:policy_coverage", "region", "QN"),
    ("api:policy_list", "park", "QN-01"),
    ("api:policy_list", "region", "QN"),
    ("api:policy_coverage", "region", "QN"),
]


@pytest.mark.parametrize(("name", "key", "value"), FILTERS)
def test_no_filter_tells_a_foreign_park_from_an_unknown_one(scene, name, key, value):
    for person in ("editor", "authority", "consultant"):
        answers = []
        for asked in (value, UNKNOWN):
            with rolled_back():
                answer = ask(scene.client(person), name, "GET", [], {key: asked})
                answers.append(answer.without(asked))
        assert answers[0] == answers[1], person


FOREIGN_IN_BODIES = [
    ("parks:park_create", "authority", "region", "region"),
    ("parks:park_edit", "authority", "region", "region"),
    ("api:park_list", "authority", "region", "region_code"),
    ("api:park_detail", "authority", "region", "region_code"),
    ("governance:policy_create", "authority", "region", "region"),
    ("governance:policy_edit", "authority", "region", "region"),
    ("api:policy_list", "authority", "region", "region_code"),
    ("api:policy_detail", "authority", "region", "region_code"),
]


@pytest.mark.parametrize(("name", "person", "field", "kind"), FOREIGN_IN_BODIES)
def test_what_a_body_names_is_looked_up_in_the_caller_s_scope(scene, name, person, field, kind):
    line = next(one for one in CHANGING if one.name == name)
    region = scene.cast.foreign_park.region
    foreign, unknown = {
        "region": (region.pk, UNKNOWN_PK),
        "region_code": (region.code, UNKNOWN),
    }[kind]
    answers = []
    for value in (foreign, unknown):
        body = {**body_of(name, scene), field: value}
        with rolled_back():
            client, before = scene.client(person), scene.rows.still_true()
            answer = ask(client, name, line.method, scene.arguments(line.at), body)
            assert changes_since(before) == []
            answers.append(answer.without(value) if isinstance(value, str) else answer.without())
    assert answers[0] == answers[1]
    assert answers[0].status in {400, 422}


# What is written


@each([line for line in CHANGING if line.name not in FILES])
def test_fields_that_nobody_offers_are_not_written(scene, line):
    """Every field of every model beside the valid body changes nothing that the valid body alone does not change."""
    body = body_for(scene, line)
    is_page = not line.is_api
    more = {
        name: "" if value is None and is_page else value
        for name, value in every_field(scene.cast.administrator.pk).items()
        if name not in OTHERWISE.get(line.name, ())
    }
    hostile = {**more, **body}
    if "entries" in body:
        hostile["entries"] = [{**more, **one} for one in body["entries"]]
    for person in PEOPLE:
        answer, changes = outcome(scene, line, person, hostile)
        as_offered = outcome(scene, line, person, body)[1] if changes else []
        assert (answer.word, changes) == (line.answers[person], as_offered), person


# Tokens and foreign sites


@each(API_CHANGING)
def test_a_token_for_reading_changes_nothing_whoever_holds_it(scene, line):
    answers = {}
    for person in PEOPLE[1:]:
        key = scene.tokens[Scope.READ][person]
        with rolled_back():
            before = scene.rows.still_true()
            answer = ask(
                Client(),
                line.name,
                line.method,
                scene.arguments(line.at),
                body_for(scene, line),
                headers={"authorization": f"Bearer {key}"},
            )
            answers[person] = (answer.word, changes_since(before))
    assert answers == {person: ("no", []) for person in PEOPLE[1:]}


@each([line for line in DIFFERING if line.is_api])
def test_a_token_for_writing_may_what_its_person_may(scene, line):
    """But for tokens themselves: making and ending them takes a session."""
    takes_session = "token" in line.name and line.method != "GET"
    answers = {}
    for person in PEOPLE[1:]:
        key = scene.tokens[Scope.WRITE][person]
        with rolled_back():
            answer = ask(
                Client(),
                line.name,
                line.method,
                scene.arguments(line.at),
                body_for(scene, line),
                headers={"authorization": f"Bearer {key}"},
            )
            answers[person] = answer.word
    expected = {person: "no" if takes_session else line.answers[person] for person in PEOPLE[1:]}
    assert answers == expected


@each([line for line in LINES if not line.is_api])
def test_no_page_takes_a_token(scene, line):
    key = scene.tokens[Scope.WRITE]["administrator"]
    with rolled_back():
        client, body = Client(), body_for(scene, line)
        headers = {"authorization": f"Bearer {key}"}
        answer = ask(
            client, line.name, line.method, scene.arguments(line.at), body, headers=headers
        )
    assert answer.word == line.answers[NOBODY]


@each(CHANGING)
def test_nothing_is_changed_from_another_site(scene, line):
    """Without the key that only our pages know, a session changes nothing."""
    with rolled_back():
        client = scene.client("administrator")
        client.handler.enforce_csrf_checks = True
        body, before = body_for(scene, line), scene.rows.still_true()
        answer = ask(client, line.name, line.method, scene.arguments(line.at), body)
        assert (answer.status, changes_since(before)) == (403, [])


@each(DIFFERING)
def test_who_is_shut_out_is_nobody(scene, line):
    """A session and a token end with the account."""
    with rolled_back():
        User.objects.filter(is_administrator=True).update(is_active=False)
        answer = answer_of(scene, line, "administrator")
    assert answer.word == line.answers[NOBODY]
