"""Entries and checks of a report in the API."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.errors import ChangedMeanwhile, RuleBroken
from accounts.models import User
from governance.api.reports import REVISION, caller, find_report
from governance.api.serializers import (
    ChecksSerializer,
    EntriesSerializer,
    EntryChangeSerializer,
    EntryChangesSerializer,
    EntrySerializer,
)
from governance.models import Entry, StageReport
from governance.selectors.checks import report_checks
from governance.services.reports import save_entry

REFUSALS = problems(400, 403, 404, 409, 412)


def change_entry(report: StageReport, entry: Entry, sent: dict[str, Any], *, by: User) -> None:
    """Write one change: a value that is sent clears the reason, a reason that is sent clears the value."""
    value, reason = entry.value, entry.missing_reason
    if "value" in sent or "missing_reason" in sent:
        value, reason = sent.get("value"), sent.get("missing_reason", "")
    save_entry(
        report,
        entry.indicator.code,
        value=value,
        missing_reason=reason,
        note=sent.get("note", entry.note),
        seen_version=sent["version"],
        by=by,
    )


def listed(report: StageReport) -> Response:
    entries = report.entries.select_related("indicator", "changed_by", "observation")
    return Response(EntriesSerializer({"results": entries}).data)


class EntryList(APIView):
    """All entries of a report; several can be changed at once."""

    @extend_schema(
        operation_id="entry_list",
        parameters=[REVISION],
        responses={200: EntriesSerializer, **problems(404)},
    )
    def get(self, request: Request, park: str, period: str) -> Response:
        return listed(find_report(request, park, period))

    @extend_schema(
        operation_id="entry_change_many",
        request=EntryChangesSerializer,
        responses={200: EntriesSerializer, **REFUSALS},
    )
    def patch(self, request: Request, park: str, period: str) -> Response:
        """Change several entries: all or none. `entries_refused` names each that cannot be changed, and why."""
        report = find_report(request, park, period)
        sent = EntryChangesSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        change_all(report, sent.validated_data["entries"], by=caller(request))
        return listed(report)


@transaction.atomic
def change_all(report: StageReport, changes: list[dict[str, Any]], *, by: User) -> None:
    """Write all changes, or none and say of each that cannot be made why."""
    entries = {one.indicator.code: one for one in report.entries.select_related("indicator")}
    refused: list[RuleBroken] = []
    for sent in changes:
        entry = entries.get(sent["indicator"])
        if entry is None:
            refused.append(_unknown(sent["indicator"]))
            continue
        try:
            change_entry(report, entry, sent, by=by)
        except RuleBroken as error:
            refused.append(_named(error, sent["indicator"]))
    if refused:
        raise _refusal(refused)


def _unknown(indicator: str) -> RuleBroken:
    message = _("This report does not ask for this indicator.")
    return RuleBroken("entry_unknown", message, indicator=indicator)


def _named(error: RuleBroken, indicator: str) -> RuleBroken:
    error.details["indicator"] = indicator
    return error


def _refusal(refused: list[RuleBroken]) -> RuleBroken:
    is_conflict = all(isinstance(error, ChangedMeanwhile) for error in refused)
    kind = ChangedMeanwhile if is_conflict else RuleBroken
    return kind(
        "entries_refused",
        _("Nothing was changed, because some entries cannot be changed as asked."),
        entries=[{"code": one.code, "detail": one.message, **one.details} for one in refused],
    )


class EntryDetail(APIView):
    """One entry of a report."""

    @extend_schema(
        operation_id="entry_detail",
        parameters=[REVISION],
        responses={200: EntrySerializer, **problems(404)},
    )
    def get(self, request: Request, park: str, period: str, indicator: str) -> Response:
        return Response(EntrySerializer(self.find(request, park, period, indicator)).data)

    @extend_schema(
        operation_id="entry_change",
        request=EntryChangeSerializer,
        responses={200: EntrySerializer, **REFUSALS},
    )
    def patch(self, request: Request, park: str, period: str, indicator: str) -> Response:
        """Change an entry. With an old `version` the answer is 412 with your value and theirs."""
        entry = self.find(request, park, period, indicator)
        sent = EntryChangeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        change_entry(entry.report, entry, sent.validated_data, by=caller(request))
        return Response(EntrySerializer(self.find(request, park, period, indicator)).data)

    def find(self, request: Request, park: str, period: str, indicator: str) -> Entry:
        report = find_report(request, park, period)
        entries = report.entries.select_related("indicator", "changed_by", "observation")
        return get_object_or_404(entries, indicator__code=indicator)


class CheckList(APIView):
    """The checks of a report as they stand now."""

    @extend_schema(
        operation_id="check_list",
        parameters=[REVISION],
        responses={200: ChecksSerializer, **problems(404)},
    )
    def get(self, request: Request, park: str, period: str) -> Response:
        results = report_checks(find_report(request, park, period))
        return Response(ChecksSerializer({"results": results}).data)
