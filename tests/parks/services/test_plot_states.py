"""What held of a plot before."""

from datetime import date

import pytest

from parks.models import PlotState
from parks.registers import REGISTERS
from parks.services.records import change_record, remove_record
from tests.parks.records_for_tests import make_record

PLOTS = REGISTERS["plots"]
MARCH, JUNE, SEPTEMBER = date(2025, 3, 1), date(2025, 6, 1), date(2025, 9, 1)


@pytest.fixture
def change(cast):
    def changed(plot, **values):
        return change_record(PLOTS, plot, values, seen_version=plot.version, by=cast.editor)

    return changed


def states(plot):
    return [(one.since, one.status) for one in PlotState.objects.filter(plot=plot)]


def test_a_new_plot_begins_with_how_it_is(cast):
    dated = make_record("plots", cast.park, by=cast.editor, since=MARCH)
    undated = make_record("plots", cast.park, by=cast.editor, status="idle")

    assert states(dated) == [(MARCH, "in_use")]
    assert states(undated) == [(None, "idle")]


def test_a_later_day_begins_a_new_state(cast, change):
    plot = make_record("plots", cast.park, by=cast.editor)
    plot = change(plot, status="under_renewal", since=MARCH)
    plot = change(plot, status="renewed", since=JUNE)

    assert states(plot) == [(None, "in_use"), (MARCH, "under_renewal"), (JUNE, "renewed")]


def test_the_same_day_corrects_its_state(cast, change):
    plot = make_record("plots", cast.park, by=cast.editor, since=MARCH)
    plot = change(plot, status="idle", floor_area_m2=1.0)

    assert states(plot) == [(MARCH, "idle")]
    assert PlotState.objects.get().floor_area_m2 == 1.0


def test_the_beginning_is_corrected_as_well(cast, change):
    plot = make_record("plots", cast.park, by=cast.editor)
    change(plot, status="idle")

    assert states(plot) == [(None, "idle")]


def test_an_earlier_day_corrects_what_was_said_of_later_ones(cast, change):
    plot = make_record("plots", cast.park, by=cast.editor, since=MARCH)
    plot = change(plot, status="renewed", since=SEPTEMBER)
    plot = change(plot, since=JUNE)
    assert states(plot) == [(MARCH, "in_use"), (JUNE, "renewed")]

    plot = change(plot, since=None)
    assert states(plot) == [(None, "renewed")]


def test_a_change_of_its_name_alone_is_no_new_state(cast, change):
    plot = make_record("plots", cast.park, by=cast.editor, since=MARCH)
    change(plot, name_en="South yard")

    assert states(plot) == [(MARCH, "in_use")]


def test_states_of_other_plots_stay(cast, change):
    one = make_record("plots", cast.park, by=cast.editor, since=SEPTEMBER)
    other = make_record("plots", cast.park, by=cast.editor, since=JUNE)
    change(other, since=MARCH)

    assert states(one) == [(SEPTEMBER, "in_use")]


def test_what_held_of_a_plot_that_is_struck_off_stays_readable(cast):
    plot = make_record("plots", cast.park, by=cast.editor, since=MARCH)
    remove_record(PLOTS, plot, reason="Twice.", by=cast.editor)

    assert states(plot) == [(MARCH, "in_use")]
