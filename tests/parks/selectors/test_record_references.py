"""Which records point to which."""

import pytest

from accounts.errors import RuleBroken
from parks.registers import REGISTERS
from parks.selectors.record_references import references_to, with_records
from parks.services.records import remove_record
from tests.parks.records_for_tests import make_record, make_records

MEETINGS, ENTERPRISES = REGISTERS["meetings"], REGISTERS["enterprises"]


def test_what_points_to_a_record_is_found_in_every_register(cast):
    make_records(cast.park, by=cast.editor)
    make_record("meetings", cast.park, by=cast.editor, attended_by=["AC-0001"])
    actor = REGISTERS["actors"].model.objects.get(code="AC-0001")
    found = references_to(REGISTERS["actors"], actor, limit=5)

    assert [one.code for one in found] == ["LI-0001", "LI-0002", "ME-0003"]
    assert len(references_to(REGISTERS["actors"], actor, limit=2)) == 2


def test_what_was_struck_off_points_nowhere(cast):
    plot = make_record("plots", cast.park, by=cast.editor)
    firm = make_record("enterprises", cast.park, by=cast.editor, plot="PL-0001")
    remove_record(ENTERPRISES, firm, reason="Gone.", by=cast.editor)

    assert references_to(REGISTERS["plots"], plot, limit=5) == []


def test_codes_become_records_of_the_park(cast):
    actors = [make_record("actors", cast.park, by=cast.editor) for _one in range(2)]
    plot = make_record("plots", cast.park, by=cast.editor)
    codes = {"attended_by": ["AC-0002", "AC-0001", "AC-0002"], "name_en": "x"}

    assert with_records(MEETINGS, cast.park, codes) == {
        "attended_by": [actors[1], actors[0]],
        "name_en": "x",
    }
    assert with_records(ENTERPRISES, cast.park, {"plot": "PL-0001"}) == {"plot": plot}
    assert with_records(ENTERPRISES, cast.park, {"plot": None}) == {"plot": None}
    assert with_records(ENTERPRISES, cast.park, {"plot": ""}) == {"plot": None}


def test_codes_of_elsewhere_are_as_unknown_as_any(cast):
    make_record("plots", cast.foreign_park, by=cast.stranger, code="FAR")
    told = []
    for code in ("FAR", "NO-SUCH"):
        with pytest.raises(RuleBroken) as refused:
            with_records(ENTERPRISES, cast.park, {"plot": code})
        told.append(
            (refused.value.code, refused.value.details, refused.value.message.replace(code, ""))
        )
    assert told[0] == told[1]
    assert told[0][:2] == ("record_unknown", {"field": "plot"})
