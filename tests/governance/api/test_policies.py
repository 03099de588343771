"""Policies in the API."""

import pytest
from rest_framework.test import APIClient

from governance.models import Policy
from tests.factories import make_park
from tests.governance.policies_for_tests import make_policy

SENT = {
    "names": {"en": "Own land", "zh-hans": "自有土地"},
    "kind": "own_land",
    "region": "YJ-HT",
    "parks": ["LH-01"],
    "issuer": "Bureau of Land",
    "number": "",
    "url": "",
    "in_force_from": "2026-03-01",
    "in_force_until": None,
}


@pytest.fixture
def ask(cast):
    def send(name, method, address, data=None):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        kind = None if method == "get" else "json"
        return getattr(client, method)(f"/api/v1/{address}", data, format=kind)

    return send


@pytest.fixture
def policy(cast):
    return make_policy("YJ-1", cast.district)


def codes(answer):
    return [one["code"] for one in answer.json()["results"]]


def test_one_finds_what_one_may_see(ask, cast, policy):
    make_policy("QN-P", cast.foreign_park.region)
    assert codes(ask("observer", "get", "policies")) == ["YJ-1"]
    assert codes(ask("stranger", "get", "policies")) == ["QN-P"]
    assert ask("stranger", "get", "policies/YJ-1").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=own_land", ["B"]),
        ("region=YJ-HT", ["B", "YJ-1"]),
        ("park=LH-02", ["YJ-1"]),
        ("park=QN-01", []),
        ("day=2026-03-01", ["YJ-1"]),
        ("q=77-B", ["B"]),
    ],
)
def test_filters_narrow_what_is_found(ask, cast, policy, query, expected):
    make_park("LH-02", cast.district)
    make_policy(
        "B",
        cast.district,
        kind="own_land",
        number="77-B",
        parks=[cast.park],
        in_force_from="2026-03-02",
    )
    assert codes(ask("authority", "get", f"policies?order=code&{query}")) == expected


def test_a_mistyped_filter_or_day_is_refused(ask):
    assert ask("authority", "get", "policies?kinds=own_land").status_code == 400
    assert ask("authority", "get", "policies?day=soon").status_code == 400
    assert ask("authority", "get", "policy-coverage?day=soon").status_code == 400


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(ask, cast, more, django_assert_num_queries):
    for number in range(more):
        make_policy(f"M-{number}", cast.district, parks=[cast.park])
    with django_assert_num_queries(4):
        ask("authority", "get", "policies")


def test_a_policy_is_added_read_changed_and_struck_off(ask, policy):
    made = ask("authority", "post", "policies", {"code": "YJ-9", **SENT})
    assert (made.status_code, made.json()["parks"], made.json()["version"]) == (201, ["LH-01"], 1)
    change = {"version": 1, "parks": [], "names": {"en": "Land"}}
    changed = ask("authority", "patch", "policies/YJ-9", change).json()
    assert (changed["names"], changed["names_parks"], changed["version"]) == (
        {"en": "Land", "zh-hans": "自有土地"},
        False,
        2,
    )
    gone = ask("authority", "post", "policies/YJ-9/remove", {"reason": "Twice."})
    assert gone.json()["state"] == "struck_off"
    assert codes(ask("authority", "get", "policies")) == ["YJ-1"]
    again = ask("authority", "post", "policies/YJ-9/remove", {"reason": "Twice."})
    assert again.status_code == 409


def test_a_change_names_the_version_that_it_answers_to(ask, policy):
    ask("authority", "patch", "policies/YJ-1", {"version": 1, "issuer": "Treasury"})
    late = ask("authority", "patch", "policies/YJ-1", {"version": 1, "issuer": "Land"})
    assert late.status_code == 412
    assert late.json()["theirs"]["issuer"] == "Treasury"
    assert ask("authority", "patch", "policies/YJ-1", {"issuer": "Land"}).status_code == 412


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"region": "QN"}, "region_not_kept"),
        ({"region": "NO-SUCH"}, "region_not_kept"),
        ({"parks": ["QN-01"]}, "park_not_in_region"),
        ({"code": "YJ-1"}, "code_unavailable"),
        ({"url": "ftp://example.org"}, "address_refused"),
        ({"in_force_until": "2026-02-01"}, "ends_before_it_starts"),
        ({"names": {}}, "name_required"),
        ({"kind": "gift"}, "invalid"),
    ],
)
def test_what_is_wrong_is_named(ask, policy, changed, code):
    answer = ask("authority", "post", "policies", {"code": "YJ-9", **SENT, **changed})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert Policy.objects.count() == 1


@pytest.mark.parametrize("role", ["editor", "reviewer", "administrator"])
def test_others_change_nothing(ask, policy, role):
    assert ask(role, "post", "policies", {"code": "YJ-9", **SENT}).status_code == 403
    assert ask(role, "patch", "policies/YJ-1", {"version": 1}).status_code == 403
    assert ask(role, "post", "policies/YJ-1/remove", {"reason": "No."}).status_code == 403


def test_parks_out_of_sight_are_not_told(ask, cast):
    make_policy("B", cast.district, parks=[cast.park, make_park("LH-02", cast.district)])
    told = ask("observer", "get", "policies/B").json()
    assert (told["parks"], told["names_parks"]) == (["LH-01"], True)


def test_coverage_counts_what_is_in_force_for_each_park(ask, cast, policy):
    make_park("LH-02", cast.province)
    rows = ask("authority", "get", "policy-coverage?day=2026-06-01").json()["results"]
    assert [(one["park"], one["counts"]["finance_tax"], one["special_kinds"]) for one in rows] == [
        ("LH-01", 1, 1),
        ("LH-02", 0, 0),
    ]
    before = ask("authority", "get", "policy-coverage?day=2026-02-01&region=YJ-HT").json()
    assert [(one["park"], one["special_kinds"]) for one in before["results"]] == [("LH-01", 0)]
