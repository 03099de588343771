"""Addresses of the pages of governance."""

from django.urls import URLPattern, path

from governance.views import (
    actors,
    entries,
    evidence,
    finding_steps,
    findings,
    measures,
    notices,
    policies,
    policy_coverage,
    policy_evidence,
    policy_imports,
    report_steps,
    reports,
    reviews,
    rounds,
    supervision,
    task_force,
)
from governance.views import path as path_pages

app_name = "governance"

REPORT = "parks/<str:code>/reports/<str:period>"
ENTRY = f"{REPORT}/entries/<str:indicator>"
FINDING = "parks/<str:code>/findings/<str:finding>"
ROUND = "supervision/rounds/<str:region>/<str:period>"

urlpatterns: list[URLPattern] = [
    path("reviews/", reviews.review_list, name="review_list"),
    path("parks/<str:code>/path/enter/", path_pages.path_enter, name="path_enter"),
    path("parks/<str:code>/reports/", reports.report_list, name="report_list"),
    path(f"{REPORT}/", reports.report_detail, name="report_detail"),
    path(f"{REPORT}/save/", reports.report_save, name="report_save"),
    path(f"{REPORT}/narrative/", reports.narrative_save, name="narrative_save"),
    path(f"{REPORT}/copy-forward/", reports.report_copy_forward, name="report_copy_forward"),
    path(f"{REPORT}/submit/", report_steps.report_submit, name="report_submit"),
    path(f"{REPORT}/withdraw/", report_steps.report_withdraw, name="report_withdraw"),
    path(f"{REPORT}/open/", report_steps.report_open, name="report_open"),
    path(f"{REPORT}/return/", report_steps.report_return, name="report_return"),
    path(f"{REPORT}/accept/", report_steps.report_accept, name="report_accept"),
    path(f"{REPORT}/reopen/", report_steps.report_reopen, name="report_reopen"),
    path(f"{REPORT}/evidence/add/", evidence.evidence_add, name="evidence_add"),
    path(f"{REPORT}/evidence/<int:pk>/", evidence.evidence_download, name="evidence_download"),
    path(f"{REPORT}/evidence/<int:pk>/remove/", evidence.evidence_remove, name="evidence_remove"),
    path(f"{ENTRY}/", entries.entry_detail, name="entry_detail"),
    path(f"{ENTRY}/save/", entries.entry_save, name="entry_save"),
    path(f"{ENTRY}/note/", entries.review_note_add, name="review_note_add"),
    path(
        "parks/<str:code>/measures/<str:indicator>/<str:period>/",
        measures.measure_detail,
        name="measure_detail",
    ),
    path("policies/", policies.policy_list, name="policy_list"),
    path("policies/export/", policies.policy_export, name="policy_export"),
    path("policies/new/", policies.policy_create, name="policy_create"),
    path("policies/coverage/", policy_coverage.policy_coverage, name="policy_coverage"),
    path(
        "policies/coverage/export/",
        policy_coverage.policy_coverage_export,
        name="policy_coverage_export",
    ),
    path("policies/import/", policy_imports.policy_import, name="policy_import"),
    path(
        "policies/import/<uuid:pk>/",
        policy_imports.policy_import_detail,
        name="policy_import_detail",
    ),
    path(
        "policies/import/<uuid:pk>/confirm/",
        policy_imports.policy_import_confirm,
        name="policy_import_confirm",
    ),
    path("policies/<str:code>/", policies.policy_detail, name="policy_detail"),
    path("policies/<str:code>/edit/", policies.policy_edit, name="policy_edit"),
    path("policies/<str:code>/remove/", policies.policy_remove, name="policy_remove"),
    path(
        "policies/<str:code>/evidence/add/",
        policy_evidence.policy_evidence_add,
        name="policy_evidence_add",
    ),
    path(
        "policies/<str:code>/evidence/<int:pk>/",
        policy_evidence.policy_evidence_download,
        name="policy_evidence_download",
    ),
    path(
        "policies/<str:code>/evidence/<int:pk>/remove/",
        policy_evidence.policy_evidence_remove,
        name="policy_evidence_remove",
    ),
    path("parks/<str:code>/policies/", policies.park_policy_list, name="park_policy_list"),
    path("parks/<str:code>/actors/", actors.actor_network, name="actor_network"),
    path("parks/<str:code>/task-force/", task_force.task_force, name="task_force"),
    path("supervision/", supervision.supervision_board, name="supervision_board"),
    path("supervision/findings/export/", supervision.finding_export, name="finding_export"),
    path("supervision/notices/issue/", notices.notice_issue, name="notice_issue"),
    path("supervision/notices/<str:period>/", notices.notice_month, name="notice_month"),
    path("supervision/rounds/new/", rounds.round_create, name="round_create"),
    path(f"{ROUND}/", rounds.round_detail, name="round_detail"),
    path(f"{ROUND}/draw/", rounds.round_draw, name="round_draw"),
    path(f"{ROUND}/items/<int:position>/check/", rounds.round_check, name="round_check"),
    path(f"{ROUND}/close/", rounds.round_close, name="round_close"),
    path(f"{ROUND}/export/", rounds.round_export, name="round_export"),
    path(f"{ROUND}/population/", rounds.round_population, name="round_population"),
    path("parks/<str:code>/notices/", notices.notice_list, name="notice_list"),
    path("parks/<str:code>/notices/<str:period>/", notices.notice_detail, name="notice_detail"),
    path("parks/<str:code>/findings/", findings.finding_list, name="finding_list"),
    path("parks/<str:code>/findings/new/", findings.finding_raise, name="finding_raise"),
    path(f"{FINDING}/", findings.finding_detail, name="finding_detail"),
    path(f"{FINDING}/plan/", finding_steps.finding_plan, name="finding_plan"),
    path(f"{FINDING}/rectify/", finding_steps.finding_rectify, name="finding_rectify"),
    path(f"{FINDING}/close/", finding_steps.finding_close, name="finding_close"),
    path(f"{FINDING}/send-back/", finding_steps.finding_send_back, name="finding_send_back"),
    path(f"{FINDING}/escalate/", finding_steps.finding_escalate, name="finding_escalate"),
    path(f"{FINDING}/extend/", finding_steps.finding_extend, name="finding_extend"),
    path(f"{FINDING}/evidence/add/", findings.finding_evidence_add, name="finding_evidence_add"),
    path(
        f"{FINDING}/evidence/<int:pk>/",
        findings.finding_evidence_download,
        name="finding_evidence_download",
    ),
    path(
        f"{FINDING}/evidence/<int:pk>/remove/",
        findings.finding_evidence_remove,
        name="finding_evidence_remove",
    ),
]
