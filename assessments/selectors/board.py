"""Who is where: parks by periods, each with the state of its report, under the filters of the portfolio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.utils.translation import gettext as _

from assessments.choices import BoardState
from assessments.selectors.as_of import known_steps
from assessments.selectors.portfolio_choices import Choices
from assessments.selectors.portfolio_reports import accepted_by
from assessments.selectors.portfolio_shown import Shown
from governance.models import EntryChange, StageReport
from governance.permissions import may_view_drafts, may_view_report
from governance.selectors.report_list import is_returned, reports_known_at, state_word
from parks.choices import Frequency
from parks.models import Park, Period

KINDS: Final = (Frequency.QUARTER, Frequency.MONTH)
PERIODS: Final = 6
PER_PAGE: Final = 50
KEPT: Final = ("every",)
"""The parameters that stay when the filters change: the kind of the periods."""


@dataclass(frozen=True)
class BoardCell:
    """The report of a park for a period; `revising` is the state of a newer revision of an accepted one."""

    period: str
    state: BoardState
    is_linked: bool = False
    revising: str = ""


@dataclass(frozen=True)
class BoardRow:
    park: Park
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True)
class BoardColumn:
    """A period, with how many of the parks that are to report for it have an accepted report."""

    period: Period
    accepted: int
    expected: int


@dataclass(frozen=True)
class Board:
    """One page of parks; `error` tells of a kind of period that the board does not have."""

    every: Frequency
    columns: tuple[BoardColumn, ...]
    rows: tuple[BoardRow, ...]
    page: Page[Park]
    error: str


@dataclass(frozen=True)
class BoardPage:
    """The page: its filters with what can be chosen, and the board."""

    shown: Shown
    choices: Choices
    board: Board

    @property
    def kept(self) -> tuple[str, ...]:
        return KEPT

    @property
    def parks_found(self) -> int:
        return self.board.page.paginator.count

    @property
    def kinds(self) -> tuple[Frequency, ...]:
        return KINDS

    @property
    def legend(self) -> tuple[BoardState, ...]:
        """The states that the reader can meet on the board."""
        if self.shown.sees_drafts:
            return tuple(one for one in BoardState if one != BoardState.NOT_ACCEPTED)
        return (BoardState.ACCEPTED, BoardState.NOT_ACCEPTED)


def board_of(shown: Shown, every: str, number: str | None) -> Board:
    """Collect one page of the board, in a constant number of queries."""
    kind = Frequency(every) if every in KINDS else KINDS[0]
    words = _("“%(word)s” is not a kind of period of this board.")
    error = words % {"word": every[:40]} if every and every not in KINDS else ""
    periods = periods_of(shown, kind)
    listed = shown.parks().select_related("region").defer("boundary").order_by("code")
    page = Paginator(listed, PER_PAGE).get_page(number)
    parks = list(page.object_list)
    return Board(
        every=kind,
        columns=_columns(shown, periods),
        rows=_rows(shown, parks, periods),
        page=page,
        error=error,
    )


def periods_of(shown: Shown, kind: Frequency) -> list[Period]:
    """Return the last periods up to the quarter shown; the last quarter past due brings what has ended since."""
    today = shown.filters.as_of.today
    ended = Period.objects.ended(today).filter(every=kind)
    quarter = shown.quarter
    if quarter is not None:
        past_due = Period.objects.filter(every=quarter.every, due_on__lt=today)
        if past_due.filter(ends_on__gt=quarter.ends_on).exists():
            ended = ended.filter(ends_on__lte=quarter.ends_on)
    return list(ended.order_by("-ends_on")[:PERIODS])[::-1]


def _columns(shown: Shown, periods: Sequence[Period]) -> tuple[BoardColumn, ...]:
    accepted, expected = _accepted(shown, periods), _expected(shown, periods)
    return tuple(BoardColumn(one, accepted.get(one.pk, 0), expected[one.pk]) for one in periods)


def _has_stages(shown: Shown) -> bool:
    return shown.version is None or shown.version.has_stages


def _expected(shown: Shown, periods: Sequence[Period]) -> dict[int, int]:
    """Count the parks that had entered the path by the end of each period; all of them without stages."""
    if not _has_stages(shown):
        count = shown.parks().count()
        return {one.pk: count for one in periods}
    steps = known_steps(shown.moment).order_by()
    earlier = steps.filter(park=OuterRef("park"), entered_on__lt=OuterRef("entered_on"))
    first = steps.filter(~Exists(earlier), park__in=shown.parks().values("pk"))
    days = list(
        first.values("entered_on")
        .annotate(parks=Count("park", distinct=True))
        .values_list("entered_on", "parks")
    )
    return {one.pk: sum(parks for day, parks in days if day <= one.ends_on) for one in periods}


def _accepted(shown: Shown, periods: Sequence[Period]) -> dict[int, int]:
    reports = accepted_by(shown).filter(period__in=periods, park__in=shown.parks().values("pk"))
    if _has_stages(shown):
        entered = known_steps(shown.moment).filter(
            park=OuterRef("park"), entered_on__lte=OuterRef("period__ends_on")
        )
        reports = reports.filter(Exists(entered))
    counted = reports.order_by().values("period").annotate(parks=Count("park", distinct=True))
    return dict(counted.values_list("period", "parks"))


def _rows(shown: Shown, parks: Sequence[Park], periods: Sequence[Period]) -> tuple[BoardRow, ...]:
    """Return the rows of some parks, in three queries."""
    with_drafts = _with_drafts(shown, parks)
    entered = _entered(shown, parks)
    found: dict[tuple[int, int], list[StageReport]] = {}
    for one in _reports(shown, parks, periods):
        found.setdefault((one.park_id, one.period_id), []).append(one)
    today = shown.filters.as_of.today
    return tuple(
        BoardRow(
            park,
            tuple(
                _cell(
                    period,
                    found.get((park.pk, period.pk), []),
                    sees_drafts=park.pk in with_drafts,
                    entered=entered.get(park.pk),
                    today=today,
                )
                for period in periods
            ),
        )
        for park in parks
    )


def _reports(
    shown: Shown, parks: Sequence[Park], periods: Sequence[Period]
) -> QuerySet[StageReport]:
    """Return the visible revisions, the oldest first, with what `state_word` needs and whether anybody wrote in them."""
    moment = shown.moment
    visible: QuerySet[StageReport] = StageReport.objects.filter(
        may_view_report(shown.user), park__in=parks, period__in=periods
    )
    changes = EntryChange.objects.filter(entry__report=OuterRef("pk"))
    if moment is not None:
        changes = changes.filter(at__lte=moment)
        visible = reports_known_at(visible, shown.user, moment)
    else:
        visible = visible.annotate(is_returned=is_returned())
    begun = visible.annotate(is_begun=Exists(changes)).select_related("period")
    return begun.defer("narrative").order_by("revision")


def _with_drafts(shown: Shown, parks: Sequence[Park]) -> set[int]:
    """Return those of the parks in which reports that are not accepted exist for the reader."""
    drafts = Park.objects.filter(may_view_drafts(shown.user), pk__in=[one.pk for one in parks])
    return set(drafts.order_by().values_list("pk", flat=True))


def _entered(shown: Shown, parks: Sequence[Park]) -> dict[int, date | None]:
    """Return the day on which each park joined the path; the first of all days where nothing has stages."""
    if not _has_stages(shown):
        return {park.pk: date.min for park in parks}
    steps = known_steps(shown.moment).filter(park__in=parks).order_by()
    return dict(steps.values("park").annotate(first=Min("entered_on")).values_list("park", "first"))


def _cell(
    period: Period,
    reports: Sequence[Any],
    *,
    sees_drafts: bool,
    entered: date | None,
    today: date,
) -> BoardCell:
    """Say how a park's report for a period stands: an accepted revision counts until the next one is accepted."""
    words = [state_word(one, today) for one in reports]
    is_ahead = today <= period.due_on
    if BoardState.ACCEPTED in words:
        newer = words[-1] if words[-1] != BoardState.ACCEPTED else ""
        return BoardCell(period.code, BoardState.ACCEPTED, is_linked=True, revising=newer)
    if not sees_drafts:
        return BoardCell(period.code, BoardState.NOT_ACCEPTED)
    if not words:
        is_asked = entered is not None and entered <= period.ends_on
        state = BoardState.NOT_DUE if is_asked and is_ahead else BoardState.NONE
        return BoardCell(period.code, state)
    state = BoardState(words[-1])
    if state == BoardState.DRAFT and is_ahead and not reports[-1].is_begun:
        state = BoardState.NOT_DUE
    return BoardCell(period.code, state, is_linked=True)
