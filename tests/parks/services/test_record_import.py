"""The import of a register: look first, then carry out; good rows are taken, the others told."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.models import Linkage, Meeting
from parks.models import Facility, Plot, PlotState, RegisterImport
from parks.registers import REGISTERS
from parks.services.record_import import import_records, keep_record_upload
from parks.services.register_uploads import result_of
from tests.parks.places_for_tests import at, make_plots, square
from tests.parks.record_files_for_tests import features, figures, found, look, table, take, workbook
from tests.parks.records_for_tests import make_record

PLOTS = REGISTERS["plots"]
HEADER = "code|name_zh|land_use|status|area_m2"


def test_looking_at_a_file_changes_nothing(cast):
    content = table(HEADER, "PL-1|北地块|production|idle|1200", "PL-2|南地块|production|broken|")
    upload, result = keep_record_upload(PLOTS, cast.park, content, "a/plots.csv", by=cast.editor)

    assert figures(result) == (2, 1, 0, 0, 1)
    assert found(result) == [(3, "status", "word_unknown")]
    assert result.problems[0].value == "broken"
    assert (upload.name, upload.park, upload.register) == ("plots.csv", cast.park, "plots")
    assert result_of(upload.result) == result
    assert not Plot.objects.exists()


def test_good_rows_are_imported_once_and_the_same_file_again_changes_nothing(cast):
    content = table(
        HEADER, "PL-1|北地块|生产用地|闲置|1,200", "PL-2||production|idle|", "|东|生活|在用|5"
    )
    upload, _result = keep_record_upload(PLOTS, cast.park, content, "f", by=cast.editor)
    result = import_records(upload, by=cast.editor)

    assert figures(result) == (3, 2, 0, 0, 1)
    assert found(result) == [(3, "name_en", "name_required")]
    assert [(one.row, one.code) for one in result.changes] == [(2, "PL-1"), (4, "PL-0002")]
    assert set(Plot.objects.values_list("code", "status", "area_m2")) == {
        ("PL-1", "idle", 1200.0), ("PL-0002", "in_use", 5.0),
    }  # fmt: skip
    assert PlotState.objects.count() == 2
    with pytest.raises(NoLongerPossible):
        import_records(upload, by=cast.editor)
    assert figures(take("plots", cast.park, content, by=cast.editor)) == (3, 0, 0, 2, 1)
    assert set(Plot.objects.values_list("version", flat=True)) == {1}


def test_a_record_is_changed_in_what_the_file_has_and_the_change_is_on_record(cast):
    make_plots(cast.park, {"code": "PL-1", "name_zh": "北", "is_pilot": True})
    result = take("plots", cast.park, table("code|status", "PL-1|idle"), by=cast.editor)
    plot = Plot.objects.get()
    act = AuditEntry.objects.get(action="record.change")

    assert (result.changes[0].outcome, result.changes[0].fields) == ("updated", ("status",))
    assert (plot.status, plot.is_pilot, plot.area_m2, plot.version) == ("idle", True, 1000.0, 2)
    assert act.details["before"] == {"status": "in_use"}
    assert AuditEntry.objects.get(action="records.import").details["updated"] == 1


def test_a_code_that_stands_in_two_rows_is_rejected_in_both(cast):
    result = look("plots", cast.park, table(HEADER, *["PL-1|北|living|idle|1"] * 2), by=cast.editor)

    assert found(result) == [(2, "code", "duplicate_code"), (3, "code", "duplicate_code")]


def test_rules_of_the_register_hold_for_rows(cast):
    rows = "北|living|idle|2025-03-01|2025-02-01", "南|living|idle|70|"
    content = table("name_zh|land_use|status|since|ended_on", *rows)

    assert found(look("plots", cast.park, content, by=cast.editor)) == [
        (2, "ended_on", "ends_before_it_starts"),
        (3, "since", "day_of_republic"),
    ]


def test_what_must_be_filled_in_must_be_filled_in(cast):
    content = table("subject|kind", "Lasers|research")

    assert found(look("linkages", cast.park, content, by=cast.editor)) == [
        (2, "first", "value_required"),
        (2, "second", "value_required"),
        (2, "started_on", "value_required"),
    ]


def test_wrong_outlines_are_told_with_their_place(cast):
    ring = square(0)["coordinates"][0]
    named = {"name_zh": "北", "land_use": "living", "status": "idle"}
    crossed = [ring[0], ring[2], ring[1], ring[3], ring[0]]
    shapes = [ring[:3], [*ring[:4], [120.0, 31.0]], crossed]
    content = features(*((named, {"type": "Polygon", "coordinates": [one]}) for one in shapes))
    result = look("plots", cast.park, content, by=cast.editor)

    assert found(result) == [
        (1, "geometry", "geometry_ring"),
        (2, "geometry", "geometry_ring"),
        (3, "geometry", "geometry_invalid"),
    ]
    assert result.problems[0].value.startswith("120.62 31.")
    assert "Self-intersection[120.6" in result.problems[2].reason


def test_plots_and_facilities_come_as_features(cast):
    named = {"名称": "北", "用途": "生活", "状态": "空置", "试点": True}
    place = {"type": "Point", "coordinates": list(at(0))}
    take("plots", cast.park, features((named, square(0))), by=cast.editor)
    take("facilities", cast.park, features(({"name": "站", "类型": "诊所"}, place)), by=cast.editor)

    assert Plot.objects.get().geometry == square(0)
    assert (Facility.objects.get().longitude, Facility.objects.get().kind) == (at(0)[0], "clinic")


def test_a_workbook_is_imported_with_its_days_and_numbers(cast):
    content = workbook(
        ("名称", "用途", "状态", "since", "area_m2"),
        ("北", "生活", "空置", date(2024, 3, 5), 12.5),
    )
    take("plots", cast.park, content, by=cast.editor)
    plot = Plot.objects.get()

    assert (plot.since.isoformat(), plot.area_m2) == ("2024-03-05", 12.5)
    assert figures(look("plots", cast.park, content, by=cast.editor)) == (1, 0, 0, 1, 0)


def test_records_without_names_or_codes_are_not_entered_twice(cast):
    for _time in range(2):
        make_record("actors", cast.park, by=cast.editor)
    content = table("first|second|kind|started_on", "AC-0001|AC-0002|产学研|2025-05-01")
    for counted in ((1, 1, 0, 0, 0), (1, 0, 0, 1, 0)):
        assert figures(take("linkages", cast.park, content, by=cast.editor)) == counted
    assert Linkage.objects.count() == 1


def test_those_who_attended_are_replaced(cast):
    for _time in range(3):
        make_record("actors", cast.park, by=cast.editor)
    make_record("meetings", cast.park, by=cast.editor, attended_by=["AC-0001", "AC-0002"])
    take(
        "meetings", cast.park, table("code|attended_by", "ME-0001|AC-0003;AC-0002"), by=cast.editor
    )

    assert set(Meeting.objects.get().attended_by.values_list("code", flat=True)) == {
        "AC-0002", "AC-0003",
    }  # fmt: skip


def test_what_is_odd_is_told_and_taken(cast):
    cast.park.boundary = square(0, side=1000.0)
    cast.park.save()
    rows = (
        ({"code": "A", "name_zh": "北", "land_use": "living", "status": "闲置", "area_m2": 900}, square(0, side=20.0)),
        ({"code": "B", "name_zh": "南", "land_use": "living", "status": "空置"}, square(5000.0)),
    )  # fmt: skip
    result = take("plots", cast.park, features(*rows), by=cast.editor)

    assert figures(result) == (2, 2, 0, 0, 0)
    assert [(odd.row, odd.column, odd.reason) for odd in result.warnings] == [
        (0, "status", "Spelt in several ways: 空置, 闲置. All are read as “idle”."),
        (1, "area_m2", "900 m² are stated, the outline has 400 m²."),
        (2, "geometry", "This lies outside the boundary of the park."),
    ]
    assert result_of(RegisterImport.objects.get().outcome) == result


@pytest.mark.parametrize("role", ["reviewer", "authority", "observer", "administrator", "stranger"])
def test_a_register_is_imported_by_who_keeps_it(cast, role):
    content = table(HEADER, "PL-1|北|living|idle|1")
    with pytest.raises(PermissionDenied):
        look("plots", cast.park, content, by=cast.person(role))
    upload, _result = keep_record_upload(PLOTS, cast.park, content, "f", by=cast.editor)
    with pytest.raises(PermissionDenied):
        import_records(upload, by=cast.person(role))


@pytest.mark.parametrize("word", ["plots", "meetings"])
def test_an_import_asks_as_often_for_many_rows(cast, word):
    make_record("actors", cast.park, by=cast.editor)
    header, row = {
        "plots": ("name_zh|land_use|status", "{}|living|idle"),
        "meetings": ("name_zh|held_on|attended_by", "{}|2026-03-12|AC-0001"),
    }[word]
    take(word, cast.park, table(header, row.format("戊")), by=cast.editor)
    asked = []
    for names in ("甲", "乙丙丁"):
        with CaptureQueriesContext(connection) as queries:
            take(word, cast.park, table(header, *map(row.format, names)), by=cast.editor)
        asked.append(len(queries))
    assert asked[0] == asked[1]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(sorted(PLOTS.fields)),
            st.one_of(st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.none()),
        ),
        min_size=1,
        max_size=3,
    ),
    st.recursive(
        st.one_of(st.none(), st.floats(), st.text(max_size=5)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=5),
            st.fixed_dictionaries(
                {"type": st.sampled_from(["Point", "Polygon", "x"]), "coordinates": inner}
            ),
        ),
    ),
)
def test_no_features_whatever_break_the_import(cast, rows, geometry):
    document = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": row, "geometry": geometry} for row in rows],
    }
    try:
        result = look("plots", cast.park, json.dumps(document).encode(), by=cast.editor)
    except RuleBroken:
        return
    assert sum(figures(result)[1:]) == result.read == len(rows)
