"""The path, report forms, stage reports with entries, notes and evidence."""

from governance.models.evidence import Evidence
from governance.models.forms import FormCheck, FormEntry, ReportForm
from governance.models.gates import GateDecision
from governance.models.path import PathStep
from governance.models.reports import Entry, EntryChange, ReportStep, ReviewNote, StageReport

__all__ = [
    "Entry",
    "EntryChange",
    "Evidence",
    "FormCheck",
    "FormEntry",
    "GateDecision",
    "PathStep",
    "ReportForm",
    "ReportStep",
    "ReviewNote",
    "StageReport",
]
