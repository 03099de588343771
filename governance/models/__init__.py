"""The path, report forms, stage reports with entries, notes and evidence."""

from governance.models.evidence import Evidence
from governance.models.forms import FormCheck, FormEntry, ReportForm
from governance.models.path import PathStep
from governance.models.reports import Entry, EntryChange, ReportStep, ReviewNote, StageReport

__all__ = [
    "Entry",
    "EntryChange",
    "Evidence",
    "FormCheck",
    "FormEntry",
    "PathStep",
    "ReportForm",
    "ReportStep",
    "ReviewNote",
    "StageReport",
]
