"""How many parks are at each stage."""

from assessments.selectors.portfolio_stages import stage_counts
from governance.models import PathStep
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import shown_to
from tests.factories import make_park


def counts(user, **query):
    return {one.code: one.parks for one in stage_counts(shown_to(user, **query))}


def test_every_park_is_counted_once(cast, scored):
    copy_park(scored, "LH-02")
    make_park("LH-03", scored.region)
    PathStep.objects.filter(park__code="LH-02").update(stage="t2")
    expected = {"t1": 1, "t2": 1, "t3": 0, "complete": 0, "none": 1}
    assert counts(cast.reviewer) == expected
    assert counts(cast.reviewer, stage="t2") == expected
    assert counts(cast.observer) == {"t1": 1, "t2": 0, "t3": 0, "complete": 0, "none": 0}


def test_each_count_is_what_its_filter_finds(cast, scored):
    copy_park(scored, "LH-02")
    make_park("LH-03", scored.region)
    for one in stage_counts(shown_to(cast.reviewer)):
        assert shown_to(cast.reviewer, stage=one.code).parks().count() == one.parks


def test_shares_are_of_the_largest_and_the_stage_asked_for_is_marked(cast, scored):
    found = {one.code: one for one in stage_counts(shown_to(cast.reviewer, stage="t1"))}
    assert found["t1"].share == 1.0
    assert [one.code for one in found.values() if one.is_chosen] == ["t1"]
