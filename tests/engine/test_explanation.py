"""Finding one's way in an explanation."""

import pytest

from engine.explanation import Explanation, LeafStep


def leaf(code):
    return LeafStep(
        code=code,
        value=1.0,
        state="ok",
        carried=False,
        formula=None,
        empty_not_applicable=False,
        inputs=(),
        method="goalposts",
        parameters={"worst": 0.0, "best": 100.0},
        scale=(0.0, 100.0),
        clipped="",
        before_caps=1.0,
        caps=(),
        score=1.0,
        reason="",
    )


def test_a_step_is_found_by_its_code():
    explanation = Explanation("P0", "a", ("a", "b"), (leaf("a"), leaf("b")))
    assert explanation.step("a").code == "a"
    assert explanation.last.code == "b"
    with pytest.raises(KeyError):
        explanation.step("c")
