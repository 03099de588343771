"""Policies for tests, and files of them."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from accounts import clock
from governance.models import Policy
from tests.factories import make_user

START = date(2026, 3, 1)
HEADER = (
    "code", "kind", "name_en", "name_zh", "region", "parks", "issuer", "number", "url",
    "in_force_from", "in_force_until",
)  # fmt: skip
GOOD = {
    "code": "YJ-1",
    "kind": "finance_tax",
    "name_en": "Subsidies for renewal",
    "name_zh": "更新补贴办法",
    "region": "YJ-HT",
    "parks": "",
    "issuer": "Bureau of Finance",
    "number": "2026-12",
    "url": "",
    "in_force_from": "2026-03-01",
    "in_force_until": "",
}


def make_policy(code, region, *, kind="finance_tax", parks=(), by=None, **fields: Any) -> Policy:
    """A policy in force from 1 March 2026, for all of the region unless parks are named."""
    now = clock.now()
    values = {
        "name_en": f"Policy {code}",
        "issuer": "Bureau of Finance",
        "in_force_from": START,
        "recorded_at": now,
        "changed_at": now,
        "recorded_by": by or make_user(),
    }
    policy = Policy.objects.create(code=code, region=region, kind=kind, **{**values, **fields})
    policy.parks.set(parks)
    return policy


def csv_of(*rows: dict[str, str], header=HEADER, encoding: str = "utf-8") -> bytes:
    """Each row is a good one, changed by what is given."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**GOOD, **row} for row in rows)
    return text.getvalue().encode(encoding)
