"""What the register of plots says of parks on the last day of a period: renewal, density, use of land.

Plots are taken as they were on that day (`parks.selectors.place.plots_on`). Shares of land are shares of area; a plot
whose area is neither stated nor drawn has none and stands among the records with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from parks.choices import Implementer, LandUse, PlotStatus
from parks.measures.measure import Counted, Measure, ratio, share
from parks.models import Period
from parks.selectors.place import PlotThen, plots_on

MARKET: Final = frozenset({Implementer.ENTERPRISE, Implementer.INVESTOR, Implementer.CONSORTIUM})
DEVELOPABLE: Final = frozenset({LandUse.PRODUCTION, LandUse.LIVING})
"""Land that may be built on. Land kept for ecology is not waiting for anybody."""


def read_pilots(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The pilot plots; those whose renewal is completed count. 0/0: no pilot plot."""
    for plot in plots_on(parks, period.ends_on):
        if plot.is_pilot:
            yield Counted(plot.park, plot.key, float(plot.status == PlotStatus.RENEWED))


def read_floor_area(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """Floor area over area of the production plots for which both are known. 0/0: no such plot.

    On a plot awaiting construction an unstated floor area is none; elsewhere it is missing, and so is the plot.
    """
    for plot in plots_on(parks, period.ends_on):
        built = plot.built_m2
        if plot.land_use == LandUse.PRODUCTION and built is not None and plot.area_m2:
            yield Counted(plot.park, plot.key, built, plot.area_m2)


def read_footprint(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """Footprint over area of the built plots: those with a footprint and an area. 0/0: no built plot."""
    for plot in plots_on(parks, period.ends_on):
        if plot.footprint_m2 and plot.area_m2:
            yield Counted(plot.park, plot.key, plot.footprint_m2, plot.area_m2)


def read_awaiting(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The area of the developable plots, production and living; that awaiting construction counts. 0/0: no such plot."""
    for plot in plots_on(parks, period.ends_on):
        if plot.land_use in DEVELOPABLE:
            yield _by_area(plot, counts=plot.status == PlotStatus.AWAITING)


def read_renewal(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The area of the plots under renewal; that renewed by enterprises, investors or consortia counts. 0/0: none."""
    for plot in plots_on(parks, period.ends_on):
        if plot.status == PlotStatus.RENEWING:
            yield _by_area(plot, counts=plot.implementer in MARKET)


def read_production(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The area of all plots; that of land use production counts. 0/0: no plot."""
    for plot in plots_on(parks, period.ends_on):
        yield _by_area(plot, counts=plot.land_use == LandUse.PRODUCTION)


def read_ecology(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The area of all plots; that of land use ecology counts. 0/0: no plot."""
    for plot in plots_on(parks, period.ends_on):
        yield _by_area(plot, counts=plot.land_use == LandUse.ECOLOGY)


def _by_area(plot: PlotThen, *, counts: bool) -> Counted:
    whole = plot.area_m2 or 0.0
    return Counted(plot.park, plot.key, whole if counts else 0.0, whole, plot.land_use)


PLOT_MEASURES: Final[dict[str, Measure]] = {
    one.indicator: one
    for one in (
        Measure(
            indicator="pilot_plots_renewed",
            register="plots",
            read=read_pilots,
            value=share,
            told=_("Renewal is completed on %(part)s of %(whole)s pilot plots."),
            nothing=_("No plot was marked as a pilot plot on the last day of the period."),
        ),
        Measure(
            indicator="floor_area_ratio",
            register="plots",
            read=read_floor_area,
            value=ratio,
            told=_("%(part)s m² of floor area stand on %(whole)s m² of production land."),
            nothing=_("No production plot had both an area and a floor area on the last day."),
        ),
        Measure(
            indicator="building_density",
            register="plots",
            read=read_footprint,
            value=share,
            told=_("Buildings cover %(part)s m² of the %(whole)s m² of built plots."),
            nothing=_("No plot had buildings with a known footprint on the last day."),
        ),
        Measure(
            indicator="awaiting_construction_share",
            register="plots",
            read=read_awaiting,
            value=share,
            told=_("%(part)s m² of %(whole)s m² of developable land await construction."),
            nothing=_("No developable plot was known on the last day of the period."),
        ),
        Measure(
            indicator="market_led_renewal",
            register="plots",
            read=read_renewal,
            value=share,
            told=_("Market actors renew %(part)s m² of the %(whole)s m² under renewal."),
            nothing=_("No plot was under renewal on the last day of the period."),
        ),
        Measure(
            indicator="industrial_land_share",
            register="plots",
            read=read_production,
            value=share,
            told=_("%(part)s m² of %(whole)s m² of land are used for production."),
            nothing=_("No plot was known on the last day of the period."),
        ),
        Measure(
            indicator="green_land_share",
            register="plots",
            read=read_ecology,
            value=share,
            told=_("%(part)s m² of %(whole)s m² of land are kept for ecology."),
            nothing=_("No plot was known on the last day of the period."),
        ),
    )
}
