"""Search from any page: "/" leads into the box, the arrow keys through what is found, and nobody else's park is among it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import CHINESE

WORDS = {"en": "lianhe", CHINESE: "联合"}
BOX, HITS = "#search", "#search-hits a"


@pytest.fixture
def reviewer(scene, enter_as):
    return enter_as("reviewer")


def look_for(person, text):
    person.page.keyboard.press("/")
    expect(person.part(BOX)).to_be_focused()
    person.page.keyboard.type(text)


def test_a_park_is_found_and_opened_by_keys_in_either_language(reviewer, say):
    reviewer.go("/reviews/")
    look_for(reviewer, WORDS[say.language])
    expect(reviewer.part(HITS).first).to_be_visible()
    reviewer.page.keyboard.press("ArrowDown")
    expect(reviewer.part(HITS).first).to_be_focused()
    reviewer.page.keyboard.press("Escape")
    expect(reviewer.part(HITS)).to_have_count(0)
    expect(reviewer.part(BOX)).to_be_focused()
    reviewer.part(BOX).fill("")
    reviewer.page.keyboard.type("LH-01")
    expect(reviewer.part(HITS).first).to_be_visible()
    reviewer.page.keyboard.press("ArrowDown")
    reviewer.page.keyboard.press("Enter")
    reviewer.page.wait_for_url("**/parks/LH-01/")


def test_what_one_may_not_see_is_not_found(reviewer):
    reviewer.go("/reviews/")
    look_for(reviewer, "QN-01")
    reviewer.page.keyboard.press("Enter")
    reviewer.page.wait_for_url("**/search/?q=QN-01")
    reviewer.sees("Nothing is found for “%(text)s”", "main", text="QN-01")


def test_a_slash_in_a_text_stays_a_slash(reviewer):
    reviewer.go("/reviews/")
    look_for(reviewer, "a/b")
    expect(reviewer.part(BOX)).to_have_value("a/b")
