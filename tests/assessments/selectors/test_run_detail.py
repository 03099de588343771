"""One run as its reader sees it."""

import pytest

from assessments.selectors.run_detail import (
    left_out_of,
    manifest_of,
    notices_of,
    rows_by_place,
    run_detail,
)
from tests.assessments.runs import make_run
from tests.assessments.small import publish
from tests.factories import make_park

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast):
    return publish(cast)


@pytest.fixture
def far(cast):
    return make_park("PR-01", cast.province)


def test_the_head_is_the_node_on_which_most_parks_have_a_place(cast, version):
    run = make_run(version, [cast.park], by=cast.consultant)

    assert run_detail(run, cast.consultant).result.node.code == "positioning"
    assert run_detail(run, cast.consultant, node="piloting").result.node.code == "piloting"
    assert run_detail(run, cast.consultant, node="no_such").result.node.code == "positioning"


def test_columns_stand_by_goal_and_the_index_comes_last(cast, version):
    run = make_run(version, [cast.park], by=cast.consultant)
    groups = run_detail(run, cast.consultant).result.groups

    shown = [
        (group.goal and group.goal.code, [column.node.code for column in group.columns])
        for group in groups
    ]
    assert shown == [
        ("positioning", ["positioning", "sorting", "piloting"]),
        ("equality", ["equality"]),
        (None, ["index"]),
    ]


def test_parks_stand_by_place_and_those_without_one_come_last(cast, version, far):
    scores = {"LH-01": {"positioning": 40.0}, "PR-01": {"positioning": 60.0}}
    run = make_run(version, [cast.park, far], by=cast.consultant, scores=scores)
    node = run_detail(run, cast.consultant).result.node
    assert [one.park.code for one in rows_by_place(run, cast.consultant, node)] == [
        "PR-01",
        "LH-01",
    ]

    run.ranks.filter(park=far).delete()
    rows = run_detail(run, cast.consultant).result.rows
    assert [(row.run_park.park.code, row.place) for row in rows] == [("LH-01", 2), ("PR-01", None)]


def test_cells_hold_the_scores_of_their_columns(cast, version):
    run = make_run(version, [cast.park], by=cast.consultant, scores={"LH-01": {"sorting": 33.0}})
    (row,) = run_detail(run, cast.consultant).result.rows

    assert [cell.value for cell in row.cells] == [50.0, 33.0, 50.0, None, None]


def test_a_run_that_is_not_done_has_no_result(cast, version):
    run = make_run(version, [cast.park], by=cast.consultant, status="running", parks_scored=0)
    detail = run_detail(run, cast.consultant)

    assert (detail.result, detail.notices, detail.percent) == (None, (), 0)


def test_notices_manifest_and_what_was_left_out_speak_of_parks_in_sight(cast, version, far):
    manifest = {"spec_hash": "b", "shards": 1, "left_out": ["PR-01"], "weights": {"sorting": 1}}
    run = make_run(version, [cast.park, far], by=cast.consultant, manifest=manifest)

    assert [one.parks for one in notices_of(run, cast.consultant)] == [2]
    assert [one.parks for one in notices_of(run, cast.reviewer)] == [1]
    assert left_out_of(run, cast.consultant) == (far,)
    assert left_out_of(run, cast.reviewer) == ()
    assert manifest_of(run, sees_all=True) == (("spec_hash", "b"), ("shards", "1"))
    assert manifest_of(run, sees_all=False) == (("spec_hash", "b"),)
