"""Starts the platform city by city: parks enter the path, their history is taken in, and the framework comes into force."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assessments.management.demo.people import AUTHORITIES
from assessments.management.demo.places import city_of
from assessments.management.demo.setting import Scene
from assessments.management.demo.stories import STORIES
from assessments.management.demo.values import Figures
from assessments.services.assignments import assign_version
from assessments.services.following import follow_assignment
from governance.choices import EntrySource, Stage
from governance.measures import MEASURES
from governance.models import FormEntry
from governance.services.path import enter_stage
from parks.choices import Frequency
from parks.models import Park, Period
from parks.services.history_files import COLUMNS, HistoryFile
from parks.services.history_import import import_history
from parks.services.periods import ensure_periods

Row = tuple[str, str, str, float | str, str]


@dataclass(frozen=True)
class Start:
    """The start of one city: what is on record by then, from which month on, and the first quarter reported."""

    scene: Scene
    city: str
    first_month: Period
    first_quarter: Period
    first_month_of_the_year: int

    @property
    def parks(self) -> list[Park]:
        """Parks that do not join later are on the path already."""
        parks = self.scene.parks.values()
        here = [one for one in parks if city_of(one.region.code) == self.city]
        return [one for one in here if not STORIES[one.code].enters_late]

    def perform(self, today: date) -> None:
        """Nothing is asked of parks before a framework is in force, so that their history comes first."""
        scene, parks = self.scene, self.parks
        authority = scene.people[AUTHORITIES[self.city.partition("-")[0]]]
        day = self.first_month.starts_on
        for park in parks:
            story = STORIES[park.code]
            enter_stage(park, story.stage, entered_on=day, reason=story.entry_reason, by=authority)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "history.csv"
            self._write(path, parks, today)
            name = f"history-{self.city}-{self.first_month.code}.csv"
            import_history(HistoryFile(path, name), by=authority)
        assignment = assign_version(
            scene.version,
            from_period=self.first_month,
            region=scene.regions[self.city],
            by=scene.administrator,
        )
        follow_assignment(assignment)

    def _write(self, path: Path, parks: Sequence[Park], today: date) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            periods = list(self._periods(today))
            for park in parks:
                writer.writerows(self._rows(park, periods))

    def _periods(self, today: date) -> Iterator[Period]:
        """Yield what ended before the first report: months, quarters, and years as far back as they are carried."""
        first = self.first_month.starts_on
        earliest = date(first.year - 1, 1, 1)
        ensure_periods(earliest, today)
        for period in Period.objects.ended(today).filter(ends_on__gte=earliest).order_by("pk"):
            is_reported = (
                period.every == Frequency.QUARTER
                and period.starts_on >= self.first_quarter.starts_on
            )
            is_there = period.ends_on >= first or period.every == Frequency.YEAR
            if is_there and not is_reported:
                yield period

    def _rows(self, park: Park, periods: Iterable[Period]) -> Iterator[Row]:
        """Yield the values that the committee would have filed, of the furthest stage that it reaches."""
        story = STORIES[park.code]
        asked = asked_at(story.goes_to or story.stage)
        for period in periods:
            figures = Figures(
                park.code, story, self.scene.file, period, self.first_month_of_the_year
            )
            for code in asked[Frequency(period.every)]:
                gap = story.gaps.get(code)
                value = "" if gap else figures.value(code)
                yield park.code, code, period.code, value, gap.reason if gap else ""


def asked_at(stage: str) -> dict[Frequency, list[str]]:
    """Return the codes that forms ask of a committee at a stage, by frequency; those of the last go on being asked."""
    stage = Stage.T3 if stage == Stage.COMPLETE else stage
    asked: dict[Frequency, list[str]] = {every: [] for every in Frequency}
    filed = FormEntry.objects.filter(form__stage=stage).exclude(source=EntrySource.FORMULA)
    for every, code in filed.values_list("form__every", "indicator__code"):
        if code not in MEASURES:
            asked[Frequency(every)].append(code)
    return asked
