"""Addresses of governance in the API."""

from django.urls import URLPattern, path

from governance.api import (
    entries,
    evidence,
    finding_steps,
    findings,
    measures,
    notices,
    policies,
    report_steps,
    reports,
    rounds,
)

REPORT = "reports/<str:park>/<str:period>"
FINDING = "findings/<str:park>/<str:code>"
ROUND = "rounds/<str:region>/<str:period>"

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
    path(
        "parks/<str:code>/measures/<str:indicator>/<str:period>",
        measures.MeasureDetail.as_view(),
        name="measure_detail",
    ),
    path("policies", policies.PolicyList.as_view(), name="policy_list"),
    path("policies/<str:code>", policies.PolicyDetail.as_view(), name="policy_detail"),
    path("policies/<str:code>/remove", policies.PolicyRemove.as_view(), name="policy_remove"),
    path("policy-coverage", policies.PolicyCoverage.as_view(), name="policy_coverage"),
    path("findings", findings.FindingList.as_view(), name="finding_list"),
    path(FINDING, findings.FindingDetail.as_view(), name="finding_detail"),
    path(f"{FINDING}/plan", finding_steps.FindingPlan.as_view(), name="finding_plan"),
    path(f"{FINDING}/rectify", finding_steps.FindingRectify.as_view(), name="finding_rectify"),
    path(f"{FINDING}/close", finding_steps.FindingClose.as_view(), name="finding_close"),
    path(f"{FINDING}/send-back", finding_steps.FindingSendBack.as_view(), name="finding_send_back"),
    path(f"{FINDING}/escalate", finding_steps.FindingEscalate.as_view(), name="finding_escalate"),
    path(f"{FINDING}/extend", finding_steps.FindingExtend.as_view(), name="finding_extend"),
    path(
        f"{FINDING}/evidence", findings.FindingEvidenceList.as_view(), name="finding_evidence_list"
    ),
    path(
        f"{FINDING}/evidence/<int:pk>",
        findings.FindingEvidenceDetail.as_view(),
        name="finding_evidence_detail",
    ),
    path("rounds", rounds.RoundList.as_view(), name="round_list"),
    path(ROUND, rounds.RoundDetail.as_view(), name="round_detail"),
    path(f"{ROUND}/draw", rounds.RoundDraw.as_view(), name="round_draw"),
    path(f"{ROUND}/items/<int:position>", rounds.RoundItem.as_view(), name="round_item"),
    path(f"{ROUND}/close", rounds.RoundClose.as_view(), name="round_close"),
    path("notices", notices.NoticeList.as_view(), name="notice_list"),
    path("notices/<str:park>/<str:period>", notices.NoticeDetail.as_view(), name="notice_detail"),
]
