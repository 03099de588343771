"""One park in a run beside its standing scores."""

import pytest
from django.test import TestCase

from accounts import clock
from assessments.models import Run
from assessments.selectors.run_park import run_park
from assessments.services.runs import start_run
from assessments.services.weights import make_weights_set
from governance.models import StageReport
from governance.report_workflow import reopen_report
from tests.assessments.runs import make_run
from tests.assessments.small import QUARTER, at, file, publish

pytestmark = pytest.mark.django_db


def detail_of(run):
    return run_park(run.parks.select_related("park", "run__version", "run__period").get())


@pytest.fixture
def version(scored):
    return scored.standing_quarters.first().version


def started(cast, scored, version, **given):
    """Start a run over the park and let it be done at once."""
    with at("2025-07-04"), TestCase.captureOnCommitCallbacks(execute=True):
        quarter = scored.standing_quarters.get(period__code="2025-Q1").period
        run = start_run(
            version=version,
            period=quarter,
            parks=[scored],
            weights=given.get("weights"),
            by=cast.consultant,
        )
    return Run.objects.get(pk=run.pk)


def test_a_run_by_the_same_rules_and_values_gives_the_standing_scores(cast, scored, version):
    detail = detail_of(started(cast, scored, version))

    assert detail.is_same
    assert detail.changes == ()
    assert not detail.is_other_version
    assert not detail.is_other_stage
    assert {node.score.node.code for node in detail.nodes if node.difference is not None}


def test_other_weights_change_the_scores_above_them(cast, scored, version):
    weights = make_weights_set(version, name="Panel", weights={"sorting": 9.0}, by=cast.consultant)
    detail = detail_of(started(cast, scored, version, weights=weights))
    by_code = {node.score.node.code: node for node in detail.nodes}

    assert detail.is_reweighted
    assert by_code["sorting"].is_reweighted
    assert by_code["sorting"].difference == 0
    assert by_code["positioning"].difference != 0


def test_values_that_changed_since_the_run_are_named(cast, scored, version):
    run = started(cast, scored, version)
    with at("2025-07-05"):
        report = StageReport.objects.get(park=scored, period__code="2025-Q1")
        reopen_report(report, reason="A slip.", by=cast.authority)
        file(cast, "2025-Q1", {**QUARTER, "pilots": 9.0, "vacancy": 20.0})
    detail = detail_of(run)

    assert [(one.name, one.then.value, one.now.value) for one in detail.changes if one.then.value
            != one.now.value] == [("Vacancy", 10.0, 20.0)]  # fmt: skip
    assert not detail.is_same


def test_a_park_without_standing_scores_has_nothing_beside(cast):
    run = make_run(publish(cast), [cast.park], by=cast.consultant, frozen_at=clock.now())
    detail = detail_of(run)

    assert detail.standing is None
    assert all(node.difference is None for node in detail.nodes)
