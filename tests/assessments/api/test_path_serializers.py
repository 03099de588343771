"""How the gate ahead of a park looks in the API."""

from assessments.api.path_serializers import GateSerializer
from assessments.selectors.gates import gate_of
from tests.assessments.gated import AUGUST, before_the_gate
from tests.assessments.small import at


def test_a_gate_tells_why_a_quarter_does_not_count(cast):
    park = before_the_gate(cast, second=None)
    with at(AUGUST):
        told = GateSerializer(gate_of(park)).data
    assert (told["framework"], told["version"], told["held_for"]) == ("small", "1", 0)
    quarters = told["rules"][1]["quarters"]
    assert [one["why_none"] for one in quarters] == ["", "no_accepted_report"]
    assert told["rules"][1]["in_words"]["en"] == "Vacancy is below 20 %"
