"""Frameworks and their versions, assignments, standing scores, gate readings, weights sets, runs and saved views."""

from assessments.models.assignments import Assignment
from assessments.models.frameworks import Framework, FrameworkVersion, Node
from assessments.models.gates import GateReading
from assessments.models.runs import Run, RunPark, RunRank, RunScore, RunShard
from assessments.models.scores import Score, StandingQuarter
from assessments.models.views import SavedView
from assessments.models.weights import WeightsSet

__all__ = [
    "Assignment",
    "Framework",
    "FrameworkVersion",
    "GateReading",
    "Node",
    "Run",
    "RunPark",
    "RunRank",
    "RunScore",
    "RunShard",
    "SavedView",
    "Score",
    "StandingQuarter",
    "WeightsSet",
]
