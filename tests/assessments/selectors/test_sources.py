"""Where values come from: people, reports, evidence."""

import pytest

from assessments.selectors.explaining import explained
from assessments.selectors.score_tree import quarter_of
from assessments.selectors.sources import grouped, sources_of
from governance.choices import EntrySource
from governance.measures import MEASURES
from governance.measures.supervision import SUPERVISION_MEASURES
from governance.models import Entry, Evidence, StageReport
from governance.report_workflow import reopen_report
from tests.assessments.small import QUARTER, accept, at, fill


def sources(park, node, period="2025-Q1"):
    found = explained(quarter_of(park, period), node)
    return sources_of([one for code in found.columns_of(node) for one in found.used(code)])


def test_a_source_names_who_filed_submitted_and_accepted_it(scored):
    (source,) = sources(scored, "vacancy")
    assert (source.filed_by, source.submitted_by, source.accepted_by) == (
        "Editor",
        "Lead",
        "Reviewer",
    )
    assert (source.report_period, source.report_revision, source.value) == ("2025-Q1", 1, 10.0)
    assert (source.unit, source.reason, source.is_self_reported) == ("%", "", False)


def test_evidence_of_the_value_stands_beside_it(cast, scored):
    report = StageReport.objects.get(period__code="2025-Q1")
    indicator = report.entries.get(indicator__code="vacancy").indicator
    for one in (indicator, None):
        Evidence.objects.create(
            report=report,
            indicator=one,
            kind="link",
            title="Statement",
            url="https://example.org/statement",
            added_by=cast.editor,
            added_at=report.opened_at,
        )
    (group,) = grouped(sources(scored, "vacancy"))
    assert [one.title for one in group.evidence] == ["Statement"]


def test_a_repeated_value_is_shown_with_its_last_report(cast, scored):
    with at("2025-07-05"):
        report = StageReport.objects.get(period__code="2025-Q1")
        again = reopen_report(report, by=cast.authority, reason="Looked at again.")
        accept(fill(again, {**QUARTER, "pilots": 9.0}, cast), cast)
    (source,) = sources(scored, "vacancy")
    assert source.report_revision == 2


def test_a_value_read_from_a_register_says_what_it_is_made_of(scored, monkeypatch):
    monkeypatch.setitem(MEASURES, "vacancy", SUPERVISION_MEASURES["findings_closed_on_time"])
    (filed,) = sources(scored, "vacancy")
    assert (filed.is_measured, filed.words) == (False, "")
    read = Entry.objects.filter(indicator__code="vacancy")
    read.update(source=EntrySource.REGISTER, part=1.0, whole=10.0)
    (source,) = sources(scored, "vacancy")
    assert source.is_measured
    assert (source.part, source.whole) == (1.0, 10.0)
    assert source.words == "1 of 10 findings were rectified and closed by their deadline."


def test_values_are_grouped_by_report(scored):
    groups = grouped(sources(scored, "tax_per_mu"))
    assert [group.first.period_code for group in groups] == [
        "2025-03",
        "2025-02",
        "2025-01",
        "2024",
    ]


@pytest.mark.parametrize("node", ["vacancy", "tax_per_mu"])
def test_sources_take_three_queries(scored, node, django_assert_num_queries):
    found = explained(quarter_of(scored, "2025-Q1"), node)
    known = [one for code in found.columns_of(node) for one in found.used(code)]
    with django_assert_num_queries(3):
        sources_of(known)
