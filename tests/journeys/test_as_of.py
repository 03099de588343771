"""What was known on an earlier day: chosen once, it stays on the links of a park until one leaves it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.scene import BEFORE, QUARTER, VALUES_AFTER, file_quarter

DAY = "2026-08-01"


@pytest.fixture
def lead(scene, enter_as):
    """Somebody who sees two scored quarters, of which one was known on the day."""
    file_quarter(scene.park, QUARTER, VALUES_AFTER, scene.cast)
    return enter_as("lead")


def score_is(person, score):
    expect(person.part(".goal .score").first).to_have_text(score)


def test_the_day_stays_on_the_links_of_a_park_until_one_shows_now(lead):
    lead.go("/parks/LH-01/")
    score_is(lead, "69.2")
    lead.part("#as_of").fill(DAY)
    lead.press("Show", ".as-of")
    lead.page.wait_for_url(f"**/parks/LH-01/?as_of={DAY}")
    score_is(lead, "50.0")
    for page in ("scores", "path", "timeline"):
        lead.part(f".tabs a[href='/parks/LH-01/{page}/?as_of={DAY}']").click()
        lead.page.wait_for_url(f"**/{page}/?as_of={DAY}")
        expect(lead.part(".as-of-told")).to_be_visible()
        expect(lead.part("#as_of")).to_have_value(DAY)
    lead.part(f".tabs a[href='/parks/LH-01/?as_of={DAY}']").click()
    lead.part(".goal a").first.click()
    lead.page.wait_for_url(f"**/why/positioning/?*as_of={DAY}*")
    assert f"period={BEFORE}" in lead.page.url
    lead.sees("verified")
    lead.part(".as-of-told a").click()
    expect(lead.part(".as-of-told")).to_have_count(0)
    lead.go(f"/parks/LH-01/?as_of={DAY}")
    lead.part(".as-of-told a").click()
    score_is(lead, "69.2")


def test_the_gate_is_shown_as_it_was_known(lead):
    """On the day one of the two quarters was not accepted yet; today the gate is open."""
    lead.go(f"/parks/LH-01/path/?as_of={DAY}")
    lead.sees("The report of the quarter is not accepted.", "#gate")
    lead.part(".as-of-told a").click()
    lead.sees("Open", "#gate .tag-ok")
