"""Makes a nation on PostgreSQL: regions, parks, people, three years of accepted history, scored by the engine."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from accounts import clock
from accounts.models import User
from assessments.framework_file import spec_of
from assessments.models import Assignment, FrameworkVersion, StandingQuarter
from assessments.services.frameworks import load_framework, publish_version
from assessments.services.scoring import rescore_quarter
from bench.floors import copy_file
from engine.normalise import Band, Goalposts, Steps
from engine.spec import Indicator, Item
from governance.choices import ReportStatus
from governance.models import PathStep, ReportForm, StageReport
from parks.choices import Frequency, Industry, ParkLevel, Role
from parks.models import Grant, Park, ParkIndustry, Period, Region
from parks.services.history_files import HistoryFile
from parks.services.history_import import HistoryResult, import_history
from parks.services.periods import ensure_periods
from parks.signals import history_imported

FRAMEWORK = Path(__file__).parent.parent / "assessments" / "frameworks" / "wang-2023.yaml"
HEADER = "park,indicator,period,value,missing_reason\n"
YEARS = 3
PROVINCES, PREFECTURES = 31, 10
STAGES = ("t1", "t1", "t2", "t3")
ROLES = ("editor", "lead", "reviewer", "authority", "observer", "consultant", "administrator")
TOGETHER = 2_000
SHARE_MISSING, SHARE_WITH_REASON = 0.05, 0.02


@dataclass(frozen=True)
class Nation:
    """What was made, and how long the import of its history and the scoring of its quarters took.

    `copy_seconds` is how long a bare COPY of the history took, the mean of one before the import and one after it:
    what else the machine does in the meantime slows both.
    """

    version: FrameworkVersion
    people: dict[str, User]
    park: Park
    file: HistoryFile
    imported: HistoryResult
    copy_seconds: float
    import_seconds: float
    scoring_seconds: float
    quarters: tuple[Period, ...]


def make_nation(parks: int, folder: Path, *, seed: int = 2023) -> Nation:
    """Make a nation in an empty database."""
    regions = _make_regions()
    held = _make_parks(parks, regions)
    people = _make_people(held[0], regions)
    quarters = _make_periods()
    version = _publish(people["administrator"], regions[0], quarters[0])
    _enter_path(held, people["authority"], quarters[0].starts_on)
    file = write_history(folder / "history.csv", version, held, random.Random(seed))  # noqa: S311
    before = copy_file(file)
    import_seconds, imported = _import(file, people["authority"])
    copy_seconds = (before + copy_file(file)) / 2
    _mark(version, held, quarters)
    scoring_seconds = score(version, quarters)
    _accept_reports(held, quarters, people["reviewer"], version)
    return Nation(
        version=version,
        people=people,
        park=held[0],
        file=file,
        imported=imported,
        copy_seconds=copy_seconds,
        import_seconds=import_seconds,
        scoring_seconds=scoring_seconds,
        quarters=quarters,
    )


def _make_regions() -> list[Region]:
    """Make the nation, its provinces and their prefectures."""
    nation = _region("CN", None)
    regions = [nation]
    for province in range(PROVINCES):
        above = _region(f"P{province:02d}", nation)
        regions.append(above)
        regions += [_region(f"P{province:02d}-{below}", above) for below in range(PREFECTURES)]
    return regions


def _region(code: str, parent: Region | None) -> Region:
    region = Region.objects.create(code=code, parent=parent, name_en=f"Region {code}", name_zh=code)
    region.path = region.path_from_parent()
    region.save(update_fields=["path"])
    return region


def _make_parks(count: int, regions: list[Region]) -> list[Park]:
    prefectures = [region for region in regions if region.depth == 2]
    now, levels, industries = clock.now(), list(ParkLevel), list(Industry)
    Park.objects.bulk_create(
        [
            Park(
                code=f"NP-{number:05d}",
                name_en=f"Park {number}",
                name_zh=f"园区{number}",
                region=prefectures[number % len(prefectures)],
                level=levels[number % len(levels)],
                longitude=75 + number % 55,
                latitude=20 + number % 30,
                created_at=now,
                updated_at=now,
            )
            for number in range(count)
        ],
        batch_size=TOGETHER,
    )
    parks = list(Park.objects.order_by("code"))
    ParkIndustry.objects.bulk_create(
        [
            ParkIndustry(park=park, industry=industries[number % len(industries)])
            for number, park in enumerate(parks)
        ],
        batch_size=TOGETHER,
    )
    return parks


def _make_people(park: Park, regions: list[Region]) -> dict[str, User]:
    """Make one person per role: committees of the first park, the others over the whole nation."""
    people = {
        role: User.objects.create_user(
            f"{role}@bench.example",
            None,
            name=role.capitalize(),
            is_administrator=role == "administrator",
        )
        for role in ROLES
    }
    for role in ROLES[:-1]:
        of_park = role in {Role.EDITOR, Role.LEAD}
        Grant.objects.create(
            user=people[role],
            role=role,
            park=park if of_park else None,
            region=None if of_park else regions[0],
            granted_at=clock.now(),
        )
    return people


def _make_periods() -> tuple[Period, ...]:
    """Return the last twelve ended quarters."""
    today = clock.today()
    ensure_periods(today - timedelta(days=(YEARS + 2) * 366), today)
    ended = Period.objects.ended(today).filter(every=Frequency.QUARTER).order_by("-ends_on")
    return tuple(reversed(ended[: YEARS * 4]))


def _publish(administrator: User, nation: Region, first: Period) -> FrameworkVersion:
    text = FRAMEWORK.read_text(encoding="utf-8")
    version = publish_version(load_framework(text, by=administrator), by=administrator)
    Assignment.objects.create(
        version=version,
        region=nation,
        from_period=first,
        assigned_by=administrator,
        assigned_at=clock.now(),
    )
    return version


def _enter_path(parks: list[Park], authority: User, day: date) -> None:
    PathStep.objects.bulk_create(
        [
            PathStep(
                park=park,
                stage=STAGES[number % len(STAGES)],
                entered_on=day,
                reason="Where the park stood.",
                decided_by=authority,
                decided_at=clock.now(),
            )
            for number, park in enumerate(parks)
        ],
        batch_size=TOGETHER,
    )


def write_history(
    path: Path, version: FrameworkVersion, parks: list[Park], chance: random.Random
) -> HistoryFile:
    """Write three years of values of everything that is measured, as a nation would hand them over."""
    columns = [(one, *_bounds(one)) for one in spec_of(version).spec.measured]
    codes = {every: _codes(every) for every in Frequency}
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for park in parks:
            file.writelines(_lines(park.code, columns, codes, chance))
    return HistoryFile(path, path.name)


def _codes(every: Frequency) -> list[str]:
    a_year = {Frequency.MONTH: 12, Frequency.QUARTER: 4, Frequency.YEAR: 1}
    ended = Period.objects.ended(clock.today()).filter(every=every).order_by("-ends_on")
    return list(ended.values_list("code", flat=True)[: YEARS * a_year[every]])


def _bounds(column: Item | Indicator) -> tuple[float, float]:
    """Return between which values a column lies in a believable nation."""
    match getattr(column, "score", None):
        case Goalposts(worst, best):
            return min(worst, best), max(worst, best)
        case Band(below, _from, _to, above):
            return below, above
        case Steps(edges):
            return min(0, edges[0]), edges[-1] * 1.2
        case _:
            return 100, 1000


def _lines(
    park: str,
    columns: list[tuple[Item | Indicator, float, float]],
    codes: dict[Frequency, list[str]],
    chance: random.Random,
) -> Iterator[str]:
    for column, low, high in columns:
        level = chance.uniform(low, high)
        for code in codes[Frequency(column.every)]:
            luck = chance.random()
            if luck < SHARE_WITH_REASON:
                yield f"{park},{column.code},{code},,not_measured\n"
            elif luck > SHARE_MISSING:
                value = min(max(level + (high - low) * 0.2 * (luck - 0.5), low), high)
                yield f"{park},{column.code},{code},{value:.4f},\n"


def _import(file: HistoryFile, authority: User) -> tuple[float, HistoryResult]:
    """Import the history alone: what follows from it is measured by itself."""
    receivers, history_imported.receivers = history_imported.receivers, []
    history_imported.sender_receivers_cache.clear()
    began = time.perf_counter()
    try:
        result = import_history(file, by=authority)
    finally:
        history_imported.receivers = receivers
        history_imported.sender_receivers_cache.clear()
    return time.perf_counter() - began, result


def _mark(version: FrameworkVersion, parks: list[Park], quarters: tuple[Period, ...]) -> None:
    StandingQuarter.objects.bulk_create(
        [
            StandingQuarter(park=park, period=quarter, version=version, stage=STAGES[number % 4])
            for number, park in enumerate(parks)
            for quarter in quarters
        ],
        batch_size=TOGETHER,
    )


def score(version: FrameworkVersion, quarters: tuple[Period, ...]) -> float:
    """Score quarters of all parks; return how long it took."""
    began = time.perf_counter()
    for quarter in quarters:
        rescore_quarter(version, quarter)
    return time.perf_counter() - began


def _accept_reports(
    parks: list[Park], quarters: tuple[Period, ...], reviewer: User, version: FrameworkVersion
) -> None:
    """Give every park an accepted report for each quarter, so that it has a headline."""
    forms = {
        form.stage: form
        for form in ReportForm.objects.filter(
            framework=version.framework.code, version=version.version, every=Frequency.QUARTER
        )
    }
    now = clock.now()
    StageReport.objects.bulk_create(
        [
            StageReport(
                park=park,
                period=quarter,
                stage=STAGES[number % 4],
                form=forms[STAGES[number % 4]],
                status=ReportStatus.ACCEPTED,
                opened_at=now,
                submitted_at=now,
                submitted_by=reviewer,
                accepted_at=now,
                accepted_by=reviewer,
            )
            for number, park in enumerate(parks)
            for quarter in quarters
        ],
        batch_size=TOGETHER,
    )
