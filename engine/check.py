"""Whether a spec can be scored at all: every problem of its tree, weights, scoring rules, formulas and caps at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from engine.aggregate import check_aggregation
from engine.carry import MONTHS
from engine.errors import Code, EngineError, Problem
from engine.normalise import check_scoring_rule
from engine.rules import Context, NameInfo, Rule, check, check_cycles, parse
from engine.spec import INDICATOR, Cap, Indicator, Spec
from engine.tree import build_tree, check_tree

JOININGS = ("last", "mean", "sum")
LONGEST_CARRY = 60


def check_spec(spec: Spec) -> None:
    """Raise EngineError with every problem of the spec; return where there is none.

    Codes:    tree_*, node_duplicate, node_unknown, indicator_unknown, weight_*, goalposts_equal, bands_order, method_unknown,
              parameter_range, shape_mismatch, negative_under_geometric, and the rule language's for formulas and caps.
    """
    problems = check_tree(spec.nodes)
    tree_is_sound = not problems
    problems += _problems_of_leaves(spec)
    problems += _problems_of_policy(spec)
    problems += _problems_of_nodes(spec)
    problems += _problems_of_formulas(spec)
    if tree_is_sound:
        problems += _problems_of_caps(spec)
    if problems:
        raise EngineError(*problems)


def value_names(spec: Spec) -> dict[str, NameInfo]:
    """Return what the names of values stand for: every item and indicator with its unit.

    Periods are quarters here, whatever the frequency of the value, so that no frequency is given.
    """
    return {one.code: NameInfo(unit=one.unit) for one in spec.valued}


def cap_names(spec: Spec, cap: Cap) -> dict[str, NameInfo]:
    """Return the names a cap may use: all values, and the scores and completeness of what lies below its node."""
    tree = build_tree(spec.nodes)
    index = {node.code: place for place, node in enumerate(spec.nodes)}
    names = value_names(spec)
    for place in tree.below(index[cap.node]):
        code = spec.nodes[place].code
        names[f"score.{code}"] = NameInfo(unit="points")
        names[f"completeness.{code}"] = NameInfo(unit="share")
    return names


def _problem(code: Code, message: str, place: str, value: object) -> Problem:
    return Problem(code, message, place=place, value=value)


def _problems_of_leaves(spec: Spec) -> list[Problem]:
    """Return indicators without a node, nodes without an indicator, repeated codes, and unfit settings of each."""
    leaves = {node.code for node in spec.nodes if node.kind == INDICATOR}
    known = {indicator.code for indicator in spec.indicators}
    found = [
        _problem(Code.INDICATOR_UNKNOWN, "The node has no indicator.", code, code)
        for code in sorted(leaves - known)
    ]
    found += [
        _problem(Code.NODE_UNKNOWN, "The indicator has no node in the tree.", code, code)
        for code in sorted(known - leaves)
    ]
    counted = Counter(one.code for one in spec.valued)
    found += [
        _problem(Code.NODE_DUPLICATE, "Two items or indicators have the same code.", code, code)
        for code, count in counted.items()
        if count > 1
    ]
    for one in spec.valued:
        if one.every not in MONTHS:
            message = "A value is due every month, quarter or year."
            found.append(_problem(Code.PARAMETER_RANGE, message, one.code, one.every))
        if one.over not in JOININGS:
            message = "Monthly values are joined by last, mean or sum."
            found.append(_problem(Code.METHOD_UNKNOWN, message, one.code, one.over))
    for indicator in spec.indicators:
        found += check_scoring_rule(indicator.score, indicator.code, spec.scale)
    return found


def _problems_of_policy(spec: Spec) -> list[Problem]:
    """Return what is wrong with the scale, the bands, the carry limits and the minimum completeness."""
    found = []
    low, high = spec.scale
    if not (math.isfinite(low) and math.isfinite(high) and low < high and abs(high) <= 1e4):
        message = "The scale must go from a lower to a higher number of at most 10,000."
        found.append(_problem(Code.PARAMETER_RANGE, message, "scale", spec.scale))
    starts = [band.start for band in spec.bands]
    if any(after <= before for before, after in pairwise(starts)):
        message = "The bands must start at increasing scores."
        found.append(_problem(Code.BANDS_ORDER, message, "bands", tuple(starts)))
    if any(not low <= start <= high for start in starts):
        message = "The bands must start on the scale."
        found.append(_problem(Code.PARAMETER_RANGE, message, "bands", tuple(starts)))
    for every, limit in spec.missing.carry.items():
        if every not in MONTHS or limit not in range(LONGEST_CARRY + 1):
            message = "Values are carried for 0 to 60 months, quarters or years."
            found.append(_problem(Code.PARAMETER_RANGE, message, f"carry {every}", limit))
    minimum = spec.missing.minimum_completeness
    if not 0 <= minimum <= 1:
        message = "The minimum completeness must lie between 0 and 1."
        found.append(_problem(Code.PARAMETER_RANGE, message, "minimum_completeness", minimum))
    return found


def _problems_of_nodes(spec: Spec) -> list[Problem]:
    found = []
    for node in spec.nodes:
        if node.kind != INDICATOR:
            found += check_aggregation(node.aggregation, node.code, spec.scale[0])
        if node.stage and node.stage not in spec.stages:
            message = "The framework has no such stage."
            found.append(_problem(Code.PARAMETER_RANGE, message, node.code, node.stage))
    return found


def _problems_of_formulas(spec: Spec) -> list[Problem]:
    found: list[Problem] = []
    formulas: dict[str, Rule] = {}
    names = value_names(spec)
    for indicator in spec.indicators:
        if indicator.formula is not None:
            found += _problems_of_formula(indicator, names, formulas)
    try:
        check_cycles(formulas)
    except EngineError as error:
        found += error.problems
    return found


def _problems_of_formula(
    indicator: Indicator, names: Mapping[str, NameInfo], formulas: dict[str, Rule]
) -> list[Problem]:
    """Return what is wrong with one formula; keep it among the formulas if it can be read."""
    try:
        rule = parse(indicator.formula or "")
        formulas[indicator.code] = rule
        check(rule, names=names, expects="number", context=Context.FORMULA, place=indicator.code)
    except EngineError as error:
        return _placed(error, indicator.code)
    return []


def _problems_of_caps(spec: Spec) -> list[Problem]:
    found = []
    codes = {node.code for node in spec.nodes}
    low, high = spec.scale
    for number, cap in enumerate(spec.caps):
        place = cap.code or f"caps[{number}]"
        if not low <= cap.at <= high:
            message = "A cap must lie on the scale."
            found.append(_problem(Code.PARAMETER_RANGE, message, place, cap.at))
        if cap.node not in codes:
            message = "The framework has no such node."
            found.append(_problem(Code.NODE_UNKNOWN, message, place, cap.node))
            continue
        try:
            names = cap_names(spec, cap)
            check(parse(cap.when), names=names, expects="truth", context=Context.CAP, place=place)
        except EngineError as error:
            found += _placed(error, place)
    return found


def _placed(error: EngineError, place: str) -> list[Problem]:
    """Return the problems of a rule, each with the place of the rule where it names none."""
    return [
        problem
        if problem.place
        else Problem(
            problem.code,
            problem.message,
            place,
            problem.value,
            problem.rule,
            problem.start,
            problem.end,
            problem.params,
        )
        for problem in error.problems
    ]
