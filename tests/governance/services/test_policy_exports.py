"""Policies and their coverage as files."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from accounts.models import AuditEntry
from governance.models import Policy
from governance.selectors.policy_coverage import CoverageFilter
from governance.services.policy_exports import FORMATS, export_coverage, export_policies
from tests.factories import make_park
from tests.governance.policies_for_tests import make_policy

DAY = date(2026, 6, 1)


@pytest.fixture
def policies(cast):
    make_policy("A", cast.district, number="=1+1", kind="own_land")
    make_policy("B", cast.district, parks=[cast.park, make_park("LH-02", cast.district)])


def lines_of(export):
    return b"".join(export.pieces).decode("utf-8-sig").splitlines()


def sheet_of(export):
    book = load_workbook(io.BytesIO(b"".join(export.pieces)))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_csv_holds_what_was_found_and_no_formula(cast, policies):
    export = export_policies(Policy.objects.order_by("code"), FORMATS["csv"], by=cast.authority)
    header, first, second = lines_of(export)
    assert header.startswith("code,kind,")
    assert first.startswith("A,own_land,Policy A,,YJ-HT,,Bureau of Finance,'=1+1,,2026-03-01,")
    assert "LH-01;LH-02" in second
    assert export.rows == 2
    entry = AuditEntry.objects.get(action="policies.export")
    assert entry.details == {"format": "csv", "rows": 2}


def test_parks_out_of_sight_do_not_leave(cast, policies):
    found = Policy.objects.filter(code="B")
    assert "LH-02" not in lines_of(export_policies(found, FORMATS["csv"], by=cast.observer))[1]


def test_excel_holds_the_same_rows(cast, policies):
    found = Policy.objects.order_by("code")
    export = export_policies(found, FORMATS["xlsx"], by=cast.authority)
    header, first, _second = sheet_of(export)
    assert (header[0], first[0], first[7]) == ("code", "A", "'=1+1")
    assert export.name.endswith(".xlsx")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_matrix_leaves_whole(cast, policies, form):
    export = export_coverage(CoverageFilter(DAY), FORMATS[form], by=cast.authority)
    assert (export.rows, export.name) == (2, f"policy-coverage-2026-06-01.{form}")
    if form == "csv":
        header, first, _second = lines_of(export)
        assert header.endswith("targeted_attraction,complementary,special_kinds")
        assert first.endswith("YJ-HT,2026-06-01,1,0,0,1,0,0,2")
    else:
        assert sheet_of(export)[1][-1] == 2
