"""One score with everything behind it as data: enough for a program to compute it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assessments.models import Score, StandingQuarter
from assessments.selectors.explaining import Explained, explained
from assessments.selectors.sources import Source, sources_of
from engine.explain import LeafStep, NodeStep
from engine.rules import in_words, parse

LANGUAGES = ("en", "zh-hans")


def why_data(standing: StandingQuarter, score: Score) -> dict[str, Any]:
    """Return the explanation of a current score of a quarter that has been scored."""
    found = explained(standing, score.node.code)
    writer = _Writer(found)
    return {
        **score_data(score),
        "is_stale": standing.is_stale,
        "scored_at": standing.scored_at,
        "is_verified": found.is_verified,
        "manifest": manifest_data(standing),
        "band": found.file.spec.band_of(score.value) if score.value is not None else "",
        "top": found.explanation.top,
        "path": list(found.explanation.path),
        "steps": [writer.step(step) for step in found.explanation.steps],
        "waterfall": [asdict(bar) for bar in found.bars],
        "rules_in_words": writer.rules(),
        "sources": [source_data(one) for one in writer.sources()],
    }


def manifest_data(standing: StandingQuarter) -> dict[str, str]:
    """Return the hashes of a scoring, without the parks scored together: not everybody may see all of them."""
    return {name: value for name, value in standing.manifest.items() if name != "units"}


def score_data(score: Score) -> dict[str, Any]:
    """Return a score with its keys. It comes with park, period, node, version and framework."""
    version = score.node.version
    return {
        "park": score.park.code,
        "period": score.period.code,
        "framework": version.framework.code,
        "version": version.version,
        "node": score.node.code,
        "kind": score.node.kind,
        "titles": {"en": score.node.name_en, "zh-hans": score.node.name_zh},
        "value": score.value,
        "null_reason": score.null_reason,
        "completeness": score.completeness,
        "low": score.low,
        "high": score.high,
        "raw_value": score.raw_value,
        "carried_from": score.carried_from.code if score.carried_from else None,
        "caps": score.cap,
        "recorded_at": score.recorded_at,
        "superseded_at": score.superseded_at,
    }


def source_data(source: Source) -> dict[str, Any]:
    """Return a source with its way into the record."""
    return {
        "indicator": source.indicator.code,
        "period": source.period_code,
        "value": source.value,
        "missing_reason": source.missing_reason,
        "source": source.source,
        "part": source.part,
        "whole": source.whole,
        "note": source.note,
        "report": {"period": source.report_period, "revision": source.report_revision},
        "filed_by": source.filed_by,
        "filed_at": source.filed_at,
        "submitted_by": source.submitted_by,
        "submitted_at": source.submitted_at,
        "accepted_by": source.accepted_by,
        "accepted_at": source.accepted_at,
        "imported_by": source.imported_by,
        "imported_at": source.imported_at,
        "import_file": source.import_file,
        "evidence": [
            {
                "kind": one.kind,
                "title": one.title,
                "url": one.url,
                "sha256": one.file.sha256 if one.file else "",
            }
            for one in source.evidence
        ],
    }


class _Writer:
    def __init__(self, found: Explained) -> None:
        self.found = found
        self.titles = {one: found.file.titles(one) for one in LANGUAGES}
        self.units = {one: found.file.unit_titles(one) for one in LANGUAGES}

    def step(self, step: LeafStep | NodeStep) -> dict[str, Any]:
        kind = "indicator" if isinstance(step, LeafStep) else step.kind
        titles = {one: self.titles[one].get(step.code, step.code) for one in LANGUAGES}
        return {**asdict(step), "kind": kind, "titles": titles}

    def rules(self) -> dict[str, dict[str, str]]:
        """Return every formula and cap rule of the steps in both languages, by its text."""
        return {text: self._said(text) for text in dict.fromkeys(self._texts())}

    def _texts(self) -> Iterator[str]:
        for step in self.found.explanation.steps:
            if isinstance(step, LeafStep) and step.formula is not None:
                yield step.formula
            yield from (cap.when for cap in step.caps)

    def _said(self, text: str) -> dict[str, str]:
        rule = parse(text)
        return {
            one: in_words(rule, self.titles[one], one, units=self.units[one]) for one in LANGUAGES
        }

    def sources(self) -> list[Source]:
        """Return the sources of every value under the node."""
        codes = [code for leaf in self.found.leaves() for code in self.found.columns_of(leaf.code)]
        return sources_of([one for code in dict.fromkeys(codes) for one in self.found.used(code)])
