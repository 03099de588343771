"""Addresses of the pages of assessments."""

from django.urls import URLPattern, path, re_path

from assessments.views import assignments, frameworks, home, parks, scores, why

app_name = "assessments"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    re_path(r"^parks/(?P<code>[A-Z0-9-]{1,32})/$", parks.park_detail, name="park_detail"),
    path("parks/<str:code>/scores/", scores.score_list, name="score_list"),
    path("parks/<str:code>/why/<slug:node>/", why.why, name="why"),
    path(
        "parks/<str:code>/reports/<str:period>/scores/", scores.report_scores, name="report_scores"
    ),
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
