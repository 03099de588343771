"""Addresses of assessments in the API."""

from django.urls import URLPattern, path

from assessments.api import assignments, frameworks, scores

urlpatterns: list[URLPattern] = [
    path("frameworks", frameworks.FrameworkList.as_view(), name="framework_list"),
    path("frameworks/<slug:code>", frameworks.FrameworkDetail.as_view(), name="framework_detail"),
    path(
        "frameworks/<slug:code>/<str:version>",
        frameworks.VersionDetail.as_view(),
        name="version_detail",
    ),
    path(
        "frameworks/<slug:code>/<str:version>/publish",
        frameworks.VersionPublish.as_view(),
        name="version_publish",
    ),
    path("frameworks/<slug:code>/<str:version>/ranks", scores.RankList.as_view(), name="rank_list"),
    path("scores", scores.ScoreList.as_view(), name="score_list"),
    path("parks/<str:code>/scores", scores.ParkScores.as_view(), name="park_scores"),
    path("parks/<str:code>/why/<slug:node>", scores.Why.as_view(), name="why"),
    path("framework-versions", frameworks.VersionLoad.as_view(), name="version_load"),
    path("assignments", assignments.AssignmentList.as_view(), name="assignment_list"),
]
