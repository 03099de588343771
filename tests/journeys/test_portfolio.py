"""The portfolio: filtered in the address, read down to the reason of a score and back, and on its map."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_park, make_region
from tests.journeys.scene import BEFORE

WHY = f"/parks/LH-01/why/space/?period={BEFORE}"


@pytest.fixture
def consultant(scene, enter_as):
    """Somebody who sees two parks, in two districts, of which one has scores and a place."""
    park = scene.park
    park.latitude, park.longitude = 31.2, 121.4
    park.save(update_fields=["latitude", "longitude"])
    make_park(
        "LH-02", make_region("YJ-CS", scene.cast.province, name_en="Chengshan", name_zh="城山")
    )
    return enter_as("consultant")


def counts(person, one):
    expect(person.part(".keys .v").first).to_have_text(str(one))


def test_a_filter_stands_in_the_address_and_a_score_leads_to_its_reason_and_back(consultant):
    consultant.go("/portfolio/")
    counts(consultant, 2)
    consultant.part("#region").select_option("YJ-HT")
    consultant.page.wait_for_url(re.compile(r"/portfolio/\?.*region=YJ-HT"))
    counts(consultant, 1)
    consultant.part("#region").focus()
    cell = consultant.part(f"#heat a[href='{WHY}']")
    expect(cell).to_have_text("50.0")
    cell.click()
    consultant.page.wait_for_url(f"**{WHY}")
    consultant.sees("verified")
    consultant.page.go_back()
    consultant.page.wait_for_url(re.compile(r"region=YJ-HT"))
    expect(consultant.part("#region")).to_have_value("YJ-HT")
    counts(consultant, 1)
    consultant.page.go_back()
    consultant.page.wait_for_url(re.compile(r"/portfolio/$"))
    counts(consultant, 2)
    expect(consultant.part("#region")).to_have_value("")


def test_a_park_on_the_map_says_its_score_and_opens(consultant, scene):
    consultant.go("/portfolio/")
    point = consultant.part("#portfolio-map .pin-park")
    expect(point).to_have_count(1)
    point.hover()
    tip = consultant.part(".leaflet-tooltip")
    expect(tip).to_contain_text(consultant.name_of(scene.park))
    expect(tip).to_contain_text("50.0")
    point.click()
    consultant.page.wait_for_url("**/parks/LH-01/")


def test_every_figure_leads_to_its_rows(consultant):
    consultant.go("/portfolio/")
    consultant.part(".keys a[href*='list=gates']").click()
    consultant.page.wait_for_url("**list=gates**")
    expect(consultant.part("#reports .tabs a[aria-current=true]")).to_have_attribute(
        "href", re.compile("list=gates")
    )
