"""One framework version as data, in both languages, for the API."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assessments.choices import VersionStatus
from assessments.framework_file import FrameworkFile, IndicatorPart, NodePart, Texts, spec_of
from assessments.framework_file.parts import CapPart, CheckPart, GatePart
from assessments.models import FrameworkVersion
from engine.rules import in_words, parse
from engine.spec import ScoringRule
from engine.tree import build_tree

LANGUAGES = ("en", "zh-hans")


def version_data(version: FrameworkVersion, *, may_manage: bool) -> dict[str, Any]:
    """Return a version with all that its file says."""
    writer = _Writer(spec_of(version))
    file = writer.file
    return {
        "framework": version.framework,
        "version": version.version,
        "titles": version.titles,
        "status": version.status,
        "has_stages": version.has_stages,
        "is_relative": version.is_relative,
        "source_sha256": version.source_sha256,
        "loaded_at": version.loaded_at,
        "published_at": version.published_at,
        "citation": file.citation,
        "doi": file.doi,
        "minimum_completeness": file.missing.minimum_completeness,
        "carry": file.missing.carry,
        "bands": file.bands,
        "stages": file.stages,
        "aspects": file.aspects,
        "items": file.items,
        "nodes": [writer.node(node) for node in file.nodes],
        "caps": [writer.cap(cap) for cap in file.caps],
        "gates": [writer.gate(gate) for gate in file.gates],
        "checks": [writer.check(check) for check in file.checks],
        "may_publish": may_manage and version.status == VersionStatus.DRAFT,
    }


def score_data(rule: ScoringRule) -> dict[str, Any]:
    """Return a scoring rule as its method and parameters."""
    return {"method": rule.method, **asdict(rule)}


class _Writer:
    """Writes parts of a file as data."""

    def __init__(self, file: FrameworkFile) -> None:
        self.file = file
        self.titles = {language: file.titles(language) for language in LANGUAGES}
        self.units = {language: file.unit_titles(language) for language in LANGUAGES}
        tree = build_tree(file.spec.nodes)
        codes = [node.code for node in file.nodes]
        self.shares = {
            codes[child]: share
            for children, shares in zip(tree.children, tree.shares, strict=True)
            for child, share in zip(children, shares, strict=True)
        }

    def words(self, text: str) -> Texts:
        """Say a rule in both languages."""
        if not text:
            return {}
        rule = parse(text)
        return {
            language: in_words(rule, self.titles[language], language, units=self.units[language])
            for language in LANGUAGES
        }

    def node(self, part: NodePart) -> dict[str, Any]:
        return {
            **vars(part),
            "share": self.shares.get(part.code, 1.0),
            "aggregation": part.aggregation or self.file.aggregation,
            "indicator": self.indicator(part.indicator) if part.indicator else None,
        }

    def indicator(self, part: IndicatorPart) -> dict[str, Any]:
        words = self.words(part.formula)
        return {**vars(part), "formula_in_words": words, "score": score_data(part.score)}

    def cap(self, part: CapPart) -> dict[str, Any]:
        return {**vars(part), "rule": part.when, "in_words": self.words(part.when)}

    def gate(self, part: GatePart) -> dict[str, Any]:
        rules = [{**vars(one), "in_words": self.words(one.rule)} for one in part.rules]
        return {**vars(part), "rules": rules}

    def check(self, part: CheckPart) -> dict[str, Any]:
        return {**vars(part), "title": part.fails_as, "in_words": self.words(part.rule)}
