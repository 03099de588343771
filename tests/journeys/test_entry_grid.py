"""The entry grid under a person's hands: typing, keys, pasting, conflicts, a lost connection."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from governance.models import Entry
from governance.services.reports import save_entry
from tests.cast import make_cast
from tests.governance.forms_for_tests import PERIOD, small_report

GRID = f"/parks/LH-01/reports/{PERIOD}/?category=all"


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def report(cast):
    """A report whose period stays open whatever the day of the test is."""
    report = small_report(cast.park)
    report.period.locks_on = date(2199, 1, 1)
    report.period.save()
    return report


@pytest.fixture
def grid(page, base_url, cast, report):
    client = Client()
    client.force_login(cast.editor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}]
    )
    page.goto(GRID)
    return page


def stored():
    return dict(Entry.objects.values_list("indicator__code", "value"))


def saved(grid, code):
    grid.wait_for_selector(f"#row-{code} td.c-saved")


def test_enter_saves_moves_on_and_computes(grid):
    grid.fill("#in-vacant", "1,234.5")
    grid.press("#in-vacant", "Enter")
    assert grid.evaluate("document.activeElement.id") == "in-floor"
    grid.keyboard.type("\uff12 \uff14\uff16\uff19")
    grid.keyboard.press("ArrowUp")
    saved(grid, "vacant")
    saved(grid, "floor")
    assert stored() == {"vacant": 1234.5, "floor": 2469.0, "employees": None, "meetings": None}
    grid.wait_for_selector("#row-vacancy >> text=50.0")
    assert "2 / 4" in grid.inner_text("#bar")


def test_a_pasted_column_fills_and_saves_each_cell(grid):
    grid.focus("#in-vacant")
    grid.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "20\\t1\\n100\\t2\\n50\\t3\\n");
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    for code in ("vacant", "floor", "employees"):
        saved(grid, code)
    assert stored() == {"vacant": 20, "floor": 100, "employees": 50, "meetings": None}


def test_a_reason_empties_the_cell_and_a_value_the_reason(grid):
    grid.select_option("#row-meetings select", "not_measured")
    grid.wait_for_selector("#row-meetings td.c-none")
    grid.fill("#in-meetings", "3")
    grid.press("#in-meetings", "Tab")
    saved(grid, "meetings")
    entry = Entry.objects.get(indicator__code="meetings")
    assert (entry.value, entry.missing_reason) == (3, "")


def test_a_refused_cell_says_why_and_keeps_what_was_typed(grid):
    grid.fill("#in-vacant", "plenty")
    grid.press("#in-vacant", "Enter")
    grid.wait_for_selector("#row-vacant td.c-invalid[class*=c-invalid] >> nth=0")
    grid.wait_for_selector("text=is not a number")
    assert grid.input_value("#in-vacant") == "plenty"


@pytest.mark.parametrize(("press", "value"), [("Keep mine", 7), ("Take theirs", 5)])
def test_of_two_values_one_is_chosen(grid, cast, report, press, value):
    save_entry(report, "vacant", value=5, missing_reason="", note="", seen_version=0, by=cast.lead)
    grid.fill("#in-vacant", "7")
    grid.press("#in-vacant", "Enter")
    grid.wait_for_selector("text=Lead saved 5 while you typed “7”.")
    grid.click(f"text={press}")
    saved(grid, "vacant")
    assert stored()["vacant"] == value


def test_what_could_not_be_saved_is_kept_and_offered_again(grid, complaints):
    grid.route("**/save/**", lambda route: route.abort())
    grid.fill("#in-vacant", "20")
    grid.press("#in-vacant", "Enter")
    grid.wait_for_selector("#unsaved:visible")
    grid.unroute("**/save/**")
    grid.reload()
    assert grid.input_value("#in-vacant") == ""
    grid.click("text=Save them now")
    saved(grid, "vacant")
    assert stored()["vacant"] == 20
    assert not grid.is_visible("#unsaved")
    complaints.clear()


def test_what_is_offered_again_overwrites_nobody(grid, cast, report, complaints):
    grid.route("**/save/**", lambda route: route.abort())
    grid.fill("#in-vacant", "20")
    grid.press("#in-vacant", "Enter")
    grid.wait_for_selector("#unsaved:visible")
    grid.unroute("**/save/**")
    save_entry(report, "vacant", value=5, missing_reason="", note="", seen_version=0, by=cast.lead)
    grid.reload()
    grid.click("text=Save them now")
    grid.wait_for_selector("text=Lead saved 5 while you typed “20”.")
    assert stored()["vacant"] == 5
    grid.click("text=Keep mine")
    saved(grid, "vacant")
    assert stored()["vacant"] == 20
    assert not grid.is_visible("#unsaved")
    complaints.clear()


def test_an_expired_session_loses_nothing(grid, complaints):
    cookies = grid.context.cookies()
    grid.context.clear_cookies()
    grid.fill("#in-vacant", "20")
    grid.press("#in-vacant", "Enter")
    grid.wait_for_selector("#unsaved:visible")
    assert grid.input_value("#in-vacant") == "20"
    grid.context.add_cookies(cookies)
    grid.click("text=Save them now")
    saved(grid, "vacant")
    assert stored()["vacant"] == 20
    complaints.clear()


def test_the_panel_opens_and_its_note_is_saved_with_the_cell(grid):
    grid.click("#row-vacant th a")
    grid.fill("#panel textarea", "Hall 3 is empty.")
    grid.click("text=Save the note")
    grid.wait_for_selector("#row-vacant a.m:not(.off)")
    assert Entry.objects.get(indicator__code="vacant").note == "Hall 3 is empty."


def test_the_grid_works_without_javascript(browser, base_url, grid):
    cookies = grid.context.cookies()
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{base_url}{GRID}")
    page.fill("#in-vacant", "20")
    page.click("#grid-save")
    assert stored()["vacant"] == 20
    context.close()
