"""A small framework with concepts of two aspects, without stages so that both goals are asked, and a park scored by it."""

from __future__ import annotations

from assessments.services.reporting import open_due_reports
from parks.models import Park
from tests.assessments.small import accept as accepted
from tests.assessments.small import at, draft, fill, leaf, publish, texts
from tests.cast import Cast


def concept(code: str, aspect: str, *leaves: str, weight: int = 1) -> str:
    below = "".join(one.replace("\n          ", "\n              ") for one in leaves)
    return f"""
          - code: {code}
            title: {texts(code.capitalize())}
            definition: {texts("A concept")}
            aspect: {aspect}
            weight: {weight}
            indicators:{below}"""


def percent(code: str) -> str:
    return leaf(code, '"%"', "quarter", "{worst: 0, best: 100}")


ASPECTED = f"""
code: aspected
version: "1"
title: {texts("Aspected framework")}
citation: "A framework for tests."
aggregation: arithmetic
missing: {{carry: {{month: 3, quarter: 2, year: 1}}, then: omit, minimum_completeness: 0.5}}
bands:
  - {{from: 0, code: weak, title: {texts("Weak")}}}
units:
  "%": {{en: "%", zh-hans: "%"}}
aspects:
  - {{code: conversion, title: {texts("Conversion")}, definition: {texts("Old to new")}}}
  - {{code: linkage, title: {texts("Linkage")}, definition: {texts("Together")}}}
goals:
  - code: positioning
    title: {texts("Positioning")}
    definition: {texts("Where the park stands")}
    categories:
      - code: sorting
        title: {texts("Sorting")}
        definition: {texts("How firms are sorted")}
        concepts:{concept("firms", "conversion", percent("old"))}{concept("skills", "conversion", percent("trained"), weight=3)}{concept("ties", "linkage", percent("tied"))}
  - code: policy
    title: {texts("Policy")}
    definition: {texts("What is assured")}
    categories:
      - code: rules
        title: {texts("Rules")}
        definition: {texts("What is written down")}
        concepts:{concept("funds", "conversion", percent("funded"))}
"""
VALUES: dict[str, float | str | None] = {"old": 20.0, "trained": 60.0, "tied": 90.0, "funded": 64.0}


def scored_by_aspects(cast: Cast, **changed: float | str | None) -> Park:
    """Publish the framework and accept the report of 2025-Q1."""
    with at("2025-04-03"):
        publish(cast, ASPECTED)
        open_due_reports()
        accepted(fill(draft(cast.park, "2025-Q1"), {**VALUES, **changed}, cast), cast)
    return cast.park
