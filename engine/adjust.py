"""Caps: red lines above which a node's score cannot rise, each reported as its own adjustment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.errors import Notice
from engine.formulas import placed_notice
from engine.numbers import Bools, Floats, round_score
from engine.result import CapResult
from engine.rules import OK, Columns, Rule, evaluate
from engine.spec import Cap


def decide_cap(
    cap: Cap, rule: Rule, columns: Columns, asked: Bools, units: Sequence[str]
) -> tuple[CapResult, list[Notice]]:
    """Return where a cap's rule holds and where it cannot be decided, and what its evaluation remarked.

    Not applicable counts as missing. Where the node is not asked for, it neither holds nor is undecided.
    """
    truth = evaluate(rule, columns)
    is_known = truth.state == OK
    holds = asked & is_known & (np.nan_to_num(truth.values) == 1.0)
    place = cap.code or cap.node
    notices = [placed_notice(notice, place, units) for notice in truth.notices]
    return CapResult(cap, holds, asked & ~is_known, np.zeros_like(holds)), notices


def capped(scores: Floats, at: float, where: Bools) -> Floats:
    """Return min(score, at) where the cap applies; NaN stays. Shape: (units,). Unit: points. Errors: none."""
    return np.where(where, np.minimum(scores, round_score(np.full_like(scores, at))), scores)
