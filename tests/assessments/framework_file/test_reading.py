"""Framework files are read whole or refused with everything that is wrong, each at its line."""

import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assessments.framework_file import (
    FrameworkErrors,
    decode_framework,
    read_framework,
    spec_of,
)
from tests.assessments.framework_texts import LOGISTICS, SMALL, WANG, changed


def errors_of(text):
    with pytest.raises(FrameworkErrors) as refused:
        read_framework(text)
    return [(one.line, one.code) for one in refused.value.problems]


def line_of(part, text=SMALL):
    return next(n for n, line in enumerate(text.splitlines(), start=1) if part in line)


# What holds together


def test_the_paper_loads_complete():
    file = read_framework(WANG)
    kinds = [node.kind for node in file.nodes]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "index": 1,
        "goal": 3,
        "category": 7,
        "concept": 20,
        "indicator": 63,
    }
    assert len(file.items) == 21
    assert [stage.code for stage in file.stages] == ["t1", "t2", "t3", "complete"]
    assert (len(file.aspects), len(file.caps), len(file.gates), len(file.checks)) == (4, 1, 3, 7)
    assert file.doi == "10.54517/ssd.v1i1.2227"


@pytest.mark.parametrize("text", [WANG, LOGISTICS, SMALL])
def test_every_text_is_in_both_languages_and_every_unit_is_written(text):
    file = read_framework(text)
    for one in (*file.items, *file.nodes):
        assert set(one.title) == {"en", "zh-hans"}
        assert set(one.definition) == ({"en", "zh-hans"} if one.code != "index" else set())
    for one in file.measures.values():
        assert set(file.units[one.unit]) == {"en", "zh-hans"}


def test_the_spec_says_what_the_file_says():
    spec = read_framework(WANG).spec
    assert spec.node("index").requires_all
    assert spec.indicator("vacancy_rate").formula == "vacant_floor_area / floor_area * 100"
    assert (spec.indicator("vacancy_rate").score.worst, spec.missing.minimum_completeness) == (
        43.2,
        0.6,
    )
    assert spec.indicator("lettings_fit").empty_not_applicable
    assert spec.node("accessibility_gini").stage == "t2"


def test_a_framework_without_stages_categories_and_index_loads():
    file = read_framework(LOGISTICS)
    assert [(node.code, node.parent, node.weight) for node in file.nodes] == [
        ("logistics_access", "", 1.0),
        ("dist_to_us_border_km", "logistics_access", 0.7),
        ("dist_to_ensenada_port_km", "logistics_access", 0.3),
    ]
    assert (file.stages, file.spec.stages, file.spec.missing.minimum_completeness) == ((), (), 1.0)


def test_weights_means_and_methods_are_kept():
    spec = read_framework(SMALL).spec
    assert (spec.node("vacancy").weight, spec.node("space").aggregation) == (3.0, "geometric")
    assert spec.node("positioning").aggregation == "arithmetic"
    assert spec.indicator("access").score.edges == (50.0, 80.0)


def test_a_file_may_begin_with_a_byte_order_mark_and_end_lines_in_any_way():
    assert decode_framework(SMALL.encode("utf-8-sig")) == SMALL
    assert read_framework(SMALL.replace("\n", "\r\n")).spec == read_framework(SMALL).spec


def test_another_encoding_is_refused_with_its_line():
    with pytest.raises(FrameworkErrors) as refused:
        decode_framework(SMALL.encode("gb18030"))
    assert [(one.line, one.code) for one in refused.value.problems] == [(3, "not_utf8")]


def test_a_stored_version_is_read_once():
    class Stored:
        source = SMALL

    assert spec_of(Stored()) is spec_of(Stored())


# Each error, at its line

ONE_CHANGE = {
    "yaml_syntax": ("title: {en: Small framework,", "title: {en: Small framework"),
    "alias_refused": ("unit: m2", "unit: &unit m2"),
    "tag_refused": ("unit: m2", "unit: !!str m2"),
    "key_duplicate": ("every: quarter", "every: quarter\n            every: quarter"),
    "key_unknown": ("every: quarter", "every: quarter\n            evry: quarter"),
    "key_missing": ("            every: quarter\n", ""),
    "key_not_text": ("citation: ", "[a]: "),
    "mapping_expected": (
        "  - {from: 60, code: sound, title: {en: Sound, zh-hans: 良好}}",
        "  - 60",
    ),
    "list_expected": ("aspects:", "aspects: 5\nitemz:"),
    "text_expected": ("unit: m2", "unit: 5"),
    "text_too_long": ("en: Floor area,", f"en: {'x' * 201},"),
    "code_malformed": ("code: satisfaction", "code: Satisfaction"),
    "code_duplicate": ("code: satisfaction", "code: vacancy"),
    "languages_expected": ("register: {en: facilities, zh-hans: 设施}", "register: facilities"),
    "language_missing": ("{en: facilities, zh-hans: 设施}", "{en: facilities}"),
    "value_unknown": ("every: quarter", "every: week"),
    "number_expected": ("weight: 3", "weight: three"),
    "number_range": ("weight: 3", "weight: -3"),
    "number_not_whole": ("quarters: 2", "quarters: 2.5"),
    "truth_expected": ("terminal: true", "terminal: yes"),
    "version_malformed": ("version: 1.0.0", "version: 1/0"),
    "band_order": ("{from: 60, code: sound", "{from: 0, code: sound"),
    "stage_order": ("{code: t2,", "{code: t2, terminal: true,"),
    "unit_unknown": ("unit: m2", "unit: m3"),
    "children_unclear": (
        "        aggregation: geometric\n        indicators:",
        "        concepts: []\n        indicators:",
    ),
    "source_conflict": ("by: entry", "by: entry\n            formula: vacant_area"),
    "score_malformed": ("score: {worst: 50, best: 95}", "score: {worst: [50], best: 95}"),
    "node_unknown": ("node: positioning", "node: nowhere"),
    "gate_order": ("to: t2", "to: complete"),
    "item_idle": ('formula: "vacant_area / floor_area * 100"', 'formula: "vacant_area * 100"'),
    "goalposts_equal": ("score: {worst: 50, best: 95}", "score: {worst: 50, best: 50}"),
    "bands_order": ("edges: [50, 80]", "edges: [80, 50]"),
    "shape_mismatch": ("scores: [0, 60, 100]", "scores: [0, 100]"),
    "method_unknown": ("{worst: 50, best: 95}", "{method: zscore, better: high}"),
    "method_conflict": ("{worst: 50, best: 95}", "{method: minmax, better: high, worst: 50}"),
    "parameter_range": ("{worst: 50, best: 95}", "{worst: 50}"),
    "weights_sum_zero": ("weight: 3", "weight: 0"),
    "name_unknown": ('formula: "vacant_area /', 'formula: "vacnt_area + vacant_area /'),
    "syntax_error": ('"vacant_area / floor_area * 100"', '"vacant_area / floor_area *"'),
    "formula_cycle": ('"vacant_area / floor_area * 100"', '"vacant_area / floor_area * vacancy"'),
    "unit_mismatch": ('rule: "vacant_area <= floor_area"', 'rule: "vacant_area <= satisfaction"'),
    "type_mismatch": ('rule: "vacant_area <= floor_area"', 'rule: "vacant_area + floor_area"'),
    "namespace_not_allowed": ('rule: "vacant_area <= floor_area"', 'rule: "score.space >= 50"'),
}
AT = {
    "yaml_syntax": "title: {en: Small framework",
    "key_missing": "code: satisfaction",
    "key_duplicate": "every: quarter\n            every",
    "key_unknown": "evry: quarter",
    "list_expected": "aspects: 5",
    "source_conflict": "formula: vacant_area\n",
    "children_unclear": "code: space",
    "node_unknown": "node: nowhere",
    "gate_order": "from: t1",
    "item_idle": "code: floor_area",
    "number_expected": "weight: three",
    "weights_sum_zero": "code: equality",
}


def place_of(code, text, new):
    """The line at which a change must be told; some are told where the part begins."""
    anchor = AT.get(code, new)
    start = text.rindex(anchor) if code == "code_duplicate" else text.index(anchor)
    start += len(anchor) - len(anchor.lstrip())
    line = text[:start].count("\n") + 1
    return line + 1 if code == "key_duplicate" else line


@pytest.mark.parametrize("code", ONE_CHANGE)
def test_each_error_is_told_with_its_code_and_line(code):
    old, new = ONE_CHANGE[code]
    text = changed(old, new)
    if code == "weights_sum_zero":
        text = text.replace(
            "            evidence: {en: survey",
            "            weight: 0\n            evidence: {en: survey",
        )
    found = errors_of(text)
    assert code in {one for _line, one in found}
    if code not in {"yaml_syntax", "weights_sum_zero"}:
        assert (place_of(code, text, new), code) in found


def test_all_errors_are_told_at_once_in_the_order_of_the_lines():
    text = changed("unit: m2", "unit: m3").replace("worst: 50, best: 95", "worst: 50, best: 50")
    text = text.replace("at: 59", "at: 590").replace("value.vacancy < 43.2", "value.vacncy < 43.2")
    found = errors_of(text)
    assert [code for _line, code in found] == [
        "unit_unknown",
        "goalposts_equal",
        "number_range",
        "name_unknown",
    ]
    assert found == sorted(found)


def test_a_cap_knows_only_the_scores_below_its_node():
    assert errors_of(changed("value.vacancy >= 50", "score.access >= 50")) == [
        (line_of('when: "'), "name_unknown")
    ]
    assert read_framework(changed("value.vacancy >= 50", "score.space >= 50"))


def test_errors_are_sentences_in_the_readers_language():
    with pytest.raises(FrameworkErrors) as refused:
        read_framework(changed("value.vacancy < 43.2", "value.vacncy < 43.2"))
    problem = refused.value.problems[0]
    assert problem.message == "The name “vacncy” is unknown here; did you mean “vacancy”?"
    assert refused.value.code == "framework_invalid"
    assert refused.value.details["errors"][0]["line"] == problem.line


def test_too_large_a_file_is_refused_at_once():
    assert errors_of("#" * (1024 * 1024 + 1)) == [(1, "file_too_large")]


def test_too_deep_a_file_is_refused():
    assert [code for _line, code in errors_of("[" * 200 + "]" * 200)] == ["file_too_deep"]


@pytest.mark.parametrize("text", ["", "5", "- a", "~", "\x00", "---\n---\n", "a: b: c", "\ud800"])
def test_what_is_no_framework_is_refused(text):
    assert errors_of(text)


def test_a_second_document_is_refused():
    assert (len(SMALL.splitlines()) + 1, "document_second") in errors_of(f"{SMALL}---\na: 1\n")


# Nothing but its own error


def refuses_or_reads(text):
    try:
        return read_framework(text)
    except FrameworkErrors:
        return None


@given(st.text(max_size=200))
@example("%YAML 9.9\n---\na: 1")
@example("? a\n: b")
@example("a: !<x> b")
@settings(max_examples=150, deadline=None)
def test_random_text_raises_nothing_else(text):
    assert refuses_or_reads(text) is None


PIECES = ["", "~", "5", "-1", "1e400", ".inf", "[]", "{}", "[1, [2]]", "true", "x" * 300, "'", '"', ":", "-", "&a", "*a", "!", "\t", "goals:", "9" * 60, "if(", "园区", "\u2028"]  # fmt: skip


@given(
    seed=st.integers(0, 2**32), count=st.integers(1, 4), text=st.sampled_from([SMALL, LOGISTICS])
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_files_raise_nothing_else(seed, count, text):
    chance = random.Random(seed)
    for _time in range(count):
        at = chance.randrange(len(text))
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + chance.choice(PIECES) + text[at + chance.randrange(8) :]
        elif kind == 1:
            lines = text.splitlines(keepends=True)
            del lines[chance.randrange(len(lines))]
            text = "".join(lines) or "x"
        elif kind == 2:
            lines = text.splitlines(keepends=True)
            lines.insert(chance.randrange(len(lines)), chance.choice(lines))
            text = "".join(lines)
        else:
            words = text.split(": ")
            place = chance.randrange(len(words))
            words[place] = chance.choice(PIECES) + "\n" + words[place]
            text = ": ".join(words)
    refuses_or_reads(text)
