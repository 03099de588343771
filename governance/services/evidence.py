"""Evidence behind an entry or a whole report: files and links, attached to drafts by the committee."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import EvidenceKind
from governance.models import Evidence, StageReport
from governance.services.reports import lock_draft
from parks.models import Indicator
from parks.services.attachments import MOST_OF_ONE, Attachment, attached_file, attached_link


@transaction.atomic
def attach_file(
    report: StageReport, indicator: str, upload: File[Any], *, title: str = "", by: User
) -> Evidence:
    """Attach a file to an entry of a draft, or to the report as a whole where no indicator is named."""
    report = lock_draft(report, by=by)
    asked = _asked_indicator(report, indicator)
    return _kept(report, asked, EvidenceKind.FILE, attached_file(upload, title=title, by=by), by)


@transaction.atomic
def attach_link(
    report: StageReport, indicator: str, url: str, *, title: str = "", by: User
) -> Evidence:
    """Attach the address of a page on the web; only http and https are taken."""
    report = lock_draft(report, by=by)
    asked = _asked_indicator(report, indicator)
    return _kept(report, asked, EvidenceKind.LINK, attached_link(url, title=title), by)


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Take evidence off a draft; the stored bytes stay, for accepted revisions may name them."""
    lock_draft(evidence.report, by=by)
    found = Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence.pk).first()
    if found is None:
        raise NoLongerPossible("evidence_removed", _("This evidence has been removed already."))
    audit.record("evidence.remove", by=by, on=found, title=found.title)
    found.delete()


def _kept(
    report: StageReport,
    asked: Indicator | None,
    kind: EvidenceKind,
    attachment: Attachment,
    by: User,
) -> Evidence:
    evidence = Evidence.objects.create(
        report=report,
        indicator=asked,
        kind=kind,
        title=attachment.title,
        file=attachment.file,
        url=attachment.url,
        added_by=by,
        added_at=clock.now(),
    )
    indicator = asked.code if asked else ""
    audit.record("evidence.add", by=by, on=evidence, indicator=indicator, **attachment.told)
    return evidence


def _asked_indicator(report: StageReport, code: str) -> Indicator | None:
    """Return the indicator that evidence is for, looked up among the entries of the report alone."""
    if not code:
        _require_room(report, None)
        return None
    entry = report.entries.filter(indicator__code=code).select_related("indicator").first()
    if entry is None:
        raise RuleBroken("entry_unknown", _("This report does not ask for this indicator."))
    _require_room(report, entry.indicator)
    return entry.indicator


def _require_room(report: StageReport, indicator: Indicator | None) -> None:
    if report.evidence.filter(indicator=indicator).count() >= MOST_OF_ONE:
        message = _("One entry holds at most %(most)s files and links.")
        raise RuleBroken("evidence_too_many", message % {"most": MOST_OF_ONE})
