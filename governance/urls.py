"""Addresses of the pages of governance."""

from django.urls import URLPattern, path

from governance.views import entries, evidence, report_steps, reports, reviews
from governance.views import path as path_pages

app_name = "governance"

REPORT = "parks/<str:code>/reports/<str:period>"
ENTRY = f"{REPORT}/entries/<str:indicator>"

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
]
