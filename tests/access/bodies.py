"""What is sent to each address that changes something: valid, so that the act succeeds for who may take it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.selectors.path_detail import path_detail
from tests.access.records import BODIES as OF_RECORDS
from tests.access.scene import Scene
from tests.assessments.small import SMALL
from tests.factories import PASSWORD
from tests.governance.policies_for_tests import csv_of
from tests.parks.register import csv_file

NEW_PASSWORD = "another long enough secret"
NEW_FRAMEWORK = SMALL.replace("code: small", "code: other", 1)
CELL = {
    "value-vacancy": "12",
    "reason-vacancy": "",
    "note-vacancy": "Counted anew.",
    "seen-vacancy": "1",
}
API_CELL = {"version": 1, "value": 12, "missing_reason": "", "note": "Counted anew."}
PARK = {
    "name_en": "New park",
    "name_zh": "新园区",
    "level": "municipal",
    "founded_year": "1960",
    "area_ha": "12.5",
    "industries": "C17",
    "longitude": "",
    "latitude": "",
    "boundary": "",
}
API_PARK = {
    "names": {"en": "New park", "zh-hans": "新园区"},
    "level": "municipal",
    "founded_year": 1960,
    "area_ha": 12.5,
    "industries": ["C17"],
    "longitude": 120.5,
    "latitude": 31.2,
    "boundary": None,
    "region": "YJ-HT",
}
WEBHOOK = {"url": "https://example.org/new", "events": ["report_accepted", "run_done"]}
API_POLICY = {
    "names": {"en": "Own land", "zh-hans": "自有土地"},
    "kind": "own_land",
    "region": "YJ-HT",
    "parks": [],
    "issuer": "Bureau of Land",
    "number": "2026-9",
    "url": "https://example.org/9",
    "in_force_from": "2026-03-01",
    "in_force_until": "2028-12-31",
}
REASON = {"reason": "The floor area is missing."}
API_WEIGHTS = {"name": "Another panel", "note": "", "weights": {"sorting": 2, "piloting": 1}}
WEIGHTS = {
    "name": "Another panel",
    "note": "",
    **{
        f"weight-{node}": "1"
        for node in ("positioning", "equality", "sorting", "piloting", "vacancy", "tax_per_mu")
    },
}
PREFERENCES = {"name": "New name", "language": "zh-hans", "time_zone": "UTC"}


VIEW = {"page": "board", "name": "Stage one", "query": "stage=t1&every=month"}


def _person(scene: Scene) -> dict[str, Any]:
    return {**PREFERENCES, "position_en": "Clerk", "position_zh": "", "is_administrator": ""}


def _upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("register.csv", csv_file({}), "text/csv")


def _policy(scene: Scene) -> dict[str, Any]:
    names = {"name_en": "Own land", "name_zh": "自有土地"}
    typed = {name: value for name, value in API_POLICY.items() if name != "names"}
    return {**typed, **names, "parks": "", "region": scene.cast.district.pk}


def _policies() -> SimpleUploadedFile:
    return SimpleUploadedFile("policies.csv", csv_of({}), "text/csv")


def _decision(scene: Scene) -> dict[str, Any]:
    seen = path_detail(scene.own.park, scene.cast.authority).seen
    return {"verdict": "refuse", "reason": "The halls stand empty.", "seen": seen}


def _run(scene: Scene) -> dict[str, Any]:
    return {
        "version": scene.published,
        "period": "2026-Q1",
        "parks_by": "picked",
        "codes": scene.own.park.code,
        "region": "",
        "stage": "",
        "weights": "",
        "title": "Another run",
    }


def _finding(scene: Scene) -> dict[str, Any]:
    return {
        "title": "No rail",
        "description": "At hall 3.",
        "severity": "major",
        "responsible": "",
        "raised_on": "2026-10-01",
        "due_on": "2026-11-30",
        "item": "",
    }


PLAN = {"action": "Rails are ordered.", "action_on": "2026-11-01"}
DONE = {"text": "The rails stand.", "url": "https://example.org/rails", "title": "Photo"}
MOVED = {"due_on": "2026-12-24", "reason": "Snow."}
ROUND = {"region": "YJ", "period": "2026-Q2", "reports_asked": 2, "evidence_asked": 2}
Body = Callable[[Scene], Any]
BODIES: dict[str, Body] = {
    **OF_RECORDS,
    "accounts:sign_in": lambda s: {"username": s.cast.editor.email, "password": PASSWORD},
    "accounts:demo_sign_in": lambda s: {"email": s.cast.administrator.email},
    "accounts:language_set": lambda s: {"language": "zh-hans"},
    "accounts:password_reset_request": lambda s: {"email": s.cast.editor.email},
    "accounts:password_reset_confirm": lambda s: {
        "new_password1": NEW_PASSWORD,
        "new_password2": NEW_PASSWORD,
    },
    "accounts:account_detail": lambda s: PREFERENCES,
    "accounts:password_change": lambda s: {
        "old_password": PASSWORD,
        "new_password1": NEW_PASSWORD,
        "new_password2": NEW_PASSWORD,
    },
    "accounts:token_create": lambda s: {"name": "Program", "scope": "write", "days": "90"},
    "accounts:webhook_create": lambda s: WEBHOOK,
    "accounts:webhook_edit": lambda s: {**WEBHOOK, "is_active": "on"},
    "accounts:user_create": lambda s: {**_person(s), "email": "new@example.org"},
    "accounts:user_detail": _person,
    "parks:park_create": lambda s: {**PARK, "code": "LH-77", "region": s.cast.district.pk},
    "parks:park_import": lambda s: {"file": _upload()},
    "parks:park_edit": lambda s: {**PARK, "region": s.cast.district.pk},
    "parks:editor_add": lambda s: {"user": s.cast.observer.email, "ends_on": "2027-01-01"},
    "parks:grant_create": lambda s: {
        "user": s.cast.observer.pk,
        "role": "reviewer",
        "region": s.cast.district.pk,
        "park": "",
        "starts_on": "",
        "ends_on": "",
    },
    "parks:period_edit": lambda s: {"due_on": "2026-11-01", "locks_on": "2026-12-01"},
    "parks:calendar_edit": lambda s: {
        "first": "2026-12-25",
        "last": "2026-12-26",
        "is_working": "no",
        "note": "Closed.",
    },
    "parks:region_create": lambda s: {
        "code": "YJ-NEW",
        "name_en": "New district",
        "name_zh": "",
        "parent": s.cast.district.pk,
    },
    "governance:path_enter": lambda s: {
        "stage": "t1",
        "entered_on": "2026-09-01",
        "reason": "It is ready.",
    },
    "governance:report_save": lambda s: CELL,
    "governance:entry_save": lambda s: CELL,
    "governance:narrative_save": lambda s: {"narrative": "Three halls.", "seen_narrative": "2"},
    "governance:report_return": lambda s: REASON,
    "governance:report_reopen": lambda s: REASON,
    "governance:evidence_add": lambda s: {
        "url": "https://example.org/halls",
        "title": "Halls",
        "indicator": "",
    },
    "governance:review_note_add": lambda s: {"text": "Is this the whole month?"},
    "governance:policy_create": lambda s: {**_policy(s), "code": "YJ-9", "seen_version": ""},
    "governance:policy_edit": lambda s: {**_policy(s), "code": "YJ-9", "seen_version": 1},
    "governance:policy_remove": lambda s: REASON,
    "governance:policy_import": lambda s: {"file": _policies()},
    "governance:policy_evidence_add": lambda s: {"url": "https://example.org/9", "title": "Text"},
    "governance:finding_raise": _finding,
    "governance:finding_plan": lambda s: PLAN,
    "governance:finding_rectify": lambda s: DONE,
    "governance:finding_close": lambda s: {"text": "Seen on site."},
    "governance:finding_send_back": lambda s: REASON,
    "governance:finding_escalate": lambda s: {"to": "The province", "text": "It is late."},
    "governance:finding_extend": lambda s: MOVED,
    "governance:finding_evidence_add": lambda s: {"url": "https://example.org/1", "title": "1"},
    "governance:round_create": lambda s: ROUND,
    "governance:round_check": lambda s: {"remark": "As filed."},
    "governance:round_close": lambda s: {"summary": "Well kept."},
    "governance:notice_issue": lambda s: {
        "region": "YJ",
        "month": "2026-07",
        "park": [s.own.park.code],
        "remarks": "Mind the deadlines.",
    },
    "assessments:gate_decide": _decision,
    "assessments:decision_revoke": lambda s: REASON,
    "assessments:framework_load": lambda s: {"text": NEW_FRAMEWORK},
    "assessments:assignment_create": lambda s: {
        "version": s.published,
        "park": s.own.park.code,
        "region": "",
        "from_period": "2026-Q2",
    },
    "assessments:run_create": _run,
    "assessments:saved_view_create": lambda s: VIEW,
    "assessments:saved_view_rename": lambda s: {"name": "Late ones"},
    "assessments:weights_create": lambda s: WEIGHTS,
    "assessments:weights_edit": lambda s: WEIGHTS,
    "api:token_list": lambda s: {"name": "Program", "scope": "write", "days": 30},
    "api:webhook_list": lambda s: WEBHOOK,
    "api:webhook_detail": lambda s: {**WEBHOOK, "is_active": False},
    "api:park_list": lambda s: {**API_PARK, "code": "LH-77"},
    "api:park_detail": lambda s: API_PARK,
    "api:park_import_create": lambda s: csv_file({}),
    "api:calendar_day_detail": lambda s: {"is_working": True, "note": "Open after all."},
    "api:path_detail": lambda s: {
        "stage": "t1",
        "entered_on": "2026-09-01",
        "reason": "It is ready.",
    },
    "api:decision_list": _decision,
    "api:decision_revoke": lambda s: REASON,
    "api:report_detail": lambda s: {"narrative": "Three halls.", "version": 2},
    "api:report_return": lambda s: REASON,
    "api:report_reopen": lambda s: REASON,
    "api:entry_list": lambda s: {"entries": [{"indicator": "vacancy", **API_CELL}]},
    "api:entry_detail": lambda s: API_CELL,
    "api:evidence_list": lambda s: {
        "url": "https://example.org/halls",
        "title": "Halls",
        "indicator": "vacancy",
    },
    "api:policy_list": lambda s: {**API_POLICY, "code": "YJ-9"},
    "api:policy_detail": lambda s: {**API_POLICY, "version": 1},
    "api:policy_remove": lambda s: REASON,
    "api:finding_list": lambda s: {**_finding(s), "park": s.own.park.code},
    "api:finding_plan": lambda s: PLAN,
    "api:finding_rectify": lambda s: DONE,
    "api:finding_close": lambda s: {"text": "Seen on site."},
    "api:finding_send_back": lambda s: REASON,
    "api:finding_escalate": lambda s: {"to": "The province", "text": "It is late."},
    "api:finding_extend": lambda s: MOVED,
    "api:finding_evidence_list": lambda s: {"url": "https://example.org/1", "title": "1"},
    "api:round_list": lambda s: ROUND,
    "api:round_item": lambda s: {"remark": "As filed."},
    "api:round_close": lambda s: {"summary": "Well kept."},
    "api:notice_list": lambda s: {
        "period": "2026-07",
        "parks": [s.own.park.code],
        "remarks": "Mind the deadlines.",
    },
    "api:run_list": lambda s: {
        "framework": "small",
        "version": "1",
        "period": "2026-Q1",
        "parks": [s.own.park.code],
        "region": "",
        "stage": "",
        "title": "Another run",
    },
    "api:saved_view_list": lambda s: VIEW,
    "api:saved_view_detail": lambda s: {"name": "Late ones"},
    "api:weights_list": lambda s: {"framework": "small", "version": "1", **API_WEIGHTS},
    "api:weights_detail": lambda s: API_WEIGHTS,
    "api:version_load": lambda s: {"text": NEW_FRAMEWORK},
    "api:assignment_list": lambda s: {
        "framework": "small",
        "version": "1",
        "park": s.own.park.code,
        "region": None,
        "from_period": "2026-Q2",
    },
}


def body_of(name: str, scene: Scene, at: str = "-") -> Any:
    """Return what to send to an address; nothing where a press of a button is all."""
    make = BODIES.get(f"{name} {at}") or BODIES.get(name)
    return make(scene) if make else {}


# What an address takes besides, and is left out above since it stands for something else that is sent.
OTHERWISE = {
    name: {"file"}
    for name in ("api:evidence_list", "api:finding_evidence_list", "api:record_evidence_list")
}
