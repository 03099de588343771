"""A run as a file."""

import io

import pytest
from openpyxl import load_workbook

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from assessments.services import run_export as exporting
from assessments.services.run_export import file_name, run_export
from tests.assessments.runs import make_run
from tests.assessments.small import publish
from tests.factories import make_park

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast):
    parks = [cast.park, make_park("PR-01", cast.province)]
    return make_run(publish(cast), parks, by=cast.consultant)


def test_it_is_noted_who_took_what(cast, run):
    made = run_export(run, "csv", by=cast.reviewer)

    entry = AuditEntry.objects.get(action="run.export")
    assert entry.by == cast.reviewer
    assert (entry.details["format"], entry.details["parks"], entry.details["rows"]) == (
        "csv",
        made.parks,
        made.rows,
    )
    assert made.parks == 1


def test_many_parks_are_read_some_at_a_time(cast, run, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(exporting, "PARKS_AT_ONCE", 1)
    made = run_export(run, "csv", by=cast.consultant)
    with django_assert_num_queries(1 + 2 * made.parks):  # parks; scores and ranks of each
        lines = b"".join(made.pieces).decode().splitlines()

    assert len(lines) == made.rows + 1
    assert lines[0].startswith("\ufeffpark,")


def test_the_workbook_has_scores_ranks_notices_and_manifest(cast, run):
    made = run_export(run, "xlsx", by=cast.consultant)
    book = load_workbook(io.BytesIO(b"".join(made.pieces)))

    assert book.sheetnames == ["scores", "ranks", "notices", "manifest"]
    assert [cell.value for cell in book["ranks"][2]] == ["positioning", 1, "LH-01", 50]
    assert ("result_hash", "a" * 64) in list(book["manifest"].values)


def test_text_is_no_formula_in_the_workbook(cast, run):
    cast.park.name_en = "=1+1"
    cast.park.save(update_fields=["name_en"])
    made = run_export(run, "xlsx", by=cast.consultant)
    cell = load_workbook(io.BytesIO(b"".join(made.pieces)))["scores"]["B2"]

    assert (cell.data_type, cell.value) == ("s", "'=1+1")


def test_a_sheet_that_is_too_long_is_refused(cast, run, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_ROWS_OF_A_SHEET", 3)
    with pytest.raises(RuleBroken) as raised:
        run_export(run, "xlsx", by=cast.consultant)

    assert raised.value.code == "sheet_too_long"
    assert run_export(run, "csv", by=cast.consultant).rows > 3


def test_a_run_that_is_not_done_has_nothing_to_take(cast, run):
    run.status = "running"
    with pytest.raises(NoLongerPossible) as raised:
        run_export(run, "csv", by=cast.consultant)

    assert raised.value.code == "run_not_done"


def test_the_name_of_the_file_keeps_chinese_and_loses_what_paths_are_made_of(run):
    run.title = "云江 三季度/../x"

    assert file_name(run, "csv") == f"云江_三季度..x_2025-Q1_{run.pk}.csv"
