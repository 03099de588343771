"""A round on its page: sample, population, findings."""

import pytest

from governance.models import SupervisionRound
from governance.selectors.round_detail import places_of, round_page, sample_of
from tests.governance.supervised import accepted_quarter, drawn_round, in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def supervision(cast):
    accepted_quarter(cast, links=3)
    drawn_round(cast)
    return SupervisionRound.objects.for_display().get()


def test_it_says_what_was_drawn_from_what(cast, supervision):
    page = round_page(supervision, cast.authority)
    assert (page.reports, page.evidence, len(page.sample), page.unchecked) == (1, 3, 3, 3)
    assert page.is_same
    assert page.may_keep
    assert not round_page(supervision, cast.reviewer).may_keep


def test_places_are_numbered_from_zero_by_kind(cast, supervision):
    places = places_of(supervision)
    assert [(one.number, one.evidence is None) for one in places] == [
        (0, True),
        (0, False),
        (1, False),
        (2, False),
    ]
    drawn = [one.evidence for one in sample_of(supervision) if one.evidence]
    assert set(drawn) <= {one.evidence for one in places}
