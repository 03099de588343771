"""A run as CSV, Excel and JSON: the same figures as its page, over the parks that the reader sees."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from openpyxl import Workbook

from accounts import audit
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from assessments.choices import RunStatus
from assessments.models import Node, Run, RunPark, RunRank, RunScore
from assessments.selectors.run_detail import manifest_of, notices_of, parks_in_sight
from parks.services.text_cells import defused

SCORE_COLUMNS: Final = (
    "park", "park_name_en", "park_name_zh", "stage", "node", "kind", "node_name_en", "node_name_zh",
    "value", "null_reason", "completeness", "low", "high", "raw_value", "place",
)  # fmt: skip
RANK_COLUMNS: Final = ("node", "place", "park", "value")
NOTICE_COLUMNS: Final = ("code", "node", "parks", "sentence")
MANIFEST_COLUMNS: Final = ("name", "value")
SIGNIFICANT_DIGITS: Final = 15
PARKS_AT_ONCE: Final = 200
MOST_ROWS_OF_A_SHEET: Final = 1_048_575
BYTE_ORDER_MARK: Final = "\ufeff"
PIECE: Final = 64 * 1024
Cell = str | float | int | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class RunExport:
    """What of a run leaves: `rows` of scores over `parks` parks, the name of the file, and its pieces."""

    rows: int
    parks: int
    name: str
    content_type: str
    pieces: Iterator[bytes]


@dataclass(frozen=True)
class _Content:
    """A run as far as one reader sees it."""

    run: Run
    reader: User
    parks: QuerySet[RunPark]
    nodes: dict[int, Node]

    def scores(self) -> Iterator[Row]:
        """Yield the scores by park and tree order, some parks at a time."""
        parks = list(self.parks)
        for start in range(0, len(parks), PARKS_AT_ONCE):
            yield from self._scores_of(parks[start : start + PARKS_AT_ONCE])

    def _scores_of(self, parks: Sequence[RunPark]) -> Iterator[Row]:
        ids = [one.park_id for one in parks]
        ranks = RunRank.objects.filter(run=self.run, park__in=ids).order_by()
        places = {(park, node): place for park, node, place in
                  ranks.values_list("park_id", "node_id", "place")}  # fmt: skip
        found: dict[int, list[tuple[Any, ...]]] = {}
        scores = RunScore.objects.filter(run=self.run, park__in=ids).order_by("node__position")
        fields = ("value", "null_reason", "completeness", "low", "high", "raw_value")
        for park, *rest in scores.values_list("park_id", "node_id", *fields):
            found.setdefault(park, []).append(tuple(rest))
        for one in parks:
            names = (one.park.code, one.park.name_en, one.park.name_zh, one.stage)
            for node_id, *figures in found.get(one.park_id, ()):
                node = self.nodes[node_id]
                titles = (node.code, node.kind, node.name_en, node.name_zh)
                place = places.get((one.park_id, node_id))
                yield (*names, *titles, *map(_figure, figures), place)

    def ranks(self) -> Iterator[Row]:
        """Yield the places by node in tree order."""
        ranks = RunRank.objects.filter(run=self.run, park__in=self.parks.values("park"))
        values = {
            (park, node): value
            for park, node, value in RunScore.objects.filter(
                run=self.run, park__in=self.parks.values("park"),
                node__in=ranks.values("node"),
            ).values_list("park_id", "node_id", "value")
        }  # fmt: skip
        rows = ranks.order_by("node__position", "place", "park__code")
        for node, place, park, code in rows.values_list(
            "node_id", "place", "park_id", "park__code"
        ):
            yield self.nodes[node].code, place, code, _figure(values.get((park, node)))

    def notices(self) -> Iterator[Row]:
        for one in notices_of(self.run, self.reader):
            yield one.code, one.place, one.parks, one.sentence

    def manifest(self) -> Iterator[Row]:
        sees_all = self.parks.count() == self.run.parks_total
        yield from head_of(self.run)
        yield from manifest_of(self.run, sees_all=sees_all)


def _figure(cell: Any) -> Cell:
    """Return a number with as many digits as a spreadsheet keeps, so that all forms hold the same."""
    if isinstance(cell, float):
        return float(f"{cell:.{SIGNIFICANT_DIGITS}g}")
    kept: Cell = cell
    return kept


def head_of(run: Run) -> Iterator[Row]:
    """Yield how a run is called, before its manifest."""
    yield "run", run.pk
    yield "title", run.title
    yield "result_hash", run.result_hash


@transaction.atomic
def run_export(run: Run, form: str, *, by: User) -> RunExport:
    """Return a run's figures in a form (csv, xlsx, json), and note in the audit trail that they left.

    Errors: run_not_done (409), format_unknown, sheet_too_long.
    """
    if run.status != RunStatus.DONE:
        raise NoLongerPossible("run_not_done", _("Only a run that is done has figures to export."))
    made = FORMS.get(form)
    if made is None:
        raise RuleBroken("format_unknown", _("A run is exported as csv, xlsx or json."))
    parks = parks_in_sight(run, by).select_related("park").order_by("park__code")
    nodes = {node.pk: node for node in Node.objects.filter(version=run.version_id)}
    count = parks.count()
    rows = RunScore.objects.filter(run=run, park__in=parks.values("park")).count()
    if form == "xlsx" and rows > MOST_ROWS_OF_A_SHEET:
        message = _("A sheet cannot hold so many rows; export the run as CSV instead.")
        raise RuleBroken("sheet_too_long", message)
    audit.record("run.export", by=by, on=run, format=form, parks=count, rows=rows)
    content = _Content(run, by, parks, nodes)
    return RunExport(rows, count, file_name(run, form), made.content_type, made.pieces(content))


def file_name(run: Run, form: str) -> str:
    """Name the file by title (or framework) and quarter; Chinese characters stay."""
    title = re.sub(r"\s+", " ", run.title).strip() or run.version.name
    return get_valid_filename(f"{title} {run.period.code} {run.pk}.{form}")


def _csv_pieces(content: _Content) -> Iterator[bytes]:
    yield (BYTE_ORDER_MARK + _line(SCORE_COLUMNS)).encode()
    for row in content.scores():
        yield _line([_csv_cell(cell) for cell in row]).encode()


def _line(cells: Sequence[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return defused(cell)
    return "" if cell is None else repr(cell)


def _json_pieces(content: _Content) -> Iterator[bytes]:
    head = json.dumps(
        {row[0]: row[1] for row in content.manifest()}, ensure_ascii=False, allow_nan=False
    )
    yield f'{{"manifest": {head}'.encode()
    for name, columns, rows in (
        ("scores", SCORE_COLUMNS, content.scores()),
        ("ranks", RANK_COLUMNS, content.ranks()),
        ("notices", NOTICE_COLUMNS, content.notices()),
    ):
        yield f',\n"{name}": ['.encode()
        for number, row in enumerate(rows):
            record = dict(zip(columns, row, strict=True))
            text = json.dumps(record, ensure_ascii=False, allow_nan=False)
            yield f"{',' if number else ''}\n{text}".encode()
        yield b"\n]"
    yield b"}\n"


def _xlsx_pieces(content: _Content) -> Iterator[bytes]:
    """Write the workbook row by row into a file without a name, then hand it out in pieces."""
    book = Workbook(write_only=True)
    for name, columns, rows in (
        ("scores", SCORE_COLUMNS, content.scores()),
        ("ranks", RANK_COLUMNS, content.ranks()),
        ("notices", NOTICE_COLUMNS, content.notices()),
        ("manifest", MANIFEST_COLUMNS, content.manifest()),
    ):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(columns)
        for row in rows:
            sheet.append([defused(cell) if isinstance(cell, str) else cell for cell in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


@dataclass(frozen=True)
class _Form:
    content_type: str
    pieces: Callable[[_Content], Iterator[bytes]]


FORMS: Final = {
    "csv": _Form("text/csv; charset=utf-8", _csv_pieces),
    "xlsx": _Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx_pieces
    ),
    "json": _Form("application/json", _json_pieces),
}
