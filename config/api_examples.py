"""Examples of the API's description, by operation. Each is sent by a test, so each works."""

from __future__ import annotations

from typing import Any

from config.settings.env import BASE_DIR
from parks.registers import REGISTERS

SMALL_FRAMEWORK = BASE_DIR / "assessments" / "frameworks" / "logistics-2026.yaml"
NAMES = ("name_en", "name_zh")
PARK = {
    "names": {"en": "Sanqiao Old Textile Park", "zh-hans": "三桥老纺织园区"},
    "region": "YJ-HT",
    "level": "municipal",
    "founded_year": 1958,
    "area_ha": 86.5,
    "industries": ["C17"],
    "longitude": 120.52,
    "latitude": 31.24,
    "boundary": None,
}
POLICY: dict[str, Any] = {
    "names": {"en": "Subsidies for renewal", "zh-hans": "更新补贴办法"},
    "kind": "finance_tax",
    "region": "YJ-HT",
    "parks": [],
    "issuer": "Bureau of Finance",
    "number": "2026-12",
    "url": "https://example.org/policies/12",
    "in_force_from": "2026-03-01",
    "in_force_until": None,
}
CELL = {"value": 12.5, "missing_reason": "", "note": "Counted on the last day.", "version": 1}
WEIGHTS = {
    "name": "Panel of October",
    "note": "Nine experts, two rounds.",
    "weights": {"sorting": 2, "piloting": 1},
}


def record_examples() -> dict[str, Any]:
    """Show for each register how a record is added and how it is changed, as the register itself tells."""
    examples = {}
    for register in REGISTERS.values():
        record = {name: value for name, value in register.example.items() if name not in NAMES}
        if register.is_named:
            name_en, name_zh = (register.example.get(name, "") for name in NAMES)
            record = {"names": {"en": name_en, "zh-hans": name_zh}, **record}
        examples[f"{register.singular}_create"] = record
        examples[f"{register.singular}_update"] = {**record, "version": 1}
    return examples


REQUESTS: dict[str, Any] = {
    **record_examples(),
    "record_evidence_add": {
        "title": "Minutes of the meeting",
        "url": "https://example.org/minutes",
    },
    "assignment_create": {
        "framework": "small",
        "version": "1",
        "region": "YJ-HT",
        "park": None,
        "from_period": "2026-Q2",
    },
    "calendar_day_set": {"is_working": False, "note": "Closed for the census."},
    "decision_revoke": {"reason": "The halls were counted wrongly."},
    "entry_change": CELL,
    "entry_change_many": {"entries": [{"indicator": "vacancy", **CELL}]},
    "evidence_add": {
        "indicator": "vacancy",
        "title": "Survey of the halls",
        "url": "https://example.org/survey",
    },
    "finding_close": {"text": "The rails were seen on site."},
    "finding_escalate": {"to": "Provincial department", "text": "Two months late."},
    "finding_evidence_add": {
        "title": "Photo of the rails",
        "url": "https://example.org/rails",
    },
    "finding_extend": {"due_on": "2026-12-24", "reason": "Snow until December."},
    "finding_plan": {"action": "Rails are ordered.", "action_on": "2026-11-01"},
    "finding_raise": {
        "park": "SQ-04",
        "title": "The loading ramp of hall 3 has no rail",
        "description": "Seen on the photo of the ramp.",
        "severity": "major",
        "due_on": "2026-11-30",
    },
    "finding_rectify": {
        "text": "The rails stand since today.",
        "url": "https://example.org/rails",
        "title": "Photo of the rails",
    },
    "finding_send_back": {"reason": "The rail is lower than 1.1 m."},
    "gate_decide": {
        "verdict": "refuse",
        "reason": "The halls stand empty.",
        "seen": "0e2c6b0a4f3a5be1f4b7a6f4c2a4d3b3c8f3b1f6a2d7e5c9b8a7f6e5d4c3b2a1",
    },
    "narrative_save": {"narrative": "Two halls were let to new firms.", "version": 2},
    "notice_issue": {
        "period": "2026-07",
        "parks": ["SQ-04", "SQ-07"],
        "remarks": "Mind the deadlines of the quarter.",
    },
    "park_create": {"code": "LH-21", **PARK},
    "park_update": {"area_ha": 88.0, "founded_year": 1958},
    "path_enter": {
        "stage": "t1",
        "entered_on": "2026-09-01",
        "reason": "The committee has its plan.",
    },
    "policy_create": {"code": "YJ-2026-12", **POLICY},
    "policy_remove": {"reason": "It was entered twice."},
    "policy_update": {"version": 1, "in_force_until": "2028-12-31"},
    "report_reopen": {"reason": "The vacancy was counted in the wrong halls."},
    "report_return": {"reason": "The evidence for the vacancy is missing."},
    "round_check": {"remark": "The report agrees with its evidence."},
    "round_close": {"summary": "Ten items checked, one finding raised."},
    "round_open": {
        "region": "YJ-HT",
        "period": "2026-Q2",
        "reports_asked": 5,
        "evidence_asked": 10,
    },
    "saved_view_create": {"page": "board", "name": "First stage", "query": "stage=t1&every=month"},
    "saved_view_rename": {"name": "Parks at the first stage"},
    "run_create": {
        "framework": "small",
        "version": "1",
        "period": "2026-Q1",
        "parks": ["SQ-04", "SQ-07"],
        "title": "First quarter",
    },
    "token_create": {"name": "Nightly export", "scope": "read", "days": 90},
    "version_load": {"text": SMALL_FRAMEWORK.read_text(encoding="utf-8")},
    "webhook_create": {
        "url": "https://example.org/hooks",
        "events": ["report_accepted", "gate_decided", "run_done"],
    },
    "webhook_update": {"is_active": False},
    "weights_change": WEIGHTS,
    "weights_create": {"framework": "small", "version": "1", **WEIGHTS},
}

ANSWERS: dict[str, Any] = {
    "me_detail": {
        "email": "wu.jianguo@example.org",
        "name": "Wu Jianguo",
        "language": "zh-hans",
        "time_zone": "Asia/Shanghai",
        "is_administrator": False,
        "position": {"en": "Bureau of Industry", "zh-hans": "工业局"},
    },
    "park_detail": {
        "code": "LH-21",
        **PARK,
        "updated_at": "2026-10-09T14:00:00+08:00",
        "may_edit": True,
    },
    "park_create": {
        "code": "LH-21",
        **PARK,
        "updated_at": "2026-10-09T14:00:00+08:00",
        "may_edit": True,
    },
    "webhook_create": {
        "uuid": "8e03978e-40d5-43dd-bc93-6894a57f9324",
        "url": "https://example.org/hooks",
        "events": ["report_accepted", "gate_decided", "run_done"],
        "is_active": True,
        "pause_reason": "",
        "failures": 0,
        "created_at": "2026-10-09T14:00:00+08:00",
        "secret": "whsec_0f3c…",
    },
    "path_detail": {
        "steps": [
            {
                "stage": "t1",
                "entered_on": "2026-09-01",
                "reason": "The committee has its plan.",
                "decided_at": "2026-09-01T09:30:00+08:00",
                "decided_by": {"name": "Wu Jianguo"},
            }
        ],
        "gate": None,
        "seen": "",
        "may_enter": False,
        "may_decide": False,
    },
}
