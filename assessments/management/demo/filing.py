"""What the people of the demo do with one report: fill it in, submit, review, return, mend, accept, reopen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.choices import Language
from accounts.models import User
from assessments.management.demo import remarks
from assessments.management.demo.committees import committee_of
from assessments.management.demo.evidence import statement, table
from assessments.management.demo.lives import Turns
from assessments.management.demo.newcomers import NEWCOMERS
from assessments.management.demo.people import AUTHORITIES, REVIEWERS
from assessments.management.demo.places import city_of
from assessments.management.demo.setting import Scene
from assessments.management.demo.stories import STORIES
from assessments.management.demo.values import Figures, chance
from governance.choices import EntrySource
from governance.models import Entry, FormEntry, StageReport
from governance.report_workflow import (
    accept_report,
    open_review,
    reopen_report,
    return_report,
    submit_report,
)
from governance.services.evidence import attach_file
from governance.services.notes import add_note
from governance.services.reports import Cell, Filled, save_entries, save_narrative
from parks.choices import Frequency
from parks.models import Park, Period

ATTACHED_ABOVE, BY_NEWCOMERS_ABOVE = 0.1, 0.85
"""Evidence is attached where chance is above this: to less than half of the entries that ask for it, by newcomers to few."""


@dataclass(frozen=True)
class Filing:
    """The report of one park and period, in whichever revision it is."""

    scene: Scene
    turns: Turns
    park: Park
    period: Period
    first_month: int

    @property
    def report(self) -> StageReport:
        reports = StageReport.objects.filter(park=self.park, period=self.period)
        return reports.select_related("park", "period", "form").order_by("-revision")[0]

    @property
    def figures(self) -> Figures:
        story = STORIES[self.park.code]
        return Figures(self.park.code, story, self.scene.file, self.period, self.first_month)

    @property
    def editor(self) -> User:
        return self.scene.people[committee_of(self.park.code).editor[0]]

    @property
    def lead(self) -> User:
        return self.scene.people[committee_of(self.park.code).lead[0]]

    @property
    def reviewer(self) -> User:
        return self.scene.people[REVIEWERS[city_of(self.park.region.code)]]

    @property
    def authority(self) -> User:
        return self.scene.people[AUTHORITIES[self.scene.province_of(self.park)]]

    def take(self, act: str) -> None:
        """Take one step of the report's life."""
        acts = {
            "begin": self._begin,
            "fill": self._fill,
            "submit": lambda: submit_report(self.report, by=self.lead),
            "open": lambda: open_review(self.report, by=self.reviewer),
            "return": self._return,
            "mend": self._mend,
            "accept": lambda: accept_report(self.report, by=self.reviewer),
            "reopen": self._reopen,
            "correct": self._correct,
        }
        acts[act]()

    def _begin(self) -> None:
        """Fill in the first half of the cells."""
        report = self.report
        entries = _asked(report)
        self._write(report, entries[: (len(entries) + 1) // 2])

    def _fill(self) -> None:
        """Fill in every cell, attach evidence, and for a quarter or year write the narrative."""
        report = self.report
        self._write(report, _asked(report))
        least = BY_NEWCOMERS_ABOVE if self.park.code in NEWCOMERS else ATTACHED_ABOVE
        for row in report.form.entries.exclude(evidence_asked={}).select_related("indicator"):
            if chance(str(report), row.indicator.code, "evidence") > least:
                self._attach(report, row)
        if self.period.every != Frequency.MONTH:
            self._narrate(report)

    def _write(self, report: StageReport, entries: Iterable[Entry]) -> None:
        gaps, figures = STORIES[self.park.code].gaps, self.figures
        cells = {}
        for entry in entries:
            code = entry.indicator.code
            gap = gaps.get(code)
            filled = (
                Filled(None, gap.reason, gap.note)
                if gap
                else Filled(figures.value(code), "", self._note_on(code))
            )
            cells[code] = Cell(filled, entry.version)
        save_entries(report, cells, by=self.editor)

    def _change(self, report: StageReport, code: str, difference: float, note: str) -> None:
        entry = report.entries.get(indicator__code=code)
        filled = Filled(round((entry.value or 0) + difference, 1), "", note or entry.note)
        save_entries(report, {code: Cell(filled, entry.version)}, by=self.editor)

    def _note_on(self, code: str) -> str:
        story, figures = STORIES[self.park.code], self.figures
        if code == "employees" and figures.has_just_closed_lines:
            return story.closure_note
        if code == "major_emergencies_12m" and figures.emergencies:
            return story.emergency_note
        return ""

    def _attach(self, report: StageReport, row: FormEntry) -> None:
        entry = report.entries.get(indicator=row.indicator)
        if entry.value is None:
            return
        asked, period, indicator = row.evidence_asked, self.period.code, row.indicator
        value = f"{entry.value:g}"
        if committee_of(self.park.code).language == Language.ENGLISH:
            title = f"{asked['en'].capitalize()} {period}"
            lines = [self.park.name_en, title, "", f"{indicator.name_en}: {value} {indicator.unit}"]
            upload = statement(f"{indicator.code}-{period}.pdf", lines)
        else:
            title = f"{period} {asked['zh-hans']}"
            rows = [
                ("园区", "指标", "期", "数值"),
                (self.park.name_zh, indicator.name_zh, period, value),
            ]
            upload = table(f"{indicator.name_zh}-{period}.csv", rows)
        attach_file(report, indicator.code, upload, title=title, by=self.editor)

    def _narrate(self, report: StageReport) -> None:
        figures = self.figures
        text = STORIES[self.park.code].narrative.format(
            period=self.period.code,
            firms=figures.firms,
            vacancy=f"{figures.target('vacancy_rate'):.1f}%",
        )
        save_narrative(report, text=text, seen_version=report.narrative_version, by=self.lead)

    @property
    def _returned_with(self) -> remarks.Return:
        is_last = self.period == self.turns.last_month
        return remarks.OF_THE_LAST_MONTH if is_last else remarks.OF_THE_QUARTER

    def _return(self) -> None:
        report = self.report
        for code, text in self._returned_with.remarks:
            add_note(_entry(report, code), text, by=self.reviewer)
        return_report(report, by=self.reviewer, reason=self._returned_with.reason)

    def _mend(self) -> None:
        report, told = self.report, self._returned_with
        self._change(report, told.mended, told.by, "")
        for code, text in told.answers:
            add_note(_entry(report, code), text, by=self.editor)

    def _reopen(self) -> None:
        reopen_report(self.report, by=self.authority, reason=remarks.REOPENED_FOR)

    def _correct(self) -> None:
        note = remarks.CORRECTION_NOTE
        self._change(self.report, remarks.CORRECTED, remarks.CORRECTED_BY, note)


def _asked(report: StageReport) -> list[Entry]:
    """Return the cells that a committee fills in."""
    entries = report.entries.exclude(source=EntrySource.REGISTER)
    return list(entries.select_related("indicator"))


def _entry(report: StageReport, code: str) -> Entry:
    return report.entries.select_related("indicator").get(indicator__code=code)
