"""Registers leave as files that say all that stands in them, and come back without changing anything."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from accounts.models import AuditEntry
from parks.registers import REGISTERS
from parks.selectors.record_list import RecordFilter
from parks.services.record_exports import export_records, formats_of
from tests.parks.places_for_tests import make_facilities, make_plots, square
from tests.parks.record_files_for_tests import exported, figures, look
from tests.parks.records_for_tests import make_record, make_records

SQUARE = square(0)


def rows_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("word", list(REGISTERS))
@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_what_was_exported_changes_nothing_when_it_is_imported(cast, word, ending):
    make_records(cast.park, by=cast.editor)
    register = REGISTERS[word]
    if ending not in [form.ending for form in formats_of(register)]:
        assert not register.is_on_map
        return
    result = look(
        word, cast.park, exported(word, cast.park, ending, by=cast.editor), by=cast.editor
    )

    assert result.read >= 2
    assert figures(result) == (result.read, 0, 0, result.read, 0), result.problems
    assert result.notices == ()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_an_outline_comes_back_as_it_was(cast, ending):
    make_plots(cast.park, {"geometry": SQUARE, "name_zh": "-1 地块", "floor_area_m2": 0.1 + 0.2})
    make_record("plots", cast.park, by=cast.editor, is_pilot=True, since="2025-01-31")
    content = exported("plots", cast.park, ending, by=cast.editor)

    assert figures(look("plots", cast.park, content, by=cast.editor)) == (2, 0, 0, 2, 0)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_text_of_several_lines_comes_back_as_it_was(cast, ending):
    make_record("meetings", cast.park, by=cast.editor, agenda="=1. Land\r\n2. Rents\n\n3. Else")
    content = exported("meetings", cast.park, ending, by=cast.editor)

    assert figures(look("meetings", cast.park, content, by=cast.editor)) == (1, 0, 0, 1, 0)


def test_a_table_has_every_field_by_its_name(cast):
    actor = make_record("actors", cast.park, by=cast.editor)
    values = {"name_en": "=1+1", "is_joint": True, "attended_by": [actor]}
    make_record("meetings", cast.park, by=cast.editor, **{**values, "attended_by": ["AC-0001"]})
    header, line = rows_of(exported("meetings", cast.park, "csv", by=cast.editor))
    row = dict(zip(header, line, strict=True))

    assert header == list(REGISTERS["meetings"].fields)
    assert (row["name_en"], row["held_on"]) == ("'=1+1", "2026-03-12")
    assert (row["is_joint"], row["is_pilot"], row["attended_by"]) == ("yes", "no", "AC-0001")


def test_a_workbook_holds_numbers_and_no_formula(cast):
    make_plots(cast.park, {"code": "PL-1", "name_en": "=1+1", "geometry": SQUARE})
    content = exported("plots", cast.park, "xlsx", by=cast.editor)
    header, line = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    row = dict(zip(header, line, strict=True))

    assert (row["name_en"], row["area_m2"], "geometry" in row) == ("'=1+1", 1000, False)


def test_features_lie_where_the_records_lie(cast):
    make_facilities(cast.park, ("clinic", 0, 0))
    make_plots(cast.park, {"geometry": SQUARE}, {})
    points = json.loads(exported("facilities", cast.park, "geojson", by=cast.editor))["features"]
    plots = json.loads(exported("plots", cast.park, "geojson", by=cast.editor))["features"]

    assert points[0]["geometry"]["type"] == "Point"
    assert points[0]["properties"]["is_barrier_free"] is False
    assert [plot["geometry"] for plot in plots] == [SQUARE, None]
    assert "geometry" not in plots[0]["properties"]


def test_an_export_holds_what_the_list_shows_and_is_on_record(cast):
    make_plots(cast.park, {"code": "PL-1"}, {"code": "PL-2", "status": "idle"})
    rows = rows_of(exported("plots", cast.park, "csv", by=cast.observer, status="idle"))
    act = AuditEntry.objects.get(action="records.export")

    assert [row[0] for row in rows] == ["code", "PL-2"]
    assert act.park_id == cast.park.pk
    assert act.details == {"register": "plots", "format": "csv", "rows": 1}


def test_an_export_asks_as_often_for_many_records(cast, django_assert_num_queries):
    register = REGISTERS["meetings"]
    make_record("actors", cast.park, by=cast.editor)
    for meetings in (1, 2):
        for _meeting in range(meetings):
            make_record("meetings", cast.park, by=cast.editor, attended_by=["AC-0001"])
        with django_assert_num_queries(7):
            export = export_records(
                register, cast.park, RecordFilter(), formats_of(register)[0], by=cast.editor
            )
            b"".join(export.pieces)
