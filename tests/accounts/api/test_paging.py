"""Pages follow a cursor, in an ordering that the view lists."""

import pytest

from accounts.choices import Scope
from accounts.services.tokens import create_token

TOKENS = "/api/v1/tokens"


@pytest.fixture
def names(person):
    names = [f"T{number}" for number in range(5)]
    for days, name in enumerate(names, start=1):
        create_token(person, name=name, scope=Scope.READ, days=days)
    return names


def walk(client, url, **query):
    found = []
    while url:
        page = client.get(url, query).json()
        found.append([row["name"] for row in page["results"]])
        url, query = page["next"], {}
    return found


def test_a_walk_over_the_pages_sees_each_row_once(signed_in, names):
    pages = walk(signed_in, TOKENS, page_size=2, order="expires")
    assert pages == [["T0", "T1"], ["T2", "T3"], ["T4"]]


def test_the_first_ordering_is_the_default_and_stands_for_unknown_ones(signed_in, names):
    newest_first = [names[::-1]]
    assert walk(signed_in, TOKENS) == newest_first
    assert walk(signed_in, TOKENS, order="key_hash") == newest_first
    assert walk(signed_in, TOKENS, order="-created") == newest_first


def test_a_row_added_meanwhile_moves_no_page(signed_in, person, names):
    first = signed_in.get(TOKENS, {"page_size": 2, "order": "expires"}).json()
    create_token(person, name="earlier", scope=Scope.READ, days=1)
    second = signed_in.get(first["next"]).json()
    assert [row["name"] for row in second["results"]][-1] in ("T2", "T3")
    assert "T1" not in [row["name"] for row in second["results"]]


def test_a_made_up_cursor_is_refused(signed_in, names):
    response = signed_in.get(TOKENS, {"cursor": "nonsense"})
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_a_page_has_a_largest_size(signed_in, names):
    assert len(signed_in.get(TOKENS, {"page_size": 10**9}).json()["results"]) == 5
