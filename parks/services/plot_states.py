"""Keeps what held of a plot before: each day since when it is otherwise begins a state."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from parks.models import Plot, PlotState


@transaction.atomic
def keep_states(plots: Sequence[Plot]) -> None:
    """Note how plots are since their day: a new day begins a new state, the same day corrects it."""
    known = {
        (state.plot_id, state.since): state
        for state in PlotState.objects.filter(plot__in=[plot.pk for plot in plots])
    }
    new: list[PlotState] = []
    old: list[PlotState] = []
    for plot in plots:
        state = known.get((plot.pk, plot.since))
        (new if state is None else old).append(_state(plot, state))
    PlotState.objects.bulk_create(new)
    PlotState.objects.bulk_update(old, Plot.DATED)


def _state(plot: Plot, state: PlotState | None) -> PlotState:
    state = state or PlotState(plot=plot, since=plot.since)
    for name in Plot.DATED:
        setattr(state, name, getattr(plot, name))
    return state
