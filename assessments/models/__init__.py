"""Frameworks and their versions, assignments and standing scores."""

from assessments.models.assignments import Assignment
from assessments.models.frameworks import Framework, FrameworkVersion, Node
from assessments.models.scores import Score, StandingQuarter

__all__ = ["Assignment", "Framework", "FrameworkVersion", "Node", "Score", "StandingQuarter"]
