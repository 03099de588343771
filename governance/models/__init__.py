"""The path, stage reports and their evidence; actors, plans, policies, the task force, cases, consultations, supervision."""

from governance.models.actors import Actor, Linkage, Meeting
from governance.models.cases import ApprovalCase, CaseEvent
from governance.models.consultations import Comment, Consultation
from governance.models.evidence import Evidence
from governance.models.forms import FormCheck, FormEntry, ReportForm
from governance.models.gates import GateDecision
from governance.models.path import PathStep
from governance.models.plans import Plan
from governance.models.policies import Policy
from governance.models.reports import Entry, EntryChange, ReportStep, ReviewNote, StageReport
from governance.models.supervision import (
    Finding,
    FindingStep,
    MonthlyNotice,
    Sampled,
    SupervisionRound,
)
from governance.models.task_force import Duty, Member, Milestone, RuleOfProcedure

__all__ = [
    "Actor",
    "ApprovalCase",
    "CaseEvent",
    "Comment",
    "Consultation",
    "Duty",
    "Entry",
    "EntryChange",
    "Evidence",
    "Finding",
    "FindingStep",
    "FormCheck",
    "FormEntry",
    "GateDecision",
    "Linkage",
    "Meeting",
    "Member",
    "Milestone",
    "MonthlyNotice",
    "PathStep",
    "Plan",
    "Policy",
    "ReportForm",
    "ReportStep",
    "ReviewNote",
    "RuleOfProcedure",
    "Sampled",
    "StageReport",
    "SupervisionRound",
]
