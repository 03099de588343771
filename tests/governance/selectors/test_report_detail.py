"""What the page of a report is made of."""

from datetime import date

import pytest

from governance.selectors.report_detail import code_of_period, difference, report_page, standing_of
from governance.services.reports import save_entry
from parks.choices import Role
from tests.factories import grant
from tests.governance.forms_for_tests import accept_filled, filled_report, in_october, small_report


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def test_rows_stand_in_categories_and_concepts_with_their_progress(cast):
    report = small_report(cast.park)
    save_entry(
        report, "vacant", value=1, missing_reason="", note="", seen_version=0, by=cast.editor
    )
    page = report_page(report)
    shape = [
        (one.code, one.filled, one.total, [concept.code for concept in one.concepts])
        for one in page.categories
    ]
    assert shape == [("pilot", 1, 2, ["design"]), ("linkage", 0, 2, ["people"])]
    assert (page.filled, page.total, len(page.empty_required)) == (1, 4, 3)


def test_failing_checks_stand_at_the_first_entry_they_name(cast):
    page = report_page(filled_report(cast.park, cast.editor, vacant=130))
    assert {row.code: len(row.failing) for row in page.rows if row.failing} == {"vacant": 1}
    assert page.categories[0].has_error
    assert (len(page.errors), len(page.warnings)) == (1, 0)


def test_a_row_that_kept_its_value_is_not_changed(cast):
    accept_filled(cast, "2026-Q2")
    page = report_page(filled_report(cast.park, cast.editor, floor=200))
    assert [row.code for row in page.rows if row.is_changed] == ["vacancy", "floor"]


@pytest.mark.parametrize(
    ("name", "standing"),
    [
        ("editor", (True, False, False)),
        ("lead", (True, True, False)),
        ("reviewer", (False, False, True)),
        ("authority", (False, False, True)),
        ("observer", (False, False, False)),
        ("stranger", (False, False, False)),
    ],
)
def test_standing_follows_the_grants_in_one_query(cast, django_assert_num_queries, name, standing):
    report = small_report(cast.park)
    grant(cast.authority, Role.REVIEWER, region=cast.district)
    with django_assert_num_queries(1):
        found = standing_of(cast.person(name), report)
    assert (found.is_committee, found.is_lead, found.is_judge) == standing


@pytest.mark.parametrize(
    ("every", "code"), [("month", "2026-09"), ("quarter", "2026-Q3"), ("year", "2026")]
)
def test_periods_are_named_by_their_last_day(every, code):
    assert code_of_period(every, date(2026, 9, 30)) == code


@pytest.mark.parametrize(
    ("value", "last", "change"),
    [(0.3, 0.1, 0.2), (0.1 + 0.2, 0.3, 0.0), (7420, 5610, 1810), (0, 0, 0), (-1e-9, 1e-9, -2e-9)],
)
def test_a_difference_has_no_dust_of_binary_fractions(value, last, change):
    assert difference(value, last) == change
