"""Parks enter the register and change in it through two acts."""

from dataclasses import replace

import pytest

from accounts.errors import RuleBroken
from accounts.models import AuditEntry
from parks.models import Park
from parks.services.parks import ParkFacts, add_park, facts_of, update_park


@pytest.fixture
def facts(cast):
    return ParkFacts(
        code="LH-02",
        region=cast.district,
        name_en=" Lianhe Textile Park ",
        name_zh="联合纺织园",
        level="provincial",
        founded_year=1958,
        area_ha=120.5,
        industries=("C34", "C17"),
        longitude=120.5,
        latitude=31.2,
    )


def test_a_new_park_has_its_facts_and_its_trail(cast, facts):
    park = add_park(facts, by=cast.authority)

    assert facts_of(Park.objects.get(code="LH-02")) == replace(
        facts, name_en="Lianhe Textile Park", industries=("C17", "C34")
    )
    entry = AuditEntry.objects.get(action="park.create")
    assert entry.park_id == park.pk
    assert entry.details["after"]["industries"] == ["C17", "C34"]


def test_a_code_stands_once(cast, facts):
    with pytest.raises(RuleBroken) as refusal:
        add_park(replace(facts, code=cast.foreign_park.code), by=cast.authority)

    assert refusal.value.code == "park_code_unavailable"


def test_a_change_names_the_fields_in_the_trail(cast, facts):
    park = add_park(facts, by=cast.authority)

    assert update_park(park, replace(facts, area_ha=99.0, industries=("C17",)), by=cast.authority)

    entry = AuditEntry.objects.get(action="park.update")
    assert entry.details["before"] == {"area_ha": 120.5, "industries": ["C17", "C34"]}
    assert entry.details["after"] == {"area_ha": 99.0, "industries": ["C17"]}
    assert facts_of(Park.objects.get(pk=park.pk)).industries == ("C17",)


def test_the_same_facts_again_change_nothing(cast, facts):
    park = add_park(facts, by=cast.authority)

    assert not update_park(park, facts, by=cast.authority)
    assert not AuditEntry.objects.filter(action="park.update").exists()


def test_the_code_never_changes(cast, facts):
    update_park(cast.park, replace(facts, code="OTHER"), by=cast.authority)

    assert Park.objects.get(pk=cast.park.pk).code == "LH-01"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"code": "lower"}, "park_code_invalid"),
        ({"code": "A\n"}, "park_code_invalid"),
        ({"name_en": " ", "name_zh": ""}, "name_required"),
        ({"name_en": "x" * 201}, "name_too_long"),
        ({"name_zh": "园\n区"}, "name_characters"),
        ({"level": "galactic"}, "level_unknown"),
        ({"industries": ("C34", "X")}, "industry_unknown"),
        ({"founded_year": 1066}, "year_out_of_range"),
        ({"area_ha": 0.0}, "area_out_of_range"),
        ({"area_ha": float("nan")}, "area_out_of_range"),
        ({"area_ha": float("inf")}, "area_out_of_range"),
        ({"latitude": None}, "point_incomplete"),
        ({"longitude": 181.0}, "point_out_of_range"),
        ({"longitude": float("nan")}, "point_out_of_range"),
        ({"boundary": {"type": "Point", "coordinates": []}}, "geometry_nesting"),
    ],
)
def test_wrong_facts_are_refused(cast, facts, wrong, code):
    with pytest.raises(RuleBroken) as refusal:
        add_park(replace(facts, **wrong), by=cast.authority)

    assert refusal.value.code == code
    assert refusal.value.details["field"] in {*wrong, "name_en", "boundary"}
