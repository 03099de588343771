"""What the engine is given: values as known, carried, for as many quarters back as rules look."""

import pytest

from accounts import clock
from assessments.framework_file import read_framework, spec_of
from assessments.selectors.inputs import (
    Known,
    base_columns,
    gather,
    quarters_back,
    reach_in_months,
)
from engine.formulas import parse_rules
from governance.report_workflow import reopen_report
from parks.models import Period
from tests.assessments.small import QUARTER, SMALL, accept, at, enter, file, fill, publish


def test_rules_say_how_far_back_they_look():
    assert quarters_back(read_framework(SMALL).spec) == 1
    further = SMALL.replace("pilots < previous.pilots", "change(tax_per_mu, 4 periods) < 0")
    assert quarters_back(read_framework(further).spec) == 4


def test_a_value_reaches_as_far_as_carrying_and_rules_together():
    assert reach_in_months(read_framework(SMALL).spec) == 12 + 2 + 3


def test_a_formula_rests_on_its_items_in_reading_order():
    rules = parse_rules(read_framework(SMALL).spec)
    assert base_columns(rules, "tax_per_mu") == ["tax", "land"]
    assert base_columns(rules, "vacancy") == ["vacancy"]


@pytest.fixture
def version(cast):
    with at("2025-04-03"):
        version = publish(cast)
        enter(cast)
        file(cast, "2025-Q1", QUARTER)
    return version


def of_quarter(version, code="2025-Q1", **more):
    return gather(spec_of(version), Period.objects.get(code=code), {"LH-01": "t1"}, **more)


def test_values_are_those_on_record(cast, version):
    inputs = of_quarter(version)
    (known,) = inputs.used("LH-01", "vacancy")
    assert (known.value, known.period_code) == (10.0, "2025-Q1")
    assert not inputs.is_carried("LH-01", "vacancy")


def test_values_are_those_known_at_a_moment(cast, version):
    with at("2025-04-05"):
        report = cast.park.reports.get(period__code="2025-Q1")
        again = reopen_report(report, by=cast.authority, reason="A mistake.")
        accept(fill(again, {**QUARTER, "vacancy": 20.0}, cast), cast)
    with at("2025-04-04"):
        moment = clock.now()
    assert of_quarter(version).used("LH-01", "vacancy")[0].value == 20.0
    assert of_quarter(version, known_at=moment).used("LH-01", "vacancy")[0].value == 10.0


def test_a_draft_stands_in_for_what_is_on_record(cast, version):
    last = Period.objects.get(code="2025-Q1").last_month
    stated = Known("LH-01", "vacancy", last, 39.0, "", "2025-Q1")
    assert of_quarter(version, instead=[stated]).used("LH-01", "vacancy")[0].value == 39.0


def test_gathering_takes_four_queries_whatever_there_is(cast, version, django_assert_num_queries):
    file_ = spec_of(version)
    period = Period.objects.get(code="2025-Q1")
    with django_assert_num_queries(4):
        gather(file_, period, {"LH-01": "t1", "QN-01": "t1"})
