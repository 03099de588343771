"""The filters of a page are saved under a name, found again, renamed and deleted."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_park, make_region

FIRST, SECOND = "横塘 parks", "Hengtang 园区"


@pytest.fixture
def authority(scene, enter_as):
    make_park("CS-01", make_region("YJ-CS", scene.cast.province, name_en="Chengshan"))
    return enter_as("authority")


@pytest.mark.parametrize("address", ["/portfolio/", "/portfolio/board/", "/parks/"])
def test_a_view_is_saved_found_again_renamed_and_deleted(authority, address):
    authority.go(f"{address}?region=YJ-HT")
    save(authority, FIRST)
    expect(authority.part(".views .view-now")).to_have_text(FIRST)
    authority.go(address)
    authority.press_link(FIRST, ".views")
    authority.page.wait_for_url(re.compile(rf"{address}\?.*region=YJ-HT"))
    expect(authority.part("#region")).to_have_value("YJ-HT")
    authority.press_link("Manage views", ".views")
    rename(authority, FIRST, SECOND)
    authority.follow(SECOND)
    authority.page.wait_for_url(re.compile(rf"{address}\?.*region=YJ-HT"))
    expect(authority.part(".views .view-now")).to_have_text(SECOND)
    authority.press_link("Manage views", ".views")
    row_of(authority, SECOND).get_by_role("button").click()
    authority.sees("No saved views yet")


def save(person, name):
    person.part(".menu-save summary").click()
    person.part("#view-name").fill(name)
    person.press("Save", ".menu-save")


def rename(person, before, after):
    row_of(person, before).locator("a[href*='rename']").click()
    person.part("#id_name").fill(after)
    person.press("Save", "main")
    expect(row_of(person, after)).to_be_visible()


def row_of(person, name):
    return person.part(f"table.t tr:has(th a:text-is('{name}'))")
