"""Two runs compared."""

import pytest

from assessments.selectors.run_compare import run_compare
from assessments.services.weights import make_weights_set
from tests.assessments.runs import make_run
from tests.assessments.small import SMALL, publish
from tests.factories import make_park

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast):
    return publish(cast)


def test_the_biggest_move_comes_first(cast, version):
    parks = [cast.park, make_park("LH-02", cast.district), make_park("LH-03", cast.district)]
    a = make_run(version, parks, by=cast.consultant)
    scores = {"LH-02": {"positioning": 20.0}, "LH-03": {"positioning": 61.0}}
    b = make_run(version, parks, by=cast.consultant, scores=scores)
    found = run_compare(a, b, cast.consultant)

    assert [(one.code, one.difference, one.places) for one in found.page] == [
        ("LH-02", -30.0, -2),
        ("LH-03", 11.0, 0),
        ("LH-01", 0.0, -1),
    ]
    assert found.moved == 2


def test_a_park_in_one_run_only_comes_last_and_changes_the_set(cast, version):
    other = make_park("LH-02", cast.district)
    a = make_run(version, [cast.park], by=cast.consultant)
    b = make_run(version, [cast.park, other], by=cast.consultant)
    found = run_compare(a, b, cast.consultant)

    assert found.is_other_set
    assert [(one.code, one.is_in_both) for one in found.page] == [("LH-01", True), ("LH-02", False)]


def test_causes_are_told_apart(cast, version):
    weights = make_weights_set(version, name="Panel", weights={"sorting": 9.0}, by=cast.consultant)
    a = make_run(version, [cast.park], by=cast.consultant)
    values = {"LH-01": {"vacancy": 3.0, "pilots": 4.0}}
    b = make_run(
        version, [cast.park], by=cast.consultant, period="2025-Q2", weights=weights, values=values
    )
    b.parks.update(stage="t2")
    found = run_compare(a, b, cast.consultant)
    (move,) = found.page

    assert found.is_other_quarter
    assert not found.is_other_version
    assert not found.is_other_set
    assert found.reweighted == ("Positioning",)
    assert found.other_stages == 1
    assert move.values == 2


def test_only_parks_in_sight_are_compared(cast, version):
    parks = [cast.park, make_park("PR-01", cast.province)]
    a, b = (make_run(version, parks, by=cast.consultant) for _number in range(2))

    assert [one.code for one in run_compare(a, b, cast.reviewer).moves] == ["LH-01"]


def test_runs_without_a_node_in_common_are_not_compared(cast, version):
    text = SMALL.replace("code: small", "code: other", 1)
    for code in ("positioning", "equality", "sorting", "piloting"):
        text = text.replace(f"code: {code}", f"code: {code}_2").replace(
            f"node: {code}", f"node: {code}_2"
        )
    other = publish(cast, text)
    a = make_run(version, [cast.park], by=cast.consultant)
    b = make_run(other, [cast.park], by=cast.consultant)

    found = run_compare(a, b, cast.consultant)
    assert [node.code for node in found.nodes] == ["index"]
    b.version.nodes.filter(code="index").update(code="index_2")
    assert run_compare(a, b, cast.consultant) is None
