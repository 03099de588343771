"""Review notes: what a reviewer asks about an entry, and what the committee answers."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import ReportStatus
from governance.models import Entry, ReviewNote, StageReport
from governance.permissions import COMMITTEE, may_review_report
from parks.permissions import parks_of

LONGEST_NOTE = 4_000
REVIEWED = (ReportStatus.SUBMITTED, ReportStatus.IN_REVIEW)


@transaction.atomic
def add_note(entry: Entry, text: str, *, by: User) -> ReviewNote:
    """Write a reviewer's remark on an entry under review, or the committee's answer, which closes what is open."""
    report = StageReport.objects.select_for_update(of=("self",)).get(pk=entry.report_id)
    is_reviewer = StageReport.objects.filter(may_review_report(by), pk=report.pk).exists()
    is_committee = parks_of(by, *COMMITTEE).filter(pk=report.park_id).exists()
    if not is_reviewer and not is_committee:
        raise PermissionDenied(_("Notes are written by the report's reviewers and its committee."))
    _check_possible(report, is_reviewer=is_reviewer)
    text = _checked(text)
    note = ReviewNote.objects.create(
        entry=entry, text=text, by=by, at=clock.now(), by_reviewer=is_reviewer
    )
    if not is_reviewer:
        open_notes = entry.review_notes.filter(by_reviewer=True, answered_at__isnull=True)
        open_notes.update(answered_at=note.at)
    audit.record("note.add", by=by, on=report, indicator=entry.indicator.code, text=text)
    return note


def _check_possible(report: StageReport, *, is_reviewer: bool) -> None:
    if report.status == ReportStatus.ACCEPTED:
        raise NoLongerPossible("report_accepted", _("This report has been accepted."))
    if is_reviewer and report.status not in REVIEWED:
        raise NoLongerPossible("report_not_in_review", _("This report is not under review."))


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise RuleBroken("note_empty", _("Write what the note should say."))
    if len(text) > LONGEST_NOTE:
        message = _("A note has at most %(most)s characters.") % {"most": LONGEST_NOTE}
        raise RuleBroken("note_too_long", message)
    return text
