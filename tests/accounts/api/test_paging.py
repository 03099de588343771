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


def test_the_first_ordering_is_the_default(signed_in, names):
    newest_first = [names[::-1]]
    assert walk(signed_in, TOKENS) == newest_first
    assert walk(signed_in, TOKENS, order="-created") == newest_first


@pytest.mark.parametrize(
    ("query", "code"),
    [({"order": "key_hash"}, "order_unknown"), ({"scoop": "read"}, "filter_unknown")],
)
def test_what_the_list_does_not_offer_is_refused_instead_of_ignored(signed_in, names, query, code):
    response = signed_in.get(TOKENS, query)
    assert response.status_code == 400
    assert [(one["field"], one["code"]) for one in response.json()["errors"]] == [
        (next(iter(query)), code)
    ]


def test_the_way_back_is_the_way_there(signed_in, names):
    there, url, query = [], TOKENS, {"page_size": 2}
    while url:
        page = signed_in.get(url, query).json()
        there.append(page)
        url, query = page["next"], {}
    assert there[0]["previous"] is None
    back, url = [there[-1]], there[-1]["previous"]
    while url:
        back.append(signed_in.get(url).json())
        url = back[-1]["previous"]
    assert [page["results"] for page in back[::-1]] == [page["results"] for page in there]


def test_any_number_of_rows_may_be_of_one_moment(signed_in, person, names):
    """Scores of a whole quarter are recorded at once: the first field of an ordering says little."""
    person.tokens.update(created_at=person.tokens.first().created_at)
    pages = walk(signed_in, TOKENS, page_size=1)
    assert sorted(name for page in pages for name in page) == names


def test_a_cursor_belongs_to_its_list_and_order(signed_in, names):
    cursor = signed_in.get(TOKENS, {"page_size": 2}).json()["next"].split("cursor=")[1]
    cursor = cursor.partition("&")[0].replace("%3A", ":")
    assert signed_in.get(TOKENS, {"cursor": cursor}).status_code == 200
    assert signed_in.get(TOKENS, {"cursor": cursor, "order": "expires"}).status_code == 400


def test_a_row_added_meanwhile_moves_no_page(signed_in, person, names):
    first = signed_in.get(TOKENS, {"page_size": 2, "order": "expires"}).json()
    create_token(person, name="earlier", scope=Scope.READ, days=1)
    second = signed_in.get(first["next"]).json()
    assert [row["name"] for row in second["results"]][-1] in ("T2", "T3")
    assert "T1" not in [row["name"] for row in second["results"]]


def test_a_made_up_cursor_is_refused(signed_in, names):
    response = signed_in.get(TOKENS, {"cursor": "nonsense"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "cursor_unknown"


def test_a_page_has_a_largest_size(signed_in, names):
    assert len(signed_in.get(TOKENS, {"page_size": 10**9}).json()["results"]) == 5
