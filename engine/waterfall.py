"""How the score of the whole comes down to what one node brings, in points of the whole."""

from __future__ import annotations

from itertools import pairwise

from engine.explanation import Bar, Explanation, LeafStep, NodeStep


def waterfall(explanation: Explanation) -> tuple[Bar, ...]:
    """Return the bars from the top's score to the contribution of the path's last node, in points of the top.

    Formula:  top + sum of caps - sum of siblings = own; a sibling brings (product of effective shares down to it) · score
    Empty where a score on the path is null or a mean above the last node is not arithmetic: then nothing adds up.
    """
    path = [explanation.step(code) for code in explanation.path]
    if any(step.score is None for step in path) or not all(map(_is_sum, path[:-1])):
        return ()
    bars = [Bar(path[0].code, "top", path[0].score or 0.0)]
    factor = 1.0
    for step, following in pairwise(path):
        bars += _caps(step, factor)
        for share in step.shares if isinstance(step, NodeStep) else ():
            if share.code != following.code and share.contribution:
                bars.append(Bar(share.code, "sibling", factor * share.contribution))
        factor *= _effective(step, following.code)
    return (*bars, Bar(path[-1].code, "own", factor * (path[-1].score or 0.0)))


def _is_sum(step: NodeStep | LeafStep) -> bool:
    return isinstance(step, NodeStep) and step.aggregation == "arithmetic"


def _caps(step: NodeStep | LeafStep, factor: float) -> list[Bar]:
    """Return what each cap of a node took away, in points of the top."""
    return [
        Bar(step.code, "cap", factor * (cap.before - cap.after))
        for cap in step.caps
        if cap.before is not None and cap.after is not None and cap.after < cap.before
    ]


def _effective(step: NodeStep | LeafStep, code: str) -> float:
    shares = step.shares if isinstance(step, NodeStep) else ()
    return next((share.effective for share in shares if share.code == code), 0.0)
