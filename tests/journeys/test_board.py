"""Who is where: the parks by their periods; a cell leads to its report, and the filters stay in the address."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_park, make_region
from tests.journeys.scene import BEFORE, QUARTER

ACCEPTED = ("report status", "Accepted")


def at_board(enter_as, scene, role):
    make_park("CS-01", make_region("YJ-CS", scene.cast.province, name_en="Chengshan"))
    person = enter_as(role)
    person.go("/portfolio/board/")
    return person


def row_of(person, park):
    return person.part(f"table.board tbody tr:has(a[href='/parks/{park}/'])")


def cell_of(person, park, period):
    return row_of(person, park).locator(f"a[href='/parks/{park}/reports/{period}/']")


def test_a_cell_leads_to_its_report_and_back(enter_as, scene):
    authority = at_board(enter_as, scene, "authority")
    expect(authority.part("table.board tbody tr:has(a)")).to_have_count(2)
    expect(cell_of(authority, "LH-01", BEFORE)).to_contain_text(authority.say.of(*ACCEPTED))
    expect(cell_of(authority, "LH-01", QUARTER)).to_contain_text(authority.say("Not yet due"))
    expect(row_of(authority, "CS-01").locator("td a")).to_have_count(0)
    authority.sees("%(n)s of %(m)s", within=".board-sum", n=1, m=1)
    cell_of(authority, "LH-01", BEFORE).click()
    authority.page.wait_for_url(f"**/parks/LH-01/reports/{BEFORE}/")
    authority.sees_exactly(authority.name_of(scene.park), "h1, .crumbs, .bar, main")
    authority.page.go_back()
    expect(cell_of(authority, "LH-01", BEFORE)).to_be_visible()


def test_the_filters_and_the_kind_of_period_stand_in_the_address(enter_as, scene):
    authority = at_board(enter_as, scene, "authority")
    authority.part("#region").select_option("YJ-HT")
    authority.page.wait_for_url(re.compile(r"/portfolio/board/\?.*region=YJ-HT"))
    expect(authority.part("table.board tbody tr:has(a)")).to_have_count(1)
    authority.press_link("Months", "#board")
    authority.page.wait_for_url(re.compile("region=YJ-HT.*every=month|every=month.*region=YJ-HT"))
    expect(authority.part("#region")).to_have_value("YJ-HT")


@pytest.mark.parametrize("role", ["consultant", "observer"])
def test_who_sees_accepted_facts_alone_finds_no_draft(enter_as, scene, role):
    person = at_board(enter_as, scene, role)
    expect(cell_of(person, "LH-01", BEFORE)).to_be_visible()
    expect(cell_of(person, "LH-01", QUARTER)).to_have_count(0)
