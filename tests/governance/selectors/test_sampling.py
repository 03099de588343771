"""What a round draws from and what its seed draws: the same today, tomorrow and on any database."""

import random

import pytest

from accounts import clock
from governance.models import SupervisionRound
from governance.report_workflow import reopen_report
from governance.selectors.sampling import Population, draw, is_drawn_again, population_of
from tests.factories import make_period
from tests.governance.forms_for_tests import accept_filled, filled_report
from tests.governance.supervised import accepted_quarter, drawn_round, in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def a_round(cast, seed=7, reports=2, evidence=3, period="2026-Q3"):
    return SupervisionRound(
        region=cast.district,
        period=make_period(period),
        seed=seed,
        reports_asked=reports,
        evidence_asked=evidence,
    )


def test_the_seed_draws_as_the_page_says(cast):
    population = Population(list(range(100, 110)), [(100 + n % 10, n) for n in range(40)])
    generator = random.Random(7)
    reports = [100 + number for number in generator.sample(range(10), 2)]
    evidence = [population.evidence[number] for number in generator.sample(range(40), 3)]
    drawn = draw(a_round(cast), population)
    assert drawn == [*((key, None) for key in reports), *evidence]
    assert draw(a_round(cast), population) == drawn
    assert draw(a_round(cast, seed=8), population) != drawn


def test_no_more_is_drawn_than_there_is(cast):
    drawn = draw(a_round(cast, reports=5, evidence=9), Population([3], [(3, 1), (3, 2)]))
    assert sorted(drawn, key=str) == sorted([(3, None), (3, 1), (3, 2)], key=str)


def test_only_accepted_reports_of_the_quarter_are_drawn_from(cast):
    report = accepted_quarter(cast)
    accept_filled(cast, "2026-Q2")
    filled_report(cast.park, cast.editor, "2026-Q4")
    population = population_of(a_round(cast), clock.now())
    assert population.reports == [report.pk]
    assert population.evidence == [(report.pk, one.pk) for one in report.evidence.order_by("pk")]
    elsewhere = SupervisionRound(region=cast.foreign_park.region, period=make_period("2026-Q3"))
    assert population_of(elsewhere, clock.now()).reports == []


def test_a_later_revision_does_not_change_what_was_drawn_from(cast):
    accepted_quarter(cast)
    supervision = drawn_round(cast)
    reopen_report(supervision.sample.first().report, reason="A slip.", by=cast.authority)
    population = population_of(supervision, supervision.drawn_at)
    sample = list(supervision.sample.all())
    assert is_drawn_again(supervision, population, sample)
    assert not is_drawn_again(supervision, population, sample[1:])
