"""The records behind a figure, each with its page, as far as a person may see them."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from governance.models import MonthlyNotice
from governance.selectors.measure_rows import OTHERS, measure_rows
from parks.measures import Counted
from parks.registers import REGISTERS
from tests.factories import make_period
from tests.governance.forms_for_tests import accept_filled, small_report
from tests.governance.measured import closed_in_time, left_open
from tests.governance.policies_for_tests import make_policy
from tests.governance.supervised import drawn_round, in_october
from tests.parks.records_for_tests import make_record, make_records


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def behind(register, cast, name, *records):
    counted = [Counted(cast.park.pk, one.pk) for one in records]
    return measure_rows(register, counted, cast.park, cast.person(name))


def opens(row, user):
    client = Client()
    client.force_login(user)
    return client.get(row.named.url).status_code == 200


def test_a_record_of_every_register_leads_to_its_page(cast):
    for word, record in make_records(cast.park, by=cast.editor).items():
        (row,) = behind(word, cast, "observer", record)
        assert row.named.code == record.code
        assert opens(row, cast.observer), word
        assert behind(word, cast, "observer") == []
    assert not set(REGISTERS) & set(OTHERS)


def supervised(cast):
    """One record of each kind that stands in no register of a park, by its word."""
    accept_filled(cast, "2026-Q2")
    moment = datetime(2026, 9, 3, tzinfo=UTC)
    notice = MonthlyNotice.objects.create(
        park=cast.park,
        period=make_period("2026-08"),
        due_on="2026-09-10",
        issued_on="2026-09-03",
        issued_at=moment,
        issued_by=cast.authority,
    )
    return {
        "policies": make_policy("YJ-P", cast.district, by=cast.authority),
        "findings": left_open(cast),
        "notices": notice,
        "rounds": drawn_round(cast, period="2026-Q2"),
        "reports": small_report(cast.park),
    }


@pytest.mark.parametrize(
    ("name", "unseen"),
    [
        ("reviewer", set()),
        ("lead", {"rounds"}),
        ("observer", {"rounds", "findings", "reports"}),
    ],
)
def test_what_a_person_may_not_see_is_not_named(cast, name, unseen):
    for word, record in supervised(cast).items():
        rows = behind(word, cast, name, record)
        assert bool(rows) == (word not in unseen), word
        assert all(opens(row, cast.person(name)) for row in rows), word


def test_rows_keep_how_much_counts_and_stand_by_code(cast):
    second, first = (
        make_record("facilities", cast.park, by=cast.editor, code=code) for code in ("F-2", "F-1")
    )
    counted = [Counted(cast.park.pk, second.pk, 0.0, 3.0), Counted(cast.park.pk, first.pk, 2.0)]
    rows = measure_rows("facilities", counted, cast.park, cast.lead)
    assert [(row.named.code, row.part, row.whole, row.counts) for row in rows] == [
        ("F-1", 2.0, 1.0, True),
        ("F-2", 0.0, 3.0, False),
    ]


def test_a_record_of_another_park_is_not_named(cast):
    record = make_record("facilities", cast.foreign_park, by=cast.stranger)
    assert behind("facilities", cast, "lead", record) == []


@pytest.mark.parametrize("count", [1, 3])
def test_naming_takes_one_query(cast, count, django_assert_num_queries):
    findings = [closed_in_time(cast) for _number in range(count)]
    with django_assert_num_queries(1):
        assert len(behind("findings", cast, "observer", *findings)) == count
