"""What the page of a framework shows."""

import pytest
from django.utils import translation

from assessments.framework_file import read_framework
from assessments.selectors.framework_detail import framework_detail
from tests.assessments.framework_texts import LOGISTICS, SMALL, WANG


def leaves_of(node):
    yield from node.leaves
    for branch in node.branches:
        yield from leaves_of(branch)


def test_weights_are_shares_of_the_parent_and_of_the_goal():
    detail = framework_detail(read_framework(SMALL))
    space = detail.goals[0].branches[0]
    vacancy, satisfaction = space.leaves
    assert (vacancy.share, satisfaction.share) == (75.0, 25.0)
    assert (space.share, vacancy.share_of_goal) == (100.0, 75.0)


def test_shares_of_each_goal_of_the_paper_add_up():
    detail = framework_detail(read_framework(WANG))
    assert detail.index is not None
    for goal in detail.goals:
        assert sum(leaf.share_of_goal for leaf in leaves_of(goal)) == pytest.approx(100)
    assert [round(goal.share, 1) for goal in detail.goals] == [33.3, 33.3, 33.3]


def test_counts_leave_out_what_a_framework_does_not_use():
    assert framework_detail(read_framework(WANG)).counts == (
        ("Goals", 3),
        ("Categories", 7),
        ("Concepts", 20),
        ("Indicators", 63),
        ("Items", 21),
    )
    assert framework_detail(read_framework(LOGISTICS)).counts == (("Goals", 1), ("Indicators", 2))


def test_everything_of_a_file_is_there_in_the_readers_language():
    with translation.override("zh-hans"):
        detail = framework_detail(read_framework(SMALL))
    assert [stage.title for stage in detail.stages] == ["探索", "实践", "完成"]
    assert [aspect.title for aspect in detail.aspects] == ["转换"]
    assert [item.used_by for item in detail.items] == [("空置率",), ("空置率",)]
    assert (detail.caps[0].node, detail.caps[0].at) == ("定位", 59.0)
    assert detail.gates[0].rules[0].title == "定位不低于60分"
    assert [(check.is_error, check.missing_fails) for check in detail.checks] == [
        (True, False),
        (False, True),
    ]
    assert [(band.start, band.end) for band in detail.bands] == [(0.0, 60.0), (60.0, 100.0)]
    assert detail.minimum_completeness == 50.0
