"""What the page of one record shows."""

import pytest

from parks.registers import REGISTERS
from parks.selectors.record_detail import differences, record_detail_page
from parks.services.record_evidence import attach_link, note_reading, remove_evidence
from parks.services.records import change_record
from tests.parks.records_for_tests import make_record

PLOTS = REGISTERS["plots"]
LINK = "https://example.org/plan"


@pytest.fixture
def plot(cast):
    plot = make_record("plots", cast.park, by=cast.editor)
    return change_record(PLOTS, plot, {"status": "idle"}, seen_version=1, by=cast.lead)


def page(cast, plot, role="editor"):
    return record_detail_page(PLOTS, cast.park, plot, cast.person(role))


def test_the_history_tells_each_act_with_what_it_changed(cast, plot):
    link = attach_link(PLOTS, plot, LINK, title="Plan", by=cast.editor)
    note_reading(PLOTS, plot, link, by=cast.observer)
    remove_evidence(PLOTS, plot, link, by=cast.editor)
    acts = page(cast, plot).history

    assert [act.entry.action for act in acts] == [
        "record.detach",
        "record.attach",
        "record.change",
        "record.create",
    ]
    (change,) = acts[2].changes
    assert (change.field.name, change.before, change.after) == ("status", "in_use", "idle")
    assert acts[1].title == "Plan"
    assert acts[3].changes == ()
    assert acts[3].sentence == "The record PL-0001 North yard was entered in its register."


def test_the_history_of_another_register_with_the_same_number_is_not_its_own(cast, plot):
    make_record("facilities", cast.park, by=cast.editor)
    assert len(page(cast, plot).history) == 2


@pytest.mark.parametrize(
    ("role", "sees_acts", "keeps"),
    [("editor", True, True), ("reviewer", True, False), ("observer", False, False)],
)
def test_the_page_shows_as_much_as_one_may_see(cast, plot, role, sees_acts, keeps):
    found = page(cast, plot, role)
    assert (found.history is not None, found.may_keep) == (sees_acts, keeps)
    assert [one.name for one in found.fields] == list(PLOTS.fields)


def test_evidence_stands_in_its_order(cast, plot):
    for title in ("First", "Second"):
        attach_link(PLOTS, plot, LINK, title=title, by=cast.editor)
    assert [one.title for one in page(cast, plot).evidence] == ["First", "Second"]


def test_a_plot_without_a_shape_has_no_map(cast, plot):
    assert page(cast, plot).map == {"parks": []}


def test_what_two_say_differently_is_told_by_field():
    (one,) = differences(PLOTS, {"status": "idle", "code": "A"}, {"status": "renewed", "code": "A"})
    assert (one.field.name, one.before, one.after) == ("status", "idle", "renewed")
