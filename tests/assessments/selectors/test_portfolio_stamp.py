"""Whether a portfolio that was made before still holds."""

from accounts import audit
from assessments.models import Score, StandingQuarter
from assessments.selectors.portfolio_stamp import is_settled, portfolio_stamp
from parks.choices import Role
from tests.assessments.many import copy_park
from tests.assessments.small import at
from tests.factories import grant


def test_a_stamp_stays_while_nothing_happens(cast, scored, django_assert_num_queries):
    with at("2025-07-20"):
        before = portfolio_stamp(cast.reviewer, "")
        with django_assert_num_queries(2):
            assert portfolio_stamp(cast.reviewer, "") == before
    assert is_settled() in {True, False}


def test_a_stamp_holds_several_grants_of_a_role(cast, scored):
    before = portfolio_stamp(cast.reviewer, "")
    grant(cast.reviewer, Role.REVIEWER, park=scored)
    grant(cast.reviewer, Role.REVIEWER)
    assert portfolio_stamp(cast.reviewer, "") != before


def test_a_stamp_is_another_for_other_filters_days_and_readers(cast, scored):
    with at("2025-07-20"):
        stamps = {
            portfolio_stamp(cast.reviewer, ""),
            portfolio_stamp(cast.reviewer, "stage=t1"),
            portfolio_stamp(cast.reviewer, "order=park"),
            portfolio_stamp(cast.authority, ""),
            portfolio_stamp(cast.observer, ""),
        }
    with at("2025-07-21"):
        stamps.add(portfolio_stamp(cast.reviewer, ""))
    assert len(stamps) == 6


def test_whatever_happens_changes_the_stamp(cast, scored):
    with at("2025-07-20"):
        stamps = [portfolio_stamp(cast.reviewer, "")]
        audit.record("park.update", by=cast.authority, on=scored)
        stamps.append(portfolio_stamp(cast.reviewer, ""))
        grant(cast.reviewer, Role.OBSERVER, park=cast.foreign_park)
        stamps.append(portfolio_stamp(cast.reviewer, ""))
        copy_park(scored, "LH-02")
        stamps.append(portfolio_stamp(cast.reviewer, ""))
        Score.objects.latest("pk").delete()
        stamps.append(portfolio_stamp(cast.reviewer, ""))
        StandingQuarter.objects.update(scored_at="2025-07-20T10:00:00Z")
        stamps.append(portfolio_stamp(cast.reviewer, ""))
    assert len(set(stamps)) == len(stamps)
