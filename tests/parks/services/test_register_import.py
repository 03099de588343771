"""The import of the register: counts add up, the same file twice changes nothing, nobody reaches beyond their region."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import RuleBroken
from accounts.models import AuditEntry
from parks.models import Park, ParkIndustry
from parks.services.parks import facts_of
from parks.services.register_export import csv_lines, geojson_parts
from parks.services.register_import import check_register, import_register, read_register
from tests.factories import make_park
from tests.parks.register import GOOD, HEADER, csv_file, geojson_file

SQUARE = {"type": "Polygon", "coordinates": [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]}
SLOW_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def counts(result):
    assert result.read == result.created + result.updated + result.unchanged + result.rejected
    return result.created, result.updated, result.unchanged, result.rejected


def run(content, by):
    return import_register(read_register(content, "parks.csv"), by=by)


def test_a_dry_run_says_what_the_import_does_and_changes_nothing(cast):
    register = read_register(csv_file({}, {"code": "LH-01"}, {"code": "bad"}), "parks.csv")

    planned = check_register(register, by=cast.authority)
    assert counts(planned) == (1, 1, 0, 1)
    assert not Park.objects.filter(code="LH-02").exists()

    assert import_register(register, by=cast.authority) == planned
    assert Park.objects.get(code="LH-02").founded_year == 1958


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_same_file_twice_changes_nothing(cast, encoding):
    content = csv_file({}, {"code": "LH-01"}, encoding=encoding)
    assert counts(run(content, cast.authority)) == (1, 1, 0, 0)
    trail = AuditEntry.objects.count()

    assert counts(run(content, cast.authority)) == (0, 0, 2, 0)
    assert AuditEntry.objects.count() == trail
    assert Park.objects.get(code="LH-02").name_zh == "联合纺织园"


def test_a_traditional_file_in_big5_is_read(cast):
    run(csv_file({"name_zh": "新竹科學園區"}, encoding="big5"), cast.authority)

    assert Park.objects.get(code="LH-02").name_zh == "新竹科學園區"


def test_every_change_is_in_the_trail_of_its_park(cast):
    run(csv_file({"code": "LH-01", "industries": "C29"}), cast.authority)
    run(csv_file({"code": "LH-01", "area_ha": "7", "industries": "C30"}), cast.authority)

    entry = AuditEntry.objects.filter(action="park.update").latest("sequence")
    assert entry.park_id == cast.park.pk
    assert entry.details["after"] == {"area_ha": 7.0, "industries": ["C30"]}
    assert list(ParkIndustry.objects.values_list("industry", flat=True)) == ["C30"]


def test_a_code_that_stands_twice_is_rejected_everywhere(cast):
    result = run(csv_file({}, {"name_en": "Another"}, {"code": "LH-03"}), cast.authority)

    assert counts(result) == (1, 0, 0, 2)
    assert [(p.row, p.code) for p in result.problems] == [
        (2, "duplicate_code"),
        (3, "duplicate_code"),
    ]


def test_a_foreign_region_and_an_unknown_one_are_the_same(cast):
    foreign, unknown = (
        check_register(read_register(csv_file({"region": code}), "f"), by=cast.authority)
        for code in ("QN", "NOWHERE")
    )

    assert [p.code for p in foreign.problems] == ["region_unknown"]
    assert foreign.problems[0].reason == unknown.problems[0].reason


def test_a_foreign_park_is_not_touched_and_nothing_is_said_of_it(cast):
    result = run(csv_file({"code": "QN-01"}, {"code": "QN-01", "region": "QN"}), cast.authority)
    assert counts(result) == (0, 0, 0, 2)

    result = run(csv_file({"code": "QN-01"}), cast.authority)
    assert [(p.column, p.value, p.code) for p in result.problems] == [
        ("code", "QN-01", "park_code_unavailable")
    ]
    assert result.changes == ()
    assert Park.objects.get(code="QN-01").name_en == "Park QN-01"


def test_a_park_does_not_leave_the_region_of_the_importer(cast):
    result = run(csv_file({"code": "LH-01", "region": "QN"}), cast.authority)

    assert [p.code for p in result.problems] == ["region_unknown"]


def test_whoever_is_no_authority_imports_nothing(cast):
    for person in (cast.lead, cast.reviewer, cast.stranger, cast.administrator):
        assert counts(run(csv_file({}), person)) == (0, 0, 0, 1)


def test_a_file_of_features_brings_points_and_boundaries(cast):
    point = {"type": "Point", "coordinates": [121, 30]}
    run(geojson_file(({}, SQUARE), ({"code": "LH-03"}, point)), cast.authority)

    assert Park.objects.get(code="LH-02").boundary == SQUARE
    assert Park.objects.get(code="LH-03").longitude == 121.0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_of_a_dry_run_does_not_grow(cast, rows, django_assert_num_queries):
    for number in range(rows):
        make_park(f"X-{number}", cast.district)
    content = csv_file(*({"code": f"X-{number}"} for number in range(rows)))
    with django_assert_num_queries(4):
        check_register(read_register(content, "f"), by=cast.authority)


TEXT = st.text(max_size=12)
NAMES = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from("'=+-@"),
    min_size=1,
    max_size=20,
).filter(str.strip)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@SLOW_FIXTURE
@given(
    name_en=NAMES,
    name_zh=NAMES,
    code=st.from_regex(r"\A[A-Z0-9-]{1,32}\Z"),
    area_ha=st.none() | st.floats(1e-300, 1e6),
    longitude=st.floats(-180, 180),
    latitude=st.floats(-90, 90),
    boundary=st.sampled_from([None, SQUARE]),
)
def test_export_then_import_is_the_identity(cast, name_en, name_zh, code, **numbers):
    Park.objects.exclude(pk=cast.foreign_park.pk).delete()
    names = {"name_en": name_en.strip(), "name_zh": name_zh.strip()}
    park = make_park(code, cast.district, **names, **numbers)
    ParkIndustry.objects.create(park=park, industry="C34")
    before = facts_of(park)
    for parts in (csv_lines([park]), geojson_parts([park])):
        content = "".join(parts).encode()

        result = run(content, cast.authority)
        assert counts(result) == (0, 0, 1, 0), result.problems
        assert facts_of(Park.objects.get(pk=park.pk)) == before

    ParkIndustry.objects.all().delete()
    park.delete()
    assert counts(run(content, cast.authority)) == (1, 0, 0, 0)
    assert facts_of(Park.objects.get(code=code)) == before


@SLOW_FIXTURE
@given(content=st.binary(max_size=300))
def test_arbitrary_bytes_never_crash(cast, content):
    try:
        register = read_register(content, "parks.csv")
    except RuleBroken:
        return
    counts(check_register(register, by=cast.authority))


@SLOW_FIXTURE
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {}, optional=dict.fromkeys(HEADER, TEXT | st.sampled_from(["1", *GOOD.values()]))
        ),
        min_size=1,
        max_size=5,
    )
)
def test_counts_always_add_up(cast, rows):
    content = csv_file(*rows, encoding="utf-8-sig").replace(b"\0", b"")
    try:
        register = read_register(content, "parks.csv")
    except (RuleBroken, UnicodeEncodeError):
        return
    counts(import_register(register, by=cast.authority))
