"""Addresses of the pages of assessments."""

from django.urls import URLPattern, path, re_path

from assessments.views import (
    assignments,
    board,
    compare,
    frameworks,
    home,
    parks,
    portfolio,
    runs,
    saved_views,
    scores,
    search,
    weights,
    why,
)
from assessments.views import path as path_pages

app_name = "assessments"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    re_path(r"^parks/(?P<code>[A-Z0-9-]{1,32})/$", parks.park_detail, name="park_detail"),
    path("parks/<str:code>/timeline/", parks.timeline_list, name="timeline_list"),
    path("parks/<str:code>/scores/", scores.score_list, name="score_list"),
    path("parks/<str:code>/why/<slug:node>/", why.why, name="why"),
    path("parks/<str:code>/path/", path_pages.path_detail, name="path_detail"),
    path("parks/<str:code>/path/decide/", path_pages.gate_decide, name="gate_decide"),
    path(
        "parks/<str:code>/path/decisions/<int:pk>/",
        path_pages.decision_detail,
        name="decision_detail",
    ),
    path(
        "parks/<str:code>/path/decisions/<int:pk>/revoke/",
        path_pages.decision_revoke,
        name="decision_revoke",
    ),
    path(
        "parks/<str:code>/reports/<str:period>/scores/", scores.report_scores, name="report_scores"
    ),
    path("portfolio/", portfolio.portfolio, name="portfolio"),
    path("portfolio/export/", portfolio.portfolio_export, name="portfolio_export"),
    path("portfolio/board/", board.board, name="board"),
    path("portfolio/compare/", compare.compare, name="compare"),
    path("search/", search.search, name="search"),
    path("views/", saved_views.saved_view_list, name="saved_view_list"),
    path("views/new/", saved_views.saved_view_create, name="saved_view_create"),
    path("views/<int:pk>/rename/", saved_views.saved_view_rename, name="saved_view_rename"),
    path("views/<int:pk>/delete/", saved_views.saved_view_delete, name="saved_view_delete"),
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
    path("assessments/weights/", weights.weights_list, name="weights_list"),
    path("assessments/weights/new/", weights.weights_create, name="weights_create"),
    path("assessments/weights/<int:pk>/", weights.weights_detail, name="weights_detail"),
    path("assessments/weights/<int:pk>/edit/", weights.weights_edit, name="weights_edit"),
    path("assessments/", runs.run_list, name="run_list"),
    path("assessments/new/", runs.run_create, name="run_create"),
    path("assessments/compare/", runs.run_compare, name="run_compare"),
    path("assessments/<int:pk>/", runs.run_detail, name="run_detail"),
    path("assessments/<int:pk>/cancel/", runs.run_cancel, name="run_cancel"),
    path("assessments/<int:pk>/export/", runs.run_export, name="run_export"),
    path("assessments/<int:pk>/parks/<str:code>/", runs.run_park, name="run_park"),
]
