"""Addresses of governance in the API."""

from django.urls import URLPattern, path

from governance.api import entries, evidence, report_steps, reports

REPORT = "reports/<str:park>/<str:period>"

urlpatterns: list[URLPattern] = [
    path("reports", reports.ReportList.as_view(), name="report_list"),
    path(REPORT, reports.ReportDetail.as_view(), name="report_detail"),
    path(f"{REPORT}/submit", report_steps.ReportSubmit.as_view(), name="report_submit"),
    path(f"{REPORT}/withdraw", report_steps.ReportWithdraw.as_view(), name="report_withdraw"),
    path(f"{REPORT}/open", report_steps.ReportOpen.as_view(), name="report_open"),
    path(f"{REPORT}/return", report_steps.ReportReturn.as_view(), name="report_return"),
    path(f"{REPORT}/accept", report_steps.ReportAccept.as_view(), name="report_accept"),
    path(f"{REPORT}/reopen", report_steps.ReportReopen.as_view(), name="report_reopen"),
    path(f"{REPORT}/entries", entries.EntryList.as_view(), name="entry_list"),
    path(f"{REPORT}/entries/<str:indicator>", entries.EntryDetail.as_view(), name="entry_detail"),
    path(f"{REPORT}/checks", entries.CheckList.as_view(), name="check_list"),
    path(f"{REPORT}/evidence", evidence.EvidenceList.as_view(), name="evidence_list"),
    path(f"{REPORT}/evidence/<int:pk>", evidence.EvidenceDetail.as_view(), name="evidence_detail"),
]
