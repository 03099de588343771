"""The map of a park: pointed at, narrowed by its legend, and followed to the records behind it."""

import re

import pytest
from playwright.sync_api import expect

from tests.parks.places_for_tests import make_facilities, make_plots, square

MAP = "/parks/LH-01/map/"


@pytest.fixture
def plots(scene):
    make_facilities(scene.park, {"code": "FA-1", "kind": "clinic", "at": (0, 300), "capacity": 9.0})
    return make_plots(
        scene.park,
        {"code": "PL-A", "geometry": square(0, 0, 200), "floor_area_m2": 100.0},
        {"code": "PL-B", "geometry": square(300, 0, 200), "land_use": "living"},
    )


@pytest.fixture
def observer(plots, enter_as):
    person = enter_as("observer")
    person.go(MAP)
    return person


def test_a_plot_says_what_it_is_and_leads_to_its_record(observer, plots):
    plot = observer.part("#place-map path.leaflet-interactive").first
    plot.hover(force=True)
    tip = observer.part(".leaflet-tooltip")
    expect(tip).to_contain_text("PL-A")
    expect(tip).to_contain_text(observer.say.of("land use", "Production"))
    plot.click(force=True)
    observer.page.wait_for_url(f"**/registers/plots/{plots[0].pk}/")


def test_the_legend_narrows_the_map_and_back_widens_it(observer):
    shapes = observer.part("#place-map path.leaflet-interactive")
    expect(shapes).to_have_count(2)
    observer.part(".place-legend a").nth(1).click()
    observer.page.wait_for_url(re.compile(r"plots=living"))
    expect(shapes).to_have_count(1)
    expect(observer.part("#place-map .pin")).to_have_count(1)
    observer.page.go_back()
    expect(shapes).to_have_count(2)


def test_a_facility_says_what_it_is_and_leads_to_its_record(observer):
    pin = observer.part("#place-map .pin")
    pin.hover()
    expect(observer.part(".leaflet-tooltip")).to_contain_text("FA-1")
    pin.click()
    observer.page.wait_for_url(re.compile(r"/registers/facilities/\d+/$"))


def test_the_table_says_the_same(observer):
    observer.part("#place-table > summary").click()
    expect(observer.part("#place-table tbody tr")).to_have_count(3)
    observer.follow("PL-B")
    observer.page.wait_for_url(re.compile(r"/registers/plots/\d+/$"))
