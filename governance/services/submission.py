"""What keeps a report from being submitted: empty required entries, failed checks, warnings without a note."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.errors import RuleBroken
from governance.models import StageReport
from governance.selectors.checks import CheckResult, report_checks


def require_complete(report: StageReport) -> None:
    """Refuse a draft that cannot be submitted as it is, naming everything that is missing at once."""
    if problems := [*_empty_entries(report), *_failed_checks(report)]:
        raise RuleBroken(
            "report_incomplete",
            _("The report cannot be submitted as it is; see what is missing below."),
            problems=problems,
        )


def _empty_entries(report: StageReport) -> list[dict[str, object]]:
    required = set(report.form.entries.filter(is_required=True).values_list("indicator", flat=True))
    sentence = _("“%(name)s” is required: enter a value or state why there is none.")
    entries = report.entries.select_related("indicator")
    return [
        {
            "code": "entry_required",
            "message": sentence % {"name": entry.indicator.name},
            "indicators": [entry.indicator.code],
        }
        for entry in entries
        if not entry.is_filled and entry.indicator_id in required
    ]


def _failed_checks(report: StageReport) -> list[dict[str, object]]:
    return [
        {
            "code": "check_failed" if result.is_error else "note_required",
            "message": _sentence(result),
            "indicators": list(result.codes),
            "rule": result.rule,
        }
        for result in report_checks(report)
        if result.is_blocking
    ]


def _sentence(result: CheckResult) -> str:
    if result.is_error:
        return result.message
    return _("%(warning)s. A note on one of its entries is needed.") % {"warning": result.message}
