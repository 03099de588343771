"""The evaluation that is frozen into a decision."""

from assessments.selectors.gate_evaluation import evaluation_of, fingerprint
from assessments.selectors.gates import gate_of
from tests.assessments.gated import AUGUST, POOR, before_the_gate
from tests.assessments.small import at


def evaluated(park, day=AUGUST):
    with at(day):
        return evaluation_of(gate_of(park))


def test_it_holds_version_rules_and_every_quarter(cast):
    found = evaluated(before_the_gate(cast, second=POOR))
    assert (found["framework"], found["version"], found["outcome"]) == ("small", "1", "fails")
    assert [one["in_words"]["en"] for one in found["rules"]][1] == "Vacancy is below 20 %"
    assert [one["outcome"] for one in found["window"]] == ["holds", "fails"]
    assert found["window"][1]["rules"][1]["margin"] == -10


def test_its_mark_tells_one_from_another(cast):
    park = before_the_gate(cast, second=None)
    before = evaluated(park)
    assert fingerprint(before) == fingerprint(evaluated(park))
    assert fingerprint(before) != fingerprint(evaluated(park, "2025-10-20"))
