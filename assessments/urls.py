"""Addresses of the pages of assessments."""

from django.urls import URLPattern, path

from assessments.views import assignments, frameworks

app_name = "assessments"
urlpatterns: list[URLPattern] = [
    path("frameworks/", frameworks.framework_list, name="framework_list"),
    path("frameworks/load/", frameworks.framework_load, name="framework_load"),
    path(
        "frameworks/<slug:code>/<str:version>/",
        frameworks.framework_detail,
        name="framework_detail",
    ),
    path(
        "frameworks/<slug:code>/<str:version>/source/",
        frameworks.framework_source,
        name="framework_source",
    ),
    path(
        "frameworks/<slug:code>/<str:version>/publish/",
        frameworks.framework_publish,
        name="framework_publish",
    ),
    path("admin-area/assignments/", assignments.assignment_list, name="assignment_list"),
    path("admin-area/assignments/new/", assignments.assignment_create, name="assignment_create"),
]
