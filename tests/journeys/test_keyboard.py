"""The way of a report by keyboard alone, from sign-in to acceptance: no pointer touches these pages."""

import pytest
from playwright.sync_api import expect

from governance.models import GateDecision, StageReport
from tests.factories import PASSWORD
from tests.journeys.people import Words
from tests.journeys.scene import QUARTER, VALUES_AFTER, file_quarter

FOCUS = "document.activeElement"
MOST_STEPS = 120


class Keyboard:
    """Hands that only know keys."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def tab_to(self, selector):
        """Go on with Tab until the focus is on what `selector` says; it must be visible there."""
        for _step in range(MOST_STEPS):
            self.press("Tab")
            if self.page.evaluate(f"(selector) => {FOCUS}.matches(selector)", selector):
                return self.see_focus()
        raise AssertionError(f"Tab never came to {selector}")

    def see_focus(self):
        """What has the focus is drawn so, and no bar hides it."""
        drawn, covered = self.page.evaluate(
            f"""() => {{
                const one = {FOCUS}, style = getComputedStyle(one), box = one.getBoundingClientRect();
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                const isDrawn = style.outlineStyle !== "none" || style.boxShadow !== "none";
                return [isDrawn, !(top && (one.contains(top) || top.contains(one)))];
            }}"""
        )
        assert drawn
        assert not covered

    def sign_in(self, user):
        self.page.goto("/sign-in/")
        self.type(user.email)
        self.press("Tab")
        self.type(PASSWORD)
        self.press("Enter")
        expect(self.page.locator("details.menu-end")).to_be_visible()


@pytest.fixture
def hands(another_page):
    return lambda: Keyboard(another_page())


def test_a_report_goes_from_sign_in_to_acceptance_by_keyboard_alone(scene, hands):
    by_editor(hands(), scene)
    by_lead(hands(), scene)
    by_reviewer(hands(), scene)
    assert StageReport.objects.get(pk=scene.draft.pk).status == "accepted"


def by_editor(editor, scene):
    editor.sign_in(scene.cast.editor)
    editor.tab_to(f"#due a.btn[href='{scene.report_url()}']")
    editor.press("Enter")
    editor.page.wait_for_url("**/2026-Q3/")
    editor.tab_to("nav.cats a:last-child")
    editor.press("Enter")
    editor.page.wait_for_url("**category=all")
    editor.tab_to("#in-vacant")
    for value in ("20", "100", "5"):
        editor.type(value)
        editor.press("Enter")
    editor.type("3")
    editor.tab_to("#row-meetings a.m")
    editor.press("Enter")
    editor.page.wait_for_selector("#note-meetings")
    editor.tab_to("#note-meetings")
    editor.type("Counted from the minutes.")
    editor.tab_to("#panel form button")
    editor.press("Enter")
    editor.page.wait_for_selector("#row-meetings a.m:not(.off)")


def by_lead(lead, scene):
    lead.sign_in(scene.cast.lead)
    lead.press("Tab")
    lead.see_focus()
    assert lead.page.evaluate(f"{FOCUS}.hash") == "#main"
    lead.press("Enter")
    assert lead.page.evaluate(f"{FOCUS}.id") == "main"
    lead.page.goto(scene.report_url())
    lead.tab_to("#bar form button")
    lead.press("Enter")
    expect(lead.page.locator("#messages")).to_contain_text(
        Words("en")("The report is submitted. It can be withdrawn until a reviewer opens it.")
    )


def by_reviewer(reviewer, scene):
    """The queue has keys of its own."""
    reviewer.sign_in(scene.cast.reviewer)
    reviewer.page.goto("/reviews/")
    reviewer.press("j")
    reviewer.see_focus()
    reviewer.press("k", "Enter")
    expect(reviewer.page.locator("#open-form button")).to_be_visible()
    reviewer.page.locator("#open-form button").focus()
    reviewer.press("Enter")
    expect(reviewer.page.locator("#decide")).to_be_visible()
    reviewer.press("r")
    assert reviewer.page.evaluate(f"{FOCUS}.tagName") == "TEXTAREA"
    reviewer.page.keyboard.press("Shift+Tab")
    reviewer.press("a")
    reviewer.see_focus()
    reviewer.press("Enter")
    expect(reviewer.page.locator("#accept-form")).to_have_count(0)


def test_a_gate_is_decided_by_keyboard_alone(scene, hands):
    file_quarter(scene.park, QUARTER, VALUES_AFTER, scene.cast)
    authority = hands()
    authority.sign_in(scene.cast.authority)
    authority.tab_to("#gates a.btn")
    authority.press("Enter")
    authority.page.wait_for_url("**/parks/LH-01/path/decide/")
    authority.tab_to("input[name=verdict]")
    authority.press("Space")
    authority.tab_to("#id_reason")
    authority.type("All rules hold.")
    authority.tab_to("main button[type=submit]")
    authority.press("Enter")
    authority.page.wait_for_url("**/path/decisions/*/")
    assert GateDecision.objects.values_list("verdict", "reason").get() == (
        "pass",
        "All rules hold.",
    )


def test_menus_open_and_close_by_keys(scene, hands):
    keys = hands()
    keys.sign_in(scene.cast.administrator)
    keys.tab_to("nav details > summary")
    keys.press("Enter")
    keys.tab_to("nav details a")
    keys.press("Escape")
    assert keys.page.evaluate(f"{FOCUS}.tagName") == "SUMMARY"
    assert not keys.page.locator("nav details").get_attribute("open")
