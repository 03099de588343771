"""What the lead meets who presses the button too early: every reason at once, each a link to its cell."""

import pytest
from playwright.sync_api import expect

from parks.models import Indicator
from tests.journeys.people import CHINESE, Person
from tests.journeys.scene import fill

INCOMPLETE = "The report cannot be submitted as it is; see what is missing below."
REQUIRED = "“%(name)s” is required: enter a value or state why there is none."


@pytest.fixture
def lead(page, scene, say):
    return Person(page, scene.cast.lead, say).sign_in()


def test_everything_that_is_missing_is_said_at_once_with_links_to_the_cells(scene, lead):
    fill(scene.draft, {"vacant": 20, "floor": 10, "pilots": 5}, scene.cast)
    lead.go(scene.report_url())
    lead.press("Submit report")
    lead.sees(INCOMPLETE, ".form-errors")
    expect(lead.part(".form-errors")).to_be_focused()
    lead.sees(REQUIRED, ".form-errors", name=lead.name_of(Indicator.objects.get(code="meetings")))
    assert lead.part(".form-errors li").count() == 2
    links = lead.part(".form-errors").get_by_role("link", name=lead.say("Go to the cell"))
    links.first.click()
    expect(lead.part("#in-meetings")).to_be_in_viewport()
    lead.types("meetings", "3")
    lead.has_saved("meetings")


def test_the_language_can_be_changed_where_a_form_was_refused(scene, lead):
    lead.go(scene.report_url())
    lead.press("Submit report")
    lead.sees(INCOMPLETE, ".form-errors")
    lead.part("button[name=language]").click()
    lead.page.wait_for_url(f"**{scene.report_url()}")
    other = "en" if lead.say.language == CHINESE else "zh-Hans"
    expect(lead.part("html")).to_have_attribute("lang", other)


def test_a_reason_stands_in_for_a_value_and_a_note_for_a_warning(scene, lead):
    fill(scene.draft, {"vacant": 20, "floor": 100, "meetings": 12}, scene.cast)
    lead.go(f"{scene.report_url()}?category=all")
    lead.part("#row-pilots select").select_option("not_measured")
    lead.has_saved("pilots")
    lead.press("Submit report")
    lead.sees(INCOMPLETE, ".form-errors")
    lead.part(".form-errors a").click()
    lead.part("#row-meetings th a").click()
    lead.part("#panel #note-meetings").fill("Two rounds of meetings were held.")
    lead.press("Save the note", "#panel")
    lead.sees("A note explains it.", "#row-meetings")
    lead.press("Submit report")
    lead.sees("The report is submitted. It can be withdrawn until a reviewer opens it.")


def test_a_lead_takes_a_report_back_that_nobody_has_opened(scene, lead):
    fill(scene.draft, {"vacant": 20, "floor": 100, "pilots": 5, "meetings": 3}, scene.cast)
    lead.go(scene.report_url())
    lead.press("Submit report")
    lead.press("Withdraw")
    lead.sees("The report is withdrawn and is a draft again.")
    expect(lead.part("#in-vacant")).to_be_visible()
