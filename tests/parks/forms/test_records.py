"""What people type into the registers."""

import json

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from parks.forms.records import RecordForm, RemovalForm
from parks.registers import REGISTERS
from tests.parks.records_for_tests import make_record, make_records, typed_into_page

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}


def form_of(cast, word, record=None, **typed):
    register = REGISTERS[word]
    whole = {**typed_into_page(register, cast.park), **typed}
    data = QueryDict(urlencode(whole, doseq=True))
    return RecordForm(data, register=register, park=cast.park, record=record)


def test_a_form_asks_what_the_register_holds(cast):
    form = RecordForm(register=REGISTERS["facilities"], park=cast.park)
    required = [name for name, field in form.fields.items() if field.required]

    assert list(form.fields)[:-1] == list(REGISTERS["facilities"].fields)
    assert required == ["kind", "longitude", "latitude"]


def test_a_new_form_begins_with_what_is_usual(cast):
    form = RecordForm(register=REGISTERS["approval-cases"], park=cast.park)
    assert form["is_renewal"].value() is True
    form = RecordForm(register=REGISTERS["consultations"], park=cast.park)
    assert form["firms_invited"].value() == 0


def test_fields_stand_under_headings(cast):
    form = RecordForm(register=REGISTERS["facilities"], park=cast.park)
    headings = {group.heading: [one.name for one in group.fields] for group in form.groups}

    assert headings == {
        "Name and code": ["code", "name_en", "name_zh"],
        "What it is": ["kind", "is_barrier_free"],
        "Where it lies": ["longitude", "latitude"],
        "Figures": ["capacity"],
        "Days": ["barrier_free_since", "opened_on", "closed_on"],
    }
    assert [group.has_point for group in form.groups] == [False, False, True, False, False]


@pytest.mark.parametrize("word", list(REGISTERS))
def test_every_field_of_every_register_stands_once(cast, word):
    form = RecordForm(register=REGISTERS[word], park=cast.park)
    names = [one.name for group in form.groups for one in group.fields]
    assert sorted(names) == sorted(REGISTERS[word].fields)


def test_a_geometry_is_typed_as_geojson(cast):
    form = form_of(cast, "plots", geometry=json.dumps(SQUARE))
    assert form.is_valid()
    assert form.values["geometry"] == SQUARE
    for text in ("{", '{"type": "Point"}'):
        form = form_of(cast, "plots", geometry=text)
        assert not form.is_valid()
        assert list(form.errors) == ["geometry"]


def test_what_is_wrong_stands_at_its_field(cast):
    form = form_of(cast, "enterprises", settled_on="2025-01-02", left_on="2025-01-01")
    assert not form.is_valid()
    assert form.errors == {"left_on": ["This day lies before the day on which it began."]}


def test_others_are_chosen_from_what_stands_in_the_park(cast):
    make_records(cast.park, by=cast.editor)
    foreign = make_record("plots", cast.foreign_park, by=cast.stranger)

    assert form_of(cast, "enterprises", plot=foreign.pk).errors["plot"]
    form = RecordForm(register=REGISTERS["enterprises"], park=cast.park)
    assert foreign not in form.fields["plot"].queryset


def test_a_form_shows_what_a_record_says_and_compares_what_is_typed(cast):
    plot = make_record("plots", cast.park, by=cast.editor, geometry=SQUARE)
    form = RecordForm(register=REGISTERS["plots"], park=cast.park, record=plot)
    assert json.loads(form["geometry"].value()) == SQUARE
    assert form["seen_version"].value() == 1

    form = form_of(cast, "plots", plot, code="PL-0001", status="idle", seen_version="1")
    assert form.is_valid()
    assert (form.version, form.plain["status"], form.plain["code"]) == (1, "idle", "PL-0001")
    form.show_version(4)
    assert form["seen_version"].value() == "4"


def test_a_removal_needs_a_reason():
    assert not RemovalForm({"reason": " "}).is_valid()
    assert RemovalForm({"reason": "Sold."}).is_valid()
