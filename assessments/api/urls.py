"""Addresses of assessments in the API."""

from django.urls import URLPattern, path

from assessments.api import (
    assignments,
    board,
    compare,
    frameworks,
    portfolio,
    readings,
    runs,
    saved_views,
    scores,
    search,
    timeline,
    weights,
)
from assessments.api import path as path_api

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
    path("portfolio", portfolio.Portfolio.as_view(), name="portfolio"),
    path("portfolio/heat-map", portfolio.HeatMap.as_view(), name="portfolio_heat_map"),
    path("portfolio/ranking", portfolio.Ranking.as_view(), name="portfolio_ranking"),
    path("portfolio/stages", portfolio.Stages.as_view(), name="portfolio_stages"),
    path("portfolio/reports", portfolio.Reports.as_view(), name="portfolio_reports"),
    path("portfolio/board", board.BoardDetail.as_view(), name="board"),
    path("portfolio/compare", compare.Compare.as_view(), name="compare"),
    path("saved-views", saved_views.SavedViewList.as_view(), name="saved_view_list"),
    path("saved-views/<int:pk>", saved_views.SavedViewDetail.as_view(), name="saved_view_detail"),
    path("search", search.Search.as_view(), name="search"),
    path("scores", scores.ScoreList.as_view(), name="score_list"),
    path("parks/<str:code>/scores", scores.ParkScores.as_view(), name="park_scores"),
    path("parks/<str:code>/aspects", readings.ParkAspects.as_view(), name="park_aspects"),
    path("parks/<str:code>/coupling", readings.ParkCoupling.as_view(), name="park_coupling"),
    path("parks/<str:code>/timeline", timeline.ParkTimeline.as_view(), name="park_timeline"),
    path("parks/<str:code>/why/<slug:node>", scores.Why.as_view(), name="why"),
    path("parks/<str:park>/path", path_api.PathDetail.as_view(), name="path_detail"),
    path("parks/<str:park>/path/decisions", path_api.DecisionList.as_view(), name="decision_list"),
    path(
        "parks/<str:park>/path/decisions/<int:pk>",
        path_api.DecisionDetail.as_view(),
        name="decision_detail",
    ),
    path(
        "parks/<str:park>/path/decisions/<int:pk>/revoke",
        path_api.DecisionRevoke.as_view(),
        name="decision_revoke",
    ),
    path("framework-versions", frameworks.VersionLoad.as_view(), name="version_load"),
    path("assignments", assignments.AssignmentList.as_view(), name="assignment_list"),
    path("runs", runs.RunList.as_view(), name="run_list"),
    path("runs/compare", runs.RunCompare.as_view(), name="run_compare"),
    path("runs/<int:pk>", runs.RunDetail.as_view(), name="run_detail"),
    path("runs/<int:pk>/cancel", runs.RunCancel.as_view(), name="run_cancel"),
    path("runs/<int:pk>/scores", runs.RunScores.as_view(), name="run_scores"),
    path("runs/<int:pk>/ranks", runs.RunRanks.as_view(), name="run_ranks"),
    path("runs/<int:pk>/export", runs.RunExport.as_view(), name="run_export"),
    path("weights-sets", weights.WeightsList.as_view(), name="weights_list"),
    path("weights-sets/<int:pk>", weights.WeightsDetail.as_view(), name="weights_detail"),
]
