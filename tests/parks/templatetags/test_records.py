"""How a page writes the fields of a record."""

import pytest

from parks.registers import REGISTERS
from parks.templatetags.records import cell, is_figure, told
from tests.parks.records_for_tests import make_record


@pytest.mark.parametrize(
    ("word", "name", "value", "text"),
    [
        ("plots", "land_use", "production", "Production"),
        ("plots", "land_use", "a word of old", "a word of old"),
        ("plots", "is_pilot", True, "yes"),
        ("plots", "is_pilot", False, "no"),
        ("plots", "area_m2", 12500.5, "12,500.5"),
        ("plots", "area_m2", None, "–"),
        ("plots", "since", "2026-03-12", "12 Mar 2026"),
        ("plots", "geometry", {"type": "Polygon"}, "Polygon"),
        ("enterprises", "employees", 0, "0"),
        ("meetings", "attended_by", ["AC-0001", "AC-0002"], "AC-0001; AC-0002"),
        ("meetings", "attended_by", [], "–"),
        ("enterprises", "plot", "PL-0001", "PL-0001"),
    ],
)
def test_a_plain_value_is_told_by_its_kind(word, name, value, text):
    assert str(told(value, REGISTERS[word].fields[name])) == text


def test_other_records_are_links(cast):
    plot = make_record("plots", cast.park, by=cast.editor, name_en="<b>North</b>")
    firm = make_record("enterprises", cast.park, by=cast.editor, plot="PL-0001")
    fields = REGISTERS["enterprises"].fields

    link = f'<a href="/parks/LH-01/registers/plots/{plot.pk}/">PL-0001 &lt;b&gt;North&lt;/b&gt;</a>'
    assert cell(firm, fields["plot"]) == link
    assert cell(firm, fields["left_on"]) == "–"


def test_many_other_records_are_links_in_a_row(cast):
    for _one in range(2):
        make_record("actors", cast.park, by=cast.editor)
    meeting = make_record(
        "meetings",
        cast.park,
        by=cast.editor,
        attended_by=["AC-0001", "AC-0002"],
        agenda="<i>\nLand",
    )
    fields = REGISTERS["meetings"].fields

    assert cell(meeting, fields["attended_by"]).count("<a href=") == 2
    assert cell(meeting, fields["agenda"]) == "<p>&lt;i&gt;<br>Land</p>"
    meeting.attended_by.clear()
    assert cell(meeting, fields["attended_by"]) == "–"


def test_numbers_stand_at_the_right():
    fields = REGISTERS["enterprises"].fields
    assert is_figure(fields["employees"])
    assert not is_figure(fields["industry"])
