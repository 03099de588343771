"""A file of a register is known by its first bytes, its columns by whichever heading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.errors import RuleBroken
from parks.registers import REGISTERS
from parks.services import record_files
from parks.services.record_files import columns_of, read_record_file
from parks.services.register_files import header_key
from tests.parks.record_files_for_tests import features, table, workbook

PLOTS = REGISTERS["plots"]


def cells(content, register=PLOTS):
    return dict(read_record_file(register, content, "plots").rows[0].cells)


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_table_is_read_in_every_common_form(delimiter, encoding):
    content = table(
        "地块编号|地块名称|用地性质|状态", "PL-1|北地块|生产用地|闲置", encoding=encoding, delimiter=delimiter
    )  # fmt: skip

    assert cells(content) == {
        "code": "PL-1", "name_zh": "北地块", "land_use": "生产用地", "status": "闲置",
    }  # fmt: skip


def test_a_table_in_big5_is_read():
    content = table("地塊編號|地塊名稱|狀態", "PL-1|北邊的地塊|閒置", encoding="big5")

    assert cells(content) == {"code": "PL-1", "name_zh": "北邊的地塊", "status": "閒置"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("area_m2", "area_m2"), ("Area in m²", "area_m2"), ("面积（m²）", "area_m2"),
        ("面积（平方米）", "area_m2"), ("Pilot plot", "is_pilot"), ("  LAND USE", "land_use"),
    ],
)  # fmt: skip
def test_a_field_is_known_by_name_label_and_heading(heading, name):
    assert columns_of(PLOTS)[header_key(heading)] == name


@pytest.mark.parametrize("word", list(REGISTERS))
def test_every_heading_stands_for_a_field_and_for_one_alone(word):
    register = REGISTERS[word]
    headings = [header_key(one) for texts in register.headings.values() for one in texts.split()]

    assert set(register.headings) <= set(register.fields)
    assert len(headings) == len(set(headings))


def test_a_workbook_and_features_are_read_as_a_table_is():
    sheet = workbook(("code", "status"), ("PL-1", "idle"))
    document = features(({"code": "PL-1", "status": "idle", "is_pilot": True}, None))

    assert cells(sheet) == {"code": "PL-1", "status": "idle"}
    assert cells(document) == {"code": "PL-1", "status": "idle", "is_pilot": "true"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"colour,shape\nred,round\n", "header_missing"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook_old"),
        (b"PK\x03\x04 and nothing else", "workbook_malformed"),
        (b"{}", "geojson_expected"),
        (b"code,status\n", "no_rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(content, code):
    with pytest.raises(RuleBroken) as refusal:
        read_record_file(PLOTS, content, "plots")
    assert refusal.value.code == code


def test_a_file_has_a_limit(monkeypatch):
    monkeypatch.setattr(record_files, "MAX_RECORDS", 1)
    with pytest.raises(RuleBroken) as refusal:
        read_record_file(PLOTS, table("code", "A", "B"), "plots")
    assert refusal.value.code == "too_many_rows"


def test_a_long_outline_fits_into_a_cell():
    assert len(cells(table("code|geometry", "A|" + "x" * 300_000))["geometry"]) == 300_000


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(),
        st.binary().map(lambda tail: b"PK\x03\x04" + tail),
        st.binary().map(lambda tail: b"code,geometry\n" + tail),
        st.text().map(lambda text: f"code;status\n{text}".encode("utf-8", "surrogatepass")),
    )
)
def test_no_bytes_whatever_break_the_reading(content):
    try:
        file = read_record_file(PLOTS, content, "plots")
    except RuleBroken:
        return
    assert file.rows
