"""Rounds from opening to closing: who, when, how much."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.services import rounds as service
from tests.factories import make_period
from tests.governance.supervised import accepted_quarter, drawn_round, in_october, on_day


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def opened(cast, *, by=None, period="2026-Q3", reports=2, evidence=2):
    return service.open_round(
        cast.district,
        make_period(period),
        reports_asked=reports,
        evidence_asked=evidence,
        by=by or cast.authority,
    )


def checked(supervision, by):
    for item in supervision.sample.all():
        service.check_item(item, remark="As filed.", by=by)
    return supervision


@pytest.mark.parametrize("name", ["editor", "lead", "reviewer", "observer", "administrator"])
def test_only_an_authority_of_the_region_opens_a_round(cast, name):
    with pytest.raises(PermissionDenied):
        opened(cast, by=cast.person(name))


def test_the_seed_is_nobody_s_choice(cast, monkeypatch):
    monkeypatch.setattr(service.secrets, "randbelow", lambda most: most - 1)
    assert opened(cast).seed == 2**32 - 1


@pytest.mark.parametrize("period", ["2026-Q4", "2026-09", "2025"])
def test_a_round_is_of_a_quarter_that_has_ended(cast, period):
    with pytest.raises(RuleBroken) as refused:
        opened(cast, period=period)
    assert refused.value.code == "quarter_not_ended"


@pytest.mark.parametrize(("reports", "evidence"), [(0, 1), (501, 1), (1, -1), (1, 501)])
def test_a_sample_has_a_size(cast, reports, evidence):
    with pytest.raises(RuleBroken) as refused:
        opened(cast, reports=reports, evidence=evidence)
    assert refused.value.code == "sample_size"


def test_a_region_has_one_round_of_a_quarter(cast):
    opened(cast)
    with pytest.raises(NoLongerPossible) as refused:
        opened(cast)
    assert refused.value.code == "round_exists"


def test_a_sample_is_drawn_once_by_an_authority(cast):
    accepted_quarter(cast)
    supervision = opened(cast)
    with pytest.raises(PermissionDenied):
        service.draw_sample(supervision, by=cast.reviewer)
    service.draw_sample(supervision, by=cast.authority)
    assert [one.position for one in supervision.sample.all()] == [1, 2, 3]
    assert [one.evidence_id is None for one in supervision.sample.all()] == [True, False, False]
    with pytest.raises(NoLongerPossible) as refused:
        service.draw_sample(supervision, by=cast.authority)
    assert refused.value.code == "sample_drawn"
    details = AuditEntry.objects.get(action="round.draw").details
    assert details == {"reports": 1, "evidence": 2}


def test_nothing_is_drawn_where_nothing_is_accepted(cast):
    with pytest.raises(RuleBroken) as refused:
        service.draw_sample(opened(cast), by=cast.authority)
    assert refused.value.code == "nothing_to_draw"


def test_items_are_checked_with_a_remark_by_judges_of_the_region(cast):
    accepted_quarter(cast)
    item = drawn_round(cast).sample.first()
    with pytest.raises(PermissionDenied):
        service.check_item(item, remark="As filed.", by=cast.lead)
    with pytest.raises(RuleBroken) as refused:
        service.check_item(item, remark="  ", by=cast.reviewer)
    assert refused.value.code == "text_missing"
    service.check_item(item, remark="As filed.", by=cast.reviewer)
    again = service.check_item(item, remark="A page is missing.", by=cast.authority)
    assert (again.remark, again.checked_by) == ("A page is missing.", cast.authority)


def test_a_round_is_closed_when_every_item_is_checked(cast):
    accepted_quarter(cast)
    supervision = drawn_round(cast)
    with pytest.raises(RuleBroken) as refused:
        service.close_round(supervision, summary="Well kept.", by=cast.authority)
    assert refused.value.code == "sample_unchecked"
    checked(supervision, cast.reviewer)
    with pytest.raises(PermissionDenied):
        service.close_round(supervision, summary="Well kept.", by=cast.reviewer)
    closed = service.close_round(supervision, summary=" Well kept. ", by=cast.authority)
    assert (closed.summary, closed.closed_by) == ("Well kept.", cast.authority)
    for act in (
        lambda: service.close_round(supervision, summary="Again.", by=cast.authority),
        lambda: service.check_item(supervision.sample.first(), remark="x", by=cast.reviewer),
    ):
        with pytest.raises(NoLongerPossible) as refused:
            act()
        assert refused.value.code == "round_closed"


def test_a_round_that_is_not_drawn_is_not_closed(cast):
    with on_day(date(2026, 10, 9)), pytest.raises(RuleBroken) as refused:
        service.close_round(opened(cast), summary="x", by=cast.authority)
    assert refused.value.code == "sample_not_drawn"
