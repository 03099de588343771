"""What a register is, for all registers there are."""

import pytest
from django.core.exceptions import FieldDoesNotExist

from parks.errors import SENTENCES
from parks.registers import REGISTERS, Kind
from tests.parks.records_for_tests import make_records, values_of

EACH = pytest.mark.parametrize("register", REGISTERS.values(), ids=list(REGISTERS))


@EACH
def test_a_register_is_of_fields_that_its_records_have(register):
    for name in (*register.names, *register.columns, *register.narrowed_by):
        assert name in register.fields
    assert not register.newest_by or register.fields[register.newest_by].kind == Kind.DAY
    assert all(
        register.fields[name].kind in (Kind.CHOICE, Kind.FLAG) for name in register.narrowed_by
    )


@EACH
def test_every_editable_field_of_a_record_is_in_its_register(register):
    of_all = {"id", "park"}
    own = {one.name for one in register.model._meta.get_fields() if getattr(one, "editable", False)}
    assert own - of_all == set(register.fields)


@EACH
def test_the_example_of_a_register_is_of_its_fields(register):
    assert set(register.example) <= set(register.fields)


def test_words_and_prefixes_are_one_register_s_own():
    registers = REGISTERS.values()
    assert len({one.prefix for one in registers}) == len(registers)
    assert len({one.singular for one in registers}) == len(registers)
    assert len({one.model for one in registers}) == len(registers)
    assert all(word == one.word for word, one in REGISTERS.items())


def test_a_field_says_how_it_is_filled_in():
    plots, meetings = REGISTERS["plots"].fields, REGISTERS["meetings"].fields
    kinds = {
        name: plots[name].kind for name in ("code", "land_use", "is_pilot", "since", "geometry")
    }

    assert kinds == {
        "code": Kind.TEXT,
        "land_use": Kind.CHOICE,
        "is_pilot": Kind.FLAG,
        "since": Kind.DAY,
        "geometry": Kind.GEOMETRY,
    }
    assert meetings["attended_by"].kind == Kind.RECORDS
    assert meetings["agenda"].kind == Kind.LONG_TEXT
    assert plots["land_use"].choices[0] == ("production", "Production")
    assert (plots["land_use"].is_required, plots["land_model"].is_required) == (True, False)
    assert plots["land_use"].label == "Land use"


def test_a_reference_names_the_records_that_it_points_to():
    from governance.models import Actor

    assert REGISTERS["linkages"].fields["first"].related is Actor
    assert REGISTERS["meetings"].fields["attended_by"].related is Actor


def test_a_register_is_called_by_its_records():
    assert REGISTERS["approval-cases"].singular == "approval_case"
    assert REGISTERS["rules-of-procedure"].singular == "rule_of_procedure"
    assert REGISTERS["plots"].title == "Plots"
    assert REGISTERS["plots"].noun == "plot"


def test_what_lies_somewhere_is_on_a_map():
    on_map = {word for word, one in REGISTERS.items() if one.is_on_map}
    assert on_map == {"plots", "facilities"}
    assert [word for word, one in REGISTERS.items() if one.has_points] == ["facilities"]


def test_a_field_that_is_not_there_is_refused():
    with pytest.raises(FieldDoesNotExist):
        REGISTERS["plots"]._field("colour")


def test_every_problem_has_its_sentence(cast):
    """Whatever a check finds can be said."""
    records = make_records(cast.park, by=cast.editor)
    assert len(records) == len(REGISTERS)
    for code in ("linkage_of_one", "decision_incomplete", "plot_too_large", "record_unknown"):
        assert str(SENTENCES[code])


@EACH
def test_the_example_can_be_kept(cast, register):
    make_records(cast.park, by=cast.editor)
    assert values_of(register, cast.park)
