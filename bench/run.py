"""Measures and prints the table of ratios: `make bench`, or with BENCH_PARKS=10000 over a whole nation."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from accounts.models import User
from bench import floors, load, national_run, pages, spatial
from bench.nation import STAGES, Nation, make_nation, score
from parks.models import Park

FEW = 10
CLIENTS, EACH = 8, 40
PORT = 8197


@dataclass(frozen=True)
class Figure:
    """A ratio, what it is held against, and what it is made of."""

    title: str
    ratio: float
    target: str
    made_of: str

    @property
    def line(self) -> str:
        return f"{self.title:<52} {self.ratio:>9.3f}  {self.target:<9} {self.made_of}"


def bench(parks: int) -> Iterator[Figure]:
    """Make a small nation and count queries, make a large one, and measure everything in it."""
    yield from (Figure(*row) for row in spatial.ratios())
    with tempfile.TemporaryDirectory(prefix="parkpath-bench-") as name:
        folder = Path(name)
        few = make_nation(FEW, folder)
        before = pages.queries(few.people, few.park.code)
        call_command("flush", interactive=False, verbosity=0)
        nation = make_nation(parks, folder)
        yield from imports(nation)
        yield from scoring(nation, parks)
        yield from runs(nation)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield from growth(before, pages.queries(nation.people, nation.park.code))
        yield from under_load(nation)


def imports(nation: Nation) -> Iterator[Figure]:
    """Hold the import against COPY of the file as it is, and against a program that reads the rows and COPYs them."""
    rows, took = nation.imported.read, nation.import_seconds
    for title, bare, target in (
        ("import_history, speed of COPY of the file", nation.copy_seconds, "≥ 0.25"),
        ("import_history, speed of COPY row by row", floors.copy_rows(nation.file), ""),
    ):
        made_of = f"{rows / took:,.0f} of {rows / bare:,.0f} rows/s"
        yield Figure(title, bare / took, target, made_of)


def bare_run(nation: Nation) -> floors.BareRun:
    """Return what reading, scoring and storing the last quarter take by themselves, at their quickest."""
    codes = Park.objects.order_by("code").values_list("code", flat=True)
    stages = {code: STAGES[number % len(STAGES)] for number, code in enumerate(codes)}
    quarter = nation.quarters[-1]
    return floors.quickest(
        floors.bare_run(nation.version, quarter, stages) for _ in range(national_run.RUNS)
    )


def scoring(nation: Nation, parks: int) -> Iterator[Figure]:
    """Hold the standing scores of a quarter against the same floor."""
    bare = bare_run(nation).total
    first = nation.scoring_seconds / len(nation.quarters)
    again = score(nation.version, nation.quarters[-1:])
    yield Figure(
        "standing scores of a quarter ÷ bare", first / bare, "", f"{parks / first:,.0f} parks/s"
    )
    yield Figure(
        "the same again, nothing changed ÷ bare", again / bare, "", f"{parks / again:,.0f} parks/s"
    )


def runs(nation: Nation) -> Iterator[Figure]:
    """Hold a national run against reading, engine and COPY, and two workers against one."""
    before = bare_run(nation)
    one, two = national_run.run_seconds(nation, 1), national_run.run_seconds(nation, 2)
    bare = floors.quickest([before, bare_run(nation)])
    made_of = f"{one:.2f} s; read {bare.read:.2f}, engine {bare.engine:.2f}, COPY {bare.copy:.2f} s"
    yield Figure("national run, one worker ÷ bare", one / bare.total, "≤ 2", made_of)
    yield Figure("national run, two workers faster than one by", one / two, "≥ 1.7", f"{two:.2f} s")


def growth(few: dict[tuple[str, str], int], many: dict[tuple[str, str], int]) -> Iterator[Figure]:
    """Hold the queries in the large nation against those in the small one, and the roles against each other."""
    for page in pages.COUNTED:
        counts = [many[page.title, role] for role in pages.ROLES]
        small = [few[page.title, role] for role in pages.ROLES]
        made_of = f"{'/'.join(map(str, counts))} for {'/'.join(pages.ROLES)}; {'/'.join(map(str, small))} of {FEW} parks"
        yield Figure(
            f"queries of the {page.title}, most ÷ fewest",
            max(*counts, *small) / min(*counts, *small),
            "= 1",
            made_of,
        )


def under_load(nation: Nation) -> Iterator[Figure]:
    """Hold each page against a trivial one under the same load."""
    cookie = pages.session_of(nation.people["authority"])
    codes = list(
        Park.objects.order_by("code").values_list("code", flat=True)[
            :: max(1, Park.objects.count() // CLIENTS)
        ]
    )
    with load.web_server(PORT):

        def measured(page: pages.Page) -> float:
            addresses = page.addresses(codes, CLIENTS * (EACH + 1))
            return load.p95(
                load.seconds_under_load(PORT, addresses, cookie, clients=CLIENTS, each=EACH)
            )

        trivial = measured(pages.TRIVIAL)
        for page in pages.LOADED:
            took = measured(page)
            yield Figure(
                f"{page.title}, p95 ÷ {pages.TRIVIAL.title}",
                took / trivial,
                page.target,
                f"{took * 1000:.0f} ms of {trivial * 1000:.0f} ms",
            )


def main(parks: int) -> None:
    """Print each figure as soon as it is there. The database must be new: it is emptied on the way."""
    call_command("migrate", verbosity=0, interactive=False)
    if User.objects.exists():
        sys.exit("The bench makes and empties a nation of its own; it needs a new database.")
    print(f"A nation of {parks:,} parks; ratios of one run:\n", flush=True)
    for figure in bench(parks):
        print(figure.line, flush=True)
