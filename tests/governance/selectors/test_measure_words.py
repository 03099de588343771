"""How a figure of a register is said in words."""

import pytest

from governance.choices import EntrySource
from governance.measures.supervision import SUPERVISION_MEASURES
from governance.selectors.measure_words import entry_words, figure_words
from tests.governance.forms_for_tests import in_october, small_report
from tests.governance.measured import MEASURED, closed_in_time, left_open, measure_findings

CLOSED = SUPERVISION_MEASURES["findings_closed_on_time"]
ONE_OF_TWO = "1 of 2 findings were rectified and closed by their deadline."


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ((50.0, 1.0, 2.0), ONE_OF_TWO),
        ((None, 0.0, 0.0), "No finding had its deadline in the month."),
        ((50.0, None, None), ""),
        (
            (50.0, 1.005, 2_000.0),
            "1 of 2,000 findings were rectified and closed by their deadline.",
        ),
    ],
)
def test_a_figure_is_said_with_what_it_is_made_of(figure, words):
    assert figure_words(CLOSED, *figure) == words


def test_an_entry_is_said_as_it_was_read(cast, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    left_open(cast)
    report = small_report(cast.park)
    entry = report.entries.select_related("indicator").get(indicator__code=MEASURED)
    assert entry_words(entry) == ONE_OF_TWO
    left_open(cast)
    assert entry_words(entry) == ONE_OF_TWO


def test_what_the_committee_files_has_no_words(cast, monkeypatch):
    report = small_report(cast.park)
    measure_findings(monkeypatch)
    entry = report.entries.select_related("indicator").get(indicator__code=MEASURED)
    assert (entry.source, entry_words(entry)) == (EntrySource.SELF_REPORTED, "")
