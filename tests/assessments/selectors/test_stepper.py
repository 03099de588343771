"""The path as steps with the gates between them."""

from datetime import date

from assessments.selectors.stepper import stepper
from governance.models import PathStep


def states(steps, **more):
    return [(one.code, one.state, one.gate.state) for one in stepper(steps, None, **more)]


def test_the_stepper_tells_passed_present_and_coming():
    steps = [PathStep(stage="t2", entered_on=date(2025, 1, 1))]
    assert states(steps) == [
        ("t1", "passed", "passed"),
        ("t2", "now", "ahead"),
        ("t3", "todo", "ahead"),
    ]
    assert stepper([], None) == []


def test_a_stage_entered_tomorrow_is_not_the_present_one():
    steps = [
        PathStep(stage="t1", entered_on=date(2025, 1, 1)),
        PathStep(stage="t2", entered_on=date(2025, 6, 2)),
    ]
    assert states(steps, day=date(2025, 6, 1))[0] == ("t1", "now", "passed")
    assert states(steps, day=date(2025, 6, 2))[0] == ("t1", "passed", "passed")
