"""The map of a park, as its people ask for it."""

import json
import math
import re

import pytest

from tests.parks.places_for_tests import change, day, make_facilities, make_plots, square

URL = "/parks/LH-01/map/"


@pytest.fixture
def place(cast):
    """Three drawn plots in a row, one that is not drawn, a clinic and two stops."""
    plots = make_plots(
        cast.park,
        {"code": "PL-A", "geometry": square(0), "floor_area_m2": 100.0},
        {"code": "PL-B", "geometry": square(900), "land_use": "living", "floor_area_m2": 100.0},
        {"code": "PL-C", "geometry": square(3000), "status": "idle"},
        {"code": "PL-D", "land_use": "ecology"},
    )
    make_facilities(
        cast.park,
        {"code": "FA-1", "kind": "clinic", "at": (100, 0), "capacity": 20.0},
        {"code": "FA-2", "kind": "transport", "at": (0, 0)},
        {"code": "FA-3", "kind": "transport", "at": (0, 0), "opened_on": day("2026-07-01")},
    )
    return {plot.code: plot for plot in plots}


def asked(client, query="", **headers):
    response = client.get(URL + query, headers=headers)
    assert response.status_code == 200
    return response


def legend(response):
    found = response.context["found"]
    lines = (*found.plot_legend, *found.facility_legend)
    return {line.label: line.count for line in lines}


def drawn(response):
    island = re.search(
        r'<script id="place-map-data"[^>]*>(.*?)</script>', response.content.decode()
    )
    return [one["name"].split()[0] for one in json.loads(island[1])["parks"]]


def test_park_map_shows_plots_by_land_use_and_facilities_by_kind(place, as_person):
    response = asked(as_person("observer"))
    assert legend(response) == {
        "Production": 2, "Living": 1, "Ecology": 1, "Public transport stop": 2, "Medical care": 1,
    }  # fmt: skip
    assert drawn(response) == ["PL-A", "PL-B", "PL-C", "FA-1", "FA-2", "FA-3"]
    assert "1 plot is not drawn" in response.content.decode()


def test_park_map_links_every_plot_and_facility_to_its_record(place, as_person):
    text = asked(as_person("observer")).content.decode()
    assert text.count(f"/parks/LH-01/registers/plots/{place['PL-A'].pk}/") == 2
    assert text.count(f"/parks/LH-01/registers/plots/{place['PL-D'].pk}/") == 1
    assert text.count("/parks/LH-01/registers/facilities/") == 6


def test_park_map_paints_by_status(place, as_person):
    found = legend(asked(as_person("observer"), "?by=status"))
    assert (found["In use"], found["Idle"]) == (3, 1)


def test_park_map_paints_by_accessibility_and_tells_its_gini(place, as_person):
    response = asked(as_person("observer"), "?by=accessibility")
    # 20 places for 200 m²: 100 for 1,000 m² at two of three plots, so the mean is 66.7
    reach = response.context["found"].reach
    assert (reach.mean, reach.gini) == pytest.approx((200 / 3, 1 / 3))
    # T = 2/3 · 3/2 · ln 3/2; production has a half of it on two plots of three, living the other half on one
    assert reach.theil.total == pytest.approx(math.log(1.5))
    assert reach.theil.between == pytest.approx(math.log(3 / 4) / 2 + math.log(3 / 2) / 2)
    assert legend(response)["From the mean"] == 2
    assert legend(response)["No service in reach"] == 1
    assert "Gini 0.33; Theil 0.405, of which 0.059 between land uses." in response.content.decode()


def test_park_map_of_plots_without_a_place_tells_no_accessibility(cast, as_person):
    make_plots(cast.park, {"floor_area_m2": 5.0})
    response = asked(as_person("observer"), "?by=accessibility")
    assert response.context["found"].reach is None
    assert legend(response) == {}
    make_plots(cast.park, {"geometry": square(0)})
    response = asked(as_person("observer"), "?by=accessibility")
    assert legend(response) == {"No service in reach": 1}
    assert "Gini" not in response.content.decode()


def test_park_map_is_narrowed_by_its_legend(place, as_person):
    client = as_person("observer")
    response = asked(client, "?plots=living&facilities=clinic")
    assert drawn(response) == ["PL-B", "FA-1"]
    assert legend(response)["Production"] == 2
    line = response.context["found"].plot_legend[1]
    assert (line.is_chosen, line.query) == (True, "?by=land_use&facilities=clinic")
    more = response.context["found"].plot_legend[0]
    assert more.query == "?by=land_use&plots=living&plots=production&facilities=clinic"
    assert drawn(asked(client, more.query)) == ["PL-A", "PL-B", "PL-C", "FA-1"]


def test_park_map_does_not_mind_words_that_it_does_not_know(place, as_person):
    response = asked(as_person("observer"), "?by=nonsense&plots=x&plots=idle&facilities=y")
    assert len(drawn(response)) == 6


def test_park_map_shows_a_day_in_the_past(place, as_person):
    change(place["PL-A"], land_use="ecology", since=day("2026-09-01"))
    client = as_person("observer")
    response = asked(client, "?on=2026-06-30&by=land_use")
    assert legend(response)["Production"] == 2
    assert legend(response)["Public transport stop"] == 1
    assert "As it was on" in response.content.decode()
    assert "on=2026-06-30" in response.context["found"].ways[1].query
    assert legend(asked(client))["Production"] == 1


def test_park_map_says_what_is_wrong_with_a_day(place, as_person):
    response = asked(as_person("observer"), "?on=2026-06-31")
    assert "Write the day as year, month and day" in response.content.decode()
    assert len(drawn(response)) == 6


def test_park_map_swaps_only_what_changes(place, as_person):
    text = asked(as_person("observer"), "?by=status", HX_Request="true").content.decode()
    assert text.strip().startswith('<div id="found"')


def test_park_map_of_a_park_without_registers_says_what_it_is_for(cast, as_person):
    text = asked(as_person("editor")).content.decode()
    assert "Nothing stands on this map yet" in text


def test_park_map_of_a_foreign_park_does_not_exist(cast, as_person):
    assert as_person("stranger").get(URL).status_code == 404
    assert as_person("administrator").get(URL).status_code == 404


@pytest.mark.parametrize(
    ("by", "queries"), [("land_use", 10), ("status", 10), ("accessibility", 14)]
)
def test_park_map_asks_as_often_for_three_plots_as_for_one(
    cast, as_person, by, queries, django_assert_num_queries
):
    client = as_person("observer")
    for number in range(3):
        make_plots(cast.park, {"geometry": square(number * 50)})
        make_facilities(cast.park, ("clinic", number * 50, 0))
        if number != 1:
            with django_assert_num_queries(queries):
                asked(client, f"?by={by}")
