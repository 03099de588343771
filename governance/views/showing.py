"""Finds the report that an address names, among those that the person may see, and shows its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.errors import ChangedMeanwhile, RuleBroken
from accounts.http import Request, render_page
from governance.choices import ReportStatus
from governance.forms import NarrativeForm, ReasonForm, TypedCell
from governance.models import StageReport
from governance.models.reports import StageReportQuerySet
from governance.permissions import may_view_report
from governance.report_workflow import steps_open_to
from governance.selectors.mending import mending_of
from governance.selectors.register_differences import differences_shown
from governance.selectors.report_detail import (
    Category,
    Concept,
    ReportPage,
    Row,
    Standing,
    report_page,
    standing_of,
)

ALL = "all"


def visible_reports(request: Request, code: str, period: str) -> StageReportQuerySet:
    """Return the revisions of a report that the person may see."""
    return StageReport.objects.filter(
        may_view_report(request.user), park__code=code, period__code=period
    )


def find_report(request: Request, code: str, period: str) -> StageReport:
    """Return the revision that `?revision=` names, else the newest that the person may see."""
    visible = visible_reports(request, code, period)
    asked = request.GET.get("revision", "")
    if asked:
        if not (asked.isascii() and asked.isdigit() and len(asked) < 6):
            raise Http404
        return get_object_or_404(visible.for_display(), revision=int(asked))
    newest = visible.for_display().order_by("-revision").first()
    if newest is None:
        raise Http404
    return newest


@dataclass(frozen=True)
class Refusal:
    """What was typed into a cell, and why it was not saved."""

    typed: TypedCell
    error: RuleBroken


@dataclass(frozen=True)
class Cell:
    """A row as it is shown: with what was typed and what is wrong with it, if it was just refused."""

    row: Row
    error: RuleBroken | None = None
    typed: TypedCell | None = None

    @property
    def is_conflict(self) -> bool:
        return isinstance(self.error, ChangedMeanwhile)

    @property
    def theirs(self) -> Mapping[str, Any]:
        """What somebody else has stored meanwhile."""
        found: Mapping[str, Any] = self.error.details["theirs"] if self.error else {}
        return found

    @property
    def typed_value(self) -> str | None:
        return self.typed.value if self.typed else None

    @property
    def reason(self) -> str:
        is_typed = self.typed is not None and self.typed.missing_reason is not None
        return (
            str(self.typed.missing_reason) if is_typed and self.typed else self.row.missing_reason
        )

    @property
    def state(self) -> str:
        """Return the class of the cell: its look says what is the matter."""
        looks = {
            "c-conflict": self.is_conflict,
            "c-invalid": self.error is not None or self.row.has_error,
            "c-warn": self.row.has_warning,
            "c-none": bool(self.row.missing_reason),
            "c-empty": self.row.is_empty,
        }
        return next((name for name, applies in looks.items() if applies), "c-saved")


@dataclass(frozen=True)
class Shown:
    """A concept with its cells."""

    concept: Concept
    cells: Sequence[Cell]


def cells_of(concepts: Sequence[Concept], refused: Mapping[str, Refusal]) -> list[Shown]:
    """Return the cells under each concept."""
    return [Shown(concept, [cell_of(row, refused) for row in concept.rows]) for concept in concepts]


def cell_of(row: Row, refused: Mapping[str, Refusal]) -> Cell:
    """Return a row as it is shown; one that was refused keeps what was typed."""
    refusal = refused.get(row.code)
    return Cell(row, refusal.error, refusal.typed) if refusal else Cell(row)


def chosen_category(page: ReportPage, code: str, *, is_editable: bool) -> Category | None:
    """Return the category of a tab; if none is named, the first to who fills it in, none (all of it) to who reads."""
    first = page.categories[0] if page.categories and is_editable and code != ALL else None
    return next((one for one in page.categories if one.code == code), first)


def may_edit(page: ReportPage, standing: Standing) -> bool:
    is_draft = page.report.status == ReportStatus.DRAFT
    return is_draft and standing.is_committee and not page.is_locked


def report_context(
    request: Request, report: StageReport, refused: Mapping[str, Refusal] | None = None
) -> dict[str, Any]:
    """Return what the templates of a report need, in a constant number of queries."""
    page, standing = report_page(report), standing_of(request.user, report)
    is_editable = may_edit(page, standing)
    category = chosen_category(page, request.GET.get("category", ""), is_editable=is_editable)
    concepts = (
        category.concepts if category else [c for one in page.categories for c in one.concepts]
    )
    return {
        "page": page,
        "mending": mending_of(page),
        "differences": differences_shown(page, sees_drafts=standing.sees_notes),
        "report": report,
        "park": report.park,
        "standing": standing,
        "category": category,
        "groups": cells_of(concepts, refused or {}),
        "is_editable": is_editable,
        "steps": steps_open_to(request.user, report),
        "narrative_form": NarrativeForm(
            initial={
                "narrative": report.narrative,
                "seen_narrative": report.narrative_version,
            }
        ),
        "reason_form": ReasonForm(),
        "whole_evidence": list(
            report.evidence.filter(indicator=None).select_related("file", "added_by")
        ),
    }


def show_report(
    request: Request,
    report: StageReport,
    *,
    error: RuleBroken | None = None,
    refused: Mapping[str, Refusal] | None = None,
    **more: Any,
) -> HttpResponse:
    """Render the page of a report, at the status of the error that it explains."""
    context = {**report_context(request, report, refused), "error": error, **more}
    status = (422 if error.status == 400 else error.status) if error else 200
    return render_page(request, "governance/report_detail.html", context, status=status)


def report_url(report: StageReport, name: str = "report_detail") -> str:
    return reverse(f"governance:{name}", args=[report.park.code, report.period.code])


def back_to_report(
    request: Request, report: StageReport, said: str, *, category: str = ""
) -> HttpResponse:
    """Go back to the page of a report and say there what was done."""
    messages.success(request, said)
    query = f"?category={category}" if category else ""
    return redirect(f"{report_url(report)}{query}")
