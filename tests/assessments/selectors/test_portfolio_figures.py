"""The key figures of a portfolio."""

import pytest

from assessments.selectors.portfolio_figures import key_figures, middle_of
from assessments.selectors.portfolio_gates import open_gates
from assessments.selectors.portfolio_reports import report_counts
from assessments.services.following import tick
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import shown_to
from tests.assessments.small import at


def figures_for(user, **query):
    shown = shown_to(user, **query)
    return key_figures(shown, report_counts(shown, open_gates(shown)))


@pytest.mark.parametrize(("scores", "median"), [((), 50.0), ((80.0,), 65.0), ((80.0, 20.0), 50.0)])
def test_the_median_is_that_of_the_scores_shown_first(cast, scored, scores, median):
    for number, score in enumerate(scores):
        copy_park(scored, f"LH-2{number}", score=score)
    found = middle_of(shown_to(cast.reviewer).standing())
    assert (found.parks, found.scored, found.median) == (len(scores) + 1, len(scores) + 1, median)


def test_the_change_is_that_of_the_same_filters_a_quarter_before(cast, scored):
    now = shown_to(cast.reviewer)
    before = shown_to(cast.reviewer, quarter="2025-Q1")
    figures = figures_for(cast.reviewer)
    medians = [middle_of(one.standing()).median for one in (now, before)]
    assert figures.change == medians[0] - medians[1]
    assert figures.quarter_before.code == "2025-Q1"


def test_without_scores_there_is_no_median_and_no_change(cast, scored):
    figures = figures_for(cast.stranger)
    assert (figures.parks, figures.now.parks, figures.now.median) == (1, 0, None)
    assert figures.change is None
    assert figures_for(cast.reviewer, score_from="99").parks == 0


def test_reports_are_counted_for_whom_drafts_exist(cast, scored):
    with at("2025-07-20"):
        tick()
    mine = figures_for(cast.reviewer).reports
    assert (mine.accepted, mine.expected, mine.waiting) == (1, 1, 0)
    assert mine.overdue > 0
    theirs = figures_for(cast.observer).reports
    assert (theirs.accepted, theirs.overdue, theirs.waiting) == (1, None, None)
