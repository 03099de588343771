"""A quarter from the first cell to its score: filled, submitted, returned with a reason, mended, accepted, explained."""

from playwright.sync_api import expect

from assessments.models import Node
from governance.models import Entry
from parks.models import Indicator
from tests.journeys.scene import BEFORE, QUARTER

REASON = "The rent roll names 100 m² less than you. 请核对。"
QUESTION = "Which hall is this? 是哪个厂房？"
ANSWER = "Hall 3, let since September. 三号厂房，九月已出租。"
LIVE = ".live-place .v"


def test_a_quarter_is_filed_returned_mended_accepted_and_explained(scene, say, enter_as):
    editor, lead, reviewer = (enter_as(role) for role in ("editor", "lead", "reviewer"))
    goal_is(editor, "50.0", BEFORE)
    fill_the_quarter(editor)
    submit(lead)
    return_it(reviewer)
    mend_it(editor)
    submit(lead)
    accept_it(reviewer)
    goal_is(editor, "81.7", QUARTER)
    explain_it(editor)


def goal_is(person, score, period):
    """The park's page shows the score of the goal in a quarter, and what it was before in the trend's table."""
    person.go("/parks/LH-01/")
    goal = person.part(".goal").first
    expect(goal.locator(".score")).to_have_text(score)
    expect(goal.locator("a").first).to_have_attribute(
        "href", f"/parks/LH-01/why/positioning/?period={period}"
    )


def fill_the_quarter(editor):
    """By typing, by keys and by a block from a spreadsheet; provisional scores follow."""
    editor.go("/")
    editor.part(f"a[href='/parks/LH-01/reports/{QUARTER}/']").first.click()
    editor.part("nav.cats a").last.click()
    editor.pastes("vacant", "300\tm²\n1,000\tm²\n")
    editor.has_saved("vacant")
    editor.has_saved("floor")
    expect(editor.part("#row-vacancy .cell")).to_have_text("30.0")
    editor.types("pilots", "6")
    editor.is_at("meetings")
    editor.page.keyboard.type("4")
    editor.page.keyboard.press("ArrowUp")
    editor.is_at("pilots")
    editor.has_saved("meetings")
    expect(editor.part(LIVE).first).to_have_text("44.2")
    editor.sees("The lead of your committee submits the report; you fill it in.", ".bar")
    assert dict(
        Entry.objects.filter(report__period__code=QUARTER).values_list("indicator__code", "value")
    ) == {
        "vacant": 300,
        "floor": 1000,
        "pilots": 6,
        "meetings": 4,
    }


def submit(lead):
    lead.go(f"/parks/LH-01/reports/{QUARTER}/")
    lead.press("Submit report")
    lead.sees("The report is submitted. It can be withdrawn until a reviewer opens it.")


def return_it(reviewer):
    """From the queue: open, ask about a cell, return with a reason."""
    reviewer.go("/reviews/")
    reviewer.press("Open for review", "#open-form")
    expect(reviewer.part("#decide")).to_be_visible()
    reviewer.part("#full-report").click()
    reviewer.follow(reviewer.name_of(Indicator.objects.get(code="vacant")))
    reviewer.part("#panel #text-vacant").fill(QUESTION)
    reviewer.press("Send", "#panel")
    reviewer.sees_exactly(QUESTION, "#panel .note")
    reviewer.part("#decide textarea").fill(REASON)
    reviewer.press("Return the report")
    reviewer.sees("The report is back with its committee.")


def mend_it(editor):
    """The reason stands on the first page; the editor mends the value and answers at the cell."""
    editor.go("/")
    editor.sees_exactly(REASON)
    editor.sees_exactly(QUESTION)
    editor.go(f"/parks/LH-01/reports/{QUARTER}/?category=all")
    editor.sees_exactly(REASON, "main")
    editor.types("vacant", "0")
    editor.has_saved("vacant")
    editor.part("#row-vacant th a").click()
    editor.part("#panel #text-vacant").fill(ANSWER)
    editor.press("Send", "#panel")
    editor.sees_exactly(ANSWER, "#panel")


def accept_it(reviewer):
    reviewer.go("/reviews/")
    reviewer.press("Open for review", "#open-form")
    reviewer.press("Accept the report", "#accept-form")
    reviewer.sees("Nothing waits for you.")


def explain_it(person):
    """From the goal down to the value, who filed it and who accepted it."""
    person.part(".goal a").first.click()
    person.sees(
        "Why is “%(name)s” scored %(score)s?",
        "h1",
        name=person.name_of(Node.objects.get(code="positioning")),
        score="81.7",
    )
    person.follow(person.name_of(Node.objects.get(code="space")))
    person.follow(person.name_of(Node.objects.get(code="vacancy")))
    person.sees(
        "Why is “%(name)s” scored %(score)s?",
        "h1",
        name=person.name_of(Node.objects.get(code="vacancy")),
        score="100.0",
    )
    for name in ("Editor", "Lead", "Reviewer"):
        person.sees_exactly(name, ".chain")
    person.sees("verified")
