"""Rows of a file of policies, as people write them."""

from datetime import date

import pytest

from governance.services.policy_facts import facts_of
from governance.services.policy_import import known_to
from governance.services.policy_rows import COLUMN_OF, kind_named, read_day, read_policy
from parks.services.register_files import column_named, read_csv
from tests.governance.policies_for_tests import csv_of, make_policy


def read(cast, before=None, **cells):
    row = read_csv(csv_of(cells), "f.csv", COLUMN_OF).rows[0]
    return read_policy(row, before, known_to(cast.authority))


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("政策代码", "code"),
        ("政策類型", "kind"),
        ("Document number", "number"),
        ("发文字号", "number"),
        ("发布机关", "issuer"),
        ("生效日期", "in_force_from"),
        ("In force until", "in_force_until"),
        ("适用园区", "parks"),
        ("colour", ""),
    ],
)
def test_headers_are_known_in_both_languages(header, column):
    assert column_named(header, COLUMN_OF) == column


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("finance_tax", "finance_tax"),
        ("Finance and tax", "finance_tax"),
        ("FINANCE-TAX policy", "finance_tax"),
        ("财税政策", "finance_tax"),
        ("財稅", "finance_tax"),
        ("土地和房屋置换", "land_housing"),
        ("定向招商引资", "targeted_attraction"),
        ("配套细则", "complementary"),
        ("nonsense", "nonsense"),
    ],
)
def test_kinds_are_known_in_either_language(text, kind):
    assert kind_named(text) == kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("2026/9/3", date(2026, 9, 3)),
        ("2026.9.30", date(2026, 9, 30)),
        ("2026年9月30日", date(2026, 9, 30)),
        ("2026-09-30 00:00:00", date(2026, 9, 30)),
        ("\uff12\uff10\uff12\uff16-09-30", date(2026, 9, 30)),
        ("115/9/30", None),
        ("70", None),
        ("0", None),
        ("2026-02-30", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text, day):
    assert read_day(text) == day


def test_a_good_row_states_a_policy(cast):
    facts, problems = read(
        cast, kind="自有土地改造", region="横塘区", parks="lh-01", in_force_from="2026/3/1"
    )
    assert problems == []
    assert (facts.kind, facts.region, facts.parks) == ("own_land", cast.district, (cast.park,))
    assert facts.in_force_from == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"region": ""}, ("region", "region_code_required")),
        ({"region": "QN"}, ("region", "region_not_kept")),
        ({"region": "NO-SUCH"}, ("region", "region_not_kept")),
        ({"parks": "QN-01"}, ("parks", "park_not_in_region")),
        ({"parks": "LH-01;NO-SUCH"}, ("parks", "park_not_in_region")),
        ({"in_force_from": "70"}, ("in_force_from", "day_malformed")),
        ({"in_force_from": ""}, ("in_force_from", "value_required")),
        ({"kind": "gift"}, ("kind", "word_unknown")),
        ({"url": "ftp://example.org"}, ("url", "address_refused")),
    ],
)
def test_what_is_wrong_is_told_with_its_row(cast, cells, problem):
    _facts, problems = read(cast, **cells)
    assert [(one.column, one.code, one.row) for one in problems] == [(*problem, 2)]


def test_columns_that_the_file_has_not_stay_as_they_are(cast):
    before = facts_of(make_policy("YJ-1", cast.district, number="7", parks=[cast.park]))
    content = b"code,issuer\nYJ-1,Treasury\n"
    row = read_csv(content, "f.csv", COLUMN_OF).rows[0]
    facts, problems = read_policy(row, before, known_to(cast.authority))
    assert problems == []
    assert (facts.issuer, facts.number, facts.parks) == ("Treasury", "7", (cast.park,))
