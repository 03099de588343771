"""Keeps what held of a plot before: each day since when it is otherwise begins a state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from parks.models import Plot, PlotState


@transaction.atomic
def keep_states(plots: Sequence[Plot]) -> None:
    """Note how plots are since their day: a later day begins a new state, the same day corrects it.

    An earlier day corrects all that was said of later ones: the plot has been as it is now since then.
    """
    known = {
        (state.plot_id, state.since): state
        for state in PlotState.objects.filter(plot__in=[plot.pk for plot in plots])
    }
    new: list[PlotState] = []
    old: list[PlotState] = []
    for plot in plots:
        state = known.get((plot.pk, plot.since))
        (new if state is None else old).append(_state(plot, state))
    PlotState.objects.filter(pk__in=_outlived(plots, known.values())).delete()
    PlotState.objects.bulk_create(new)
    PlotState.objects.bulk_update(old, Plot.DATED)


def _outlived(plots: Sequence[Plot], states: Iterable[PlotState]) -> list[int]:
    """Return the states that begin after the day since when their plot is as it is now."""
    since = {plot.pk: plot.since or date.min for plot in plots}
    return [
        state.pk
        for state in states
        if state.since is not None and state.since > since[state.plot_id]
    ]


def _state(plot: Plot, state: PlotState | None) -> PlotState:
    state = state or PlotState(plot=plot, since=plot.since)
    for name in Plot.DATED:
        setattr(state, name, getattr(plot, name))
    return state
