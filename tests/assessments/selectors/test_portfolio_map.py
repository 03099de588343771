"""The map of a portfolio."""

import pytest

from assessments.selectors import portfolio_map
from assessments.selectors.portfolio_map import goal_map
from assessments.selectors.portfolio_ranking import goal_chosen
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import shown_to

PLACE = {"longitude": 110.0, "latitude": 30.0}


def map_for(user, **query):
    shown = shown_to(user, **query)
    return goal_map(shown, goal_chosen(shown, ""), "/parks/", "/portfolio/?")


@pytest.fixture
def placed(cast, scored):
    copy_park(scored, "LH-02", score=80.0, **PLACE)
    copy_park(scored, "LH-03", score=20.0, longitude=112.0, latitude=32.0)
    return scored


def test_parks_are_coloured_and_counted_by_band(cast, placed):
    found = map_for(cast.reviewer)
    assert [(one.code, one.parks) for one in found.bands] == [
        ("weak", 1),
        ("forming", 1),
        ("sound", 1),
        ("", 0),
    ]
    assert found.unplaced == 1
    tones = {one.code: one.tone for one in found.bands}
    points = {one["name"]: one for one in found.data["parks"]}
    assert points["Park LH-02"]["tone"] == tones["sound"]
    assert points["Park LH-02"]["url"] == "/parks/LH-02/"
    assert points["Park LH-02"]["mark"] == "80"
    assert not found.is_by_region


def test_many_parks_are_joined_by_region(cast, placed, monkeypatch):
    monkeypatch.setattr(portfolio_map, "MOST_POINTS", 1)
    found = map_for(cast.reviewer)
    (place,) = found.places
    assert found.is_by_region
    assert (place.name, place.parks, place.value) == ("Hengtang District", 2, 50.0)
    assert (place.longitude, place.latitude) == (111.0, 31.0)
    assert place.url == "/portfolio/?region=YJ-HT"
    assert "2 parks" in found.data["parks"][0]["note"]


def test_nothing_scored_is_an_empty_map(cast, scored):
    assert map_for(cast.stranger).places == ()
