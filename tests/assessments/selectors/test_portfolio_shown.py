"""The sets that every part of a portfolio narrows further."""

from datetime import date

import pytest

from governance.models import PathStep
from governance.report_workflow import reopen_report
from governance.services.path import enter_stage
from parks.choices import Role
from parks.models import ParkIndustry
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import shown_to
from tests.assessments.small import accept, at, fill
from tests.factories import grant, make_park, make_user


@pytest.fixture
def others(cast, scored):
    """A better and a worse park of the district, and one that is not on the path."""
    copy_park(scored, "LH-02", score=80.0, level="national")
    copy_park(scored, "LH-03", score=20.0)
    return make_park("LH-04", scored.region)


def codes(shown):
    return sorted(shown.standing().values_list("park__code", flat=True))


def park_codes(shown):
    return sorted(shown.parks().values_list("code", flat=True))


def test_the_set_is_what_the_reader_sees(cast, scored, others):
    assert park_codes(shown_to(cast.reviewer)) == ["LH-01", "LH-02", "LH-03", "LH-04"]
    assert codes(shown_to(cast.reviewer)) == ["LH-01", "LH-02", "LH-03"]
    assert park_codes(shown_to(cast.observer)) == ["LH-01"]
    assert park_codes(shown_to(cast.stranger)) == ["QN-01"]
    assert codes(shown_to(cast.stranger)) == []
    assert park_codes(shown_to(cast.administrator)) == []


def test_a_role_everywhere_sees_every_park(cast, scored, others):
    user = make_user()
    grant(user, Role.OBSERVER)
    assert "QN-01" in park_codes(shown_to(user))
    assert codes(shown_to(user)) == ["LH-01", "LH-02", "LH-03"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"region": "YJ"}, ["LH-01", "LH-02", "LH-03", "LH-04"]),
        ({"level": "national"}, ["LH-02"]),
        ({"industry": "C13"}, ["LH-03"]),
        ({"score_from": "40"}, ["LH-01", "LH-02"]),
        ({"score_to": "40"}, ["LH-03"]),
        ({"score_from": "40", "score_to": "60"}, ["LH-01"]),
        ({"complete": "50"}, ["LH-01", "LH-02", "LH-03"]),
        ({"stage": "t1"}, ["LH-01", "LH-02", "LH-03"]),
        ({"stage": "t2"}, []),
        ({"stage": "none"}, ["LH-04"]),
        ({"stage": "t1", "score_from": "70"}, ["LH-02"]),
    ],
)
def test_each_filter_narrows_parks_and_quarters_alike(cast, scored, others, query, found):
    ParkIndustry.objects.create(park=scored.region.parks.get(code="LH-03"), industry="C13")
    shown = shown_to(cast.reviewer, **query)
    assert park_codes(shown) == found
    assert codes(shown) == [one for one in found if one != "LH-04"]


def test_the_score_shown_first_is_that_of_the_stage(cast, scored):
    row = shown_to(cast.reviewer).standing().get()
    assert (row.at_stage, row.shown_score) == ("t1", 50.0)
    assert row.shown_node == row.head_id


def test_a_node_s_score_can_be_ordered_by(cast, scored, others):
    shown = shown_to(cast.reviewer)
    values = shown.with_value(shown.standing(), "positioning", "found")
    assert sorted(one.found for one in values) == [20.0, 50.0, 80.0]
    nothing = shown.with_value(shown.standing(), "equality", "found")
    assert {one.found for one in nothing} == {None}


def test_as_of_a_day_the_sets_are_as_they_were_known(cast, scored):
    with at("2025-08-05"):
        report = scored.reports.get(period__code="2025-Q2")
        again = reopen_report(report, by=cast.authority, reason="A mistake.")
        accept(fill(again, {"vacancy": 0.0, "pilots": 10.0}, cast), cast)
    now = shown_to(cast.reviewer, day="2025-08-20").standing().get()
    shown = shown_to(cast.reviewer, day="2025-08-20", as_of="2025-07-20")
    then = shown.standing().get()
    assert (then.at_stage, then.shown_score) == ("t1", 50.0)
    assert now.shown_score > 50.0
    assert shown.outlines([then])[scored.pk]["positioning"][0] == 50.0
    assert shown.with_value(shown.standing(), "positioning", "found").get().found == 50.0
    assert (
        codes(shown_to(cast.reviewer, day="2025-08-20", as_of="2025-07-20", score_from="60")) == []
    )
    before = shown_to(cast.reviewer, day="2025-08-20", as_of="2025-07-01", quarter="2025-Q2")
    assert codes(before) == []


def test_as_of_a_day_before_a_step_the_stage_is_the_one_before(cast, scored):
    with at("2025-08-05"):
        PathStep.objects.filter(park=scored).delete()
        enter_stage(
            scored, "t2", entered_on=date(2025, 1, 1), reason="It was so.", by=cast.authority
        )
    assert shown_to(cast.reviewer, day="2025-08-20").last_steps().get().stage == "t2"
    then = shown_to(cast.reviewer, day="2025-08-20", as_of="2025-07-20")
    assert list(then.last_steps()) == []


def test_the_quarter_before_has_the_same_filters(cast, scored):
    before = shown_to(cast.reviewer, stage="t1").before
    assert before.quarter.code == "2025-Q1"
    assert codes(before) == ["LH-01"]
    assert before.before is None or before.before.quarter.code == "2024-Q4"


def test_drafts_exist_where_the_reader_reviews_or_files(cast, scored, others):
    assert shown_to(cast.reviewer).sees_drafts
    assert not shown_to(cast.observer).sees_drafts
    grant(cast.observer, Role.REVIEWER, park=scored.region.parks.get(code="LH-02"))
    grant(cast.observer, Role.OBSERVER, region=cast.province)
    seen = shown_to(cast.observer).parks_with_drafts()
    assert list(seen.values_list("code", flat=True)) == ["LH-02"]
