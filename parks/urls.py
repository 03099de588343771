"""Addresses of the pages of parks. The park's own page belongs to assessments."""

from django.urls import URLPattern, path

from parks.views import (
    audit,
    calendar,
    grants,
    imports,
    observations,
    park_map,
    parks,
    people,
    periods,
    record_evidence,
    record_exports,
    record_imports,
    records,
    regions,
)

app_name = "parks"

REGISTER = "parks/<str:code>/registers/<slug:register>"
RECORD = f"{REGISTER}/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("parks/", parks.park_list, name="park_list"),
    path("parks/export/", parks.park_export, name="park_export"),
    path("parks/new/", parks.park_create, name="park_create"),
    path("parks/import/", imports.park_import, name="park_import"),
    path("parks/import/<uuid:pk>/", imports.park_import_detail, name="park_import_detail"),
    path(
        "parks/import/<uuid:pk>/confirm/", imports.park_import_confirm, name="park_import_confirm"
    ),
    path("parks/<str:code>/edit/", parks.park_edit, name="park_edit"),
    path("parks/<str:code>/history/", observations.observation_list, name="observation_list"),
    path(
        "parks/<str:code>/history/export/",
        observations.observation_export,
        name="observation_export",
    ),
    path("parks/<str:code>/audit/", audit.audit_list, name="audit_list"),
    path("parks/<str:code>/audit/export/", audit.audit_export, name="audit_export"),
    path("parks/<str:code>/map/", park_map.park_map, name="park_map"),
    path("parks/<str:code>/registers/", records.register_list, name="register_list"),
    path(f"{REGISTER}/", records.record_list, name="record_list"),
    path(f"{REGISTER}/new/", records.record_create, name="record_create"),
    path(f"{REGISTER}/export/", record_exports.record_export, name="record_export"),
    path(f"{REGISTER}/import/", record_imports.record_import, name="record_import"),
    path(
        f"{REGISTER}/import/<uuid:pk>/",
        record_imports.record_import_detail,
        name="record_import_detail",
    ),
    path(
        f"{REGISTER}/import/<uuid:pk>/confirm/",
        record_imports.record_import_confirm,
        name="record_import_confirm",
    ),
    path(f"{RECORD}/", records.record_detail, name="record_detail"),
    path(f"{RECORD}/edit/", records.record_edit, name="record_edit"),
    path(f"{RECORD}/remove/", records.record_remove, name="record_remove"),
    path(
        f"{RECORD}/evidence/add/", record_evidence.record_evidence_add, name="record_evidence_add"
    ),
    path(
        f"{RECORD}/evidence/<int:evidence>/",
        record_evidence.record_evidence_download,
        name="record_evidence_download",
    ),
    path(
        f"{RECORD}/evidence/<int:evidence>/remove/",
        record_evidence.record_evidence_remove,
        name="record_evidence_remove",
    ),
    path("parks/<str:code>/people/", people.people_list, name="people_list"),
    path("parks/<str:code>/people/add/", people.editor_add, name="editor_add"),
    path("parks/<str:code>/people/<int:pk>/end/", people.editor_end, name="editor_end"),
    path("admin-area/grants/", grants.grant_list, name="grant_list"),
    path("admin-area/grants/new/", grants.grant_create, name="grant_create"),
    path("admin-area/grants/<int:pk>/end/", grants.grant_end, name="grant_end"),
    path("admin-area/periods/", periods.period_list, name="period_list"),
    path("admin-area/periods/<str:code>/", periods.period_edit, name="period_edit"),
    path("admin-area/calendar/", calendar.calendar_list, name="calendar_list"),
    path("admin-area/calendar/edit/", calendar.calendar_edit, name="calendar_edit"),
    path("admin-area/calendar/<str:day>/end/", calendar.calendar_end, name="calendar_end"),
    path("admin-area/regions/", regions.region_list, name="region_list"),
    path("admin-area/regions/new/", regions.region_create, name="region_create"),
]
