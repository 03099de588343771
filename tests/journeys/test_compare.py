"""Up to six parks side by side: chosen by ticking or by name, with the figures of their own pages."""

import re

import pytest
from playwright.sync_api import expect

from assessments.services.following import tick
from governance.report_workflow import accept_report, open_review, submit_report
from tests.factories import make_park
from tests.journeys.scene import (
    BEFORE,
    VALUES_AFTER,
    enter_park,
    fill,
    make_second_park,
    open_draft,
)

ADDRESS = "/portfolio/compare/"
SIX = [f"LH-0{number}" for number in range(1, 7)]


@pytest.fixture
def consultant(scene, enter_as):
    """Somebody who sees seven parks, two of which have scores in the same quarter."""
    second = make_second_park(scene.cast)
    for number in range(3, 8):
        make_park(f"LH-0{number}", scene.cast.district)
    enter_park(second, scene.cast)
    tick()
    report = open_draft(second, BEFORE)
    fill(report, VALUES_AFTER, scene.cast)
    submit_report(report, by=scene.cast.lead)
    accept_report(open_review(report, by=scene.cast.reviewer), by=scene.cast.reviewer)
    return enter_as("consultant")


def heads(person):
    return person.part("table.compare").first.locator("thead th")


def test_parks_are_ticked_in_the_portfolio_and_have_the_figures_of_their_pages(consultant):
    consultant.go(f"/portfolio/?quarter={BEFORE}")
    for code in ("LH-01", "LH-02"):
        consultant.part(f"#heat input[name=park][value='{code}']").check()
    consultant.press("Compare ticked parks", "#heat")
    consultant.page.wait_for_url(re.compile(r"/portfolio/compare/\?.*park=LH-0[12]&park=LH-0[12]"))
    expect(heads(consultant)).to_have_count(2)
    shown = {code: figure_of(consultant, code) for code in ("LH-01", "LH-02")}
    assert shown == {"LH-01": "50.0", "LH-02": "69.2"}
    for code, figure in shown.items():
        consultant.go(f"/parks/{code}/")
        expect(consultant.part(".goal .score").first).to_have_text(figure)


def figure_of(consultant, code):
    """Return what stands as the score of the goal in the column of a park: the link to its reason."""
    cell = consultant.part(f"table.compare a[href^='/parks/{code}/why/positioning/']").first
    return cell.inner_text()


def test_six_parks_are_added_one_by_one_and_a_seventh_is_refused(consultant):
    consultant.go(ADDRESS)
    consultant.sees("Choose up to six parks")
    for count, code in enumerate(SIX, start=1):
        consultant.part("#add").fill(code)
        consultant.press("Show", ".portfolio-filters")
        expect(heads(consultant)).to_have_count(count)
    expect(consultant.part("#add")).to_have_count(0)
    query = "&".join(f"park={code}" for code in [*SIX, "LH-07"])
    consultant.go(f"{ADDRESS}?{query}")
    consultant.sees("Six parks can be compared at once. Left out: %(codes)s.", codes="LH-07")
    expect(heads(consultant)).to_have_count(6)
    heads(consultant).nth(5).locator(".take-out").click()
    expect(heads(consultant)).to_have_count(5)
    expect(consultant.part("#add")).to_be_visible()
