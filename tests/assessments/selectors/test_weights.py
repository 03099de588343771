"""Weights by groups of siblings, and who sees which sets."""

import pytest

from assessments.framework_file import spec_of
from assessments.selectors.weights import groups_of, runs_using, weight_groups, weights_shown
from assessments.services.weights import make_weights_set
from tests.assessments.runs import make_run
from tests.assessments.small import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast):
    return publish(cast)


def test_groups_are_those_of_two_and_more_siblings(version):
    groups = weight_groups(spec_of(version), {})

    assert [group.code for group in groups] == ["index", "positioning", "sorting"]
    assert [row.code for row in groups[1].rows] == ["sorting", "piloting"]


def test_a_share_is_the_part_of_its_group(version):
    group = weight_groups(spec_of(version), {"sorting": 3.0, "piloting": 1.0})[1]

    assert [row.share for row in group.rows] == pytest.approx([0.75, 0.25])
    assert [row.version_share for row in group.rows] == pytest.approx([1 / 3, 2 / 3])
    assert group.is_changed


def test_a_node_that_is_not_named_keeps_the_weight_of_its_version(cast, version):
    made = make_weights_set(version, name="Panel", weights={"sorting": 2.0}, by=cast.consultant)
    group = groups_of(made)[1]

    assert [(row.code, row.weight) for row in group.rows] == [("sorting", 2.0), ("piloting", 2.0)]


def test_a_set_is_seen_by_its_maker_and_by_who_sees_a_run_of_it(cast, version):
    made = make_weights_set(version, name="Panel", weights={}, by=cast.consultant)
    assert list(weights_shown(cast.consultant)) == [made]
    assert list(weights_shown(cast.reviewer)) == []

    run = make_run(version, [cast.park], by=cast.consultant, weights=made)

    assert list(weights_shown(cast.reviewer)) == [made]
    assert list(runs_using(made, cast.reviewer)) == [run]
    assert list(weights_shown(cast.observer)) == []
    assert list(weights_shown(cast.stranger)) == []
