"""The network of a small park, worked by hand: works – office, works – college, college – academy, and a fund alone."""

import pytest

from governance.selectors.network import actor_network_of, linkages_on
from parks.registers import REGISTERS
from parks.services.records import remove_record
from tests.factories import make_park
from tests.governance.process_for_tests import enter
from tests.parks.places_for_tests import day, keeper

TODAY = day("2026-10-09")


@pytest.fixture
def actors(cast):
    kinds = ("business", "government_department", "university", "university", "investor")
    rows = [{"code": code, "kind": kind} for code, kind in zip("WOCAF", kinds, strict=True)]
    return {one.code: one for one in enter("actors", cast.park, *rows)}


@pytest.fixture
def ties(cast, actors):
    return enter(
        "linkages",
        cast.park,
        {"first": actors["W"], "second": actors["O"]},
        {"first": actors["O"], "second": actors["W"], "kind": "data"},
        {"first": actors["C"], "second": actors["W"], "started_on": "2026-01-01"},
        {"first": actors["A"], "second": actors["C"], "ended_on": "2026-10-10"},
        {"first": actors["F"], "second": actors["W"], "ended_on": "2026-10-09"},
    )


def tied(found):
    return {one.actor.code: [other.code for other in one.others] for one in found.actors}


def test_linkages_are_in_force_from_their_first_day_until_the_day_they_end(cast, ties):
    def counted(text):
        return linkages_on([cast.park.pk], day(text)).count()

    assert [counted(text) for text in ("2024-12-31", "2025-01-01", "2025-12-31")] == [0, 4, 4]
    assert [counted(text) for text in ("2026-01-01", "2026-10-08", "2026-10-09")] == [5, 5, 4]


def test_everybody_is_tied_to_whom_a_linkage_names(cast, ties):
    found = actor_network_of(cast.park, TODAY)
    assert tied(found) == {"W": ["C", "O"], "C": ["A", "W"], "A": ["C"], "O": ["W"], "F": []}
    assert [one.actor.code for one in found.actors] == ["C", "W", "A", "O", "F"]
    assert {one.actor.code: one.linkages for one in found.actors}["W"] == 3


def test_the_figures_of_the_network_are_those_counted_by_hand(cast, ties):
    """3 of 10 pairs are tied; works and college each lie on 2 of the 6 ways between two others."""
    found = actor_network_of(cast.park, TODAY)
    assert (found.ties, found.percent_dense) == (3, 30.0)
    assert (found.groups, found.alone) == (1, 1)
    assert found.connects_most.percent_between == pytest.approx(100 / 3)


def test_the_reach_counts_kinds_of_partner_with_a_tie(cast, ties):
    found = actor_network_of(cast.park, TODAY)
    assert found.reach == 3
    counted = {one.kind.value: (one.actors, one.tied) for one in found.kinds}
    assert counted == {
        "government_department": (1, 1),
        "business": (1, 1),
        "university": (2, 2),
        "research_institute": (0, 0),
        "investor": (1, 0),
    }


def test_an_earlier_day_shows_the_ties_of_then(cast, ties):
    found = actor_network_of(cast.park, day("2025-06-01"))
    assert tied(found) == {"W": ["F", "O"], "O": ["W"], "A": ["C"], "C": ["A"], "F": ["W"]}
    assert (found.groups, found.alone) == (2, 0)


def test_what_is_drawn_says_the_same(cast, actors, ties):
    drawn = actor_network_of(cast.park, TODAY).drawing
    assert [one["ties"] for one in drawn["actors"]] == [2, 2, 1, 1]
    works, office = actors["W"].pk, actors["O"].pk
    assert {"from": works, "to": office, "linkages": 2} in drawn["ties"]
    assert len(drawn["ties"]) == 3


def test_without_actors_there_is_no_network(cast):
    found = actor_network_of(cast.park, TODAY)
    assert (found.actors, found.reach, found.density, found.ties) == ((), 0, 0.0, 0)
    assert found.connects_most is None
    assert len(found.kinds) == 4


def test_what_is_struck_off_or_of_another_park_is_not_in_it(cast, actors, ties):
    remove_record(REGISTERS["linkages"], ties[3], reason="Twice.", by=keeper(cast.park))
    enter("actors", make_park(), {"code": "X"})
    assert tied(actor_network_of(cast.park, TODAY))["A"] == []


def test_a_network_costs_two_queries(cast, ties, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = actor_network_of(cast.park, TODAY)
        assert found.drawing["actors"]
