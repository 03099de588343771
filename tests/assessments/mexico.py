"""The twelve real parks of the golden data, filed and accepted under the logistics framework."""

from __future__ import annotations

import json
from pathlib import Path

from assessments.models import FrameworkVersion
from assessments.services import following
from assessments.services.assignments import assign_version
from assessments.services.frameworks import load_framework, publish_version
from governance.models import StageReport
from parks.choices import Role
from parks.services.periods import period_of
from tests.assessments.small import accept, fill
from tests.cast import Cast
from tests.factories import grant, make_park, make_region

ROOT = Path(__file__).parent.parent.parent
LOGISTICS = (ROOT / "assessments" / "frameworks" / "logistics-2026.yaml").read_text()
GOLDEN = json.loads((ROOT / "tests" / "golden" / "mexico_parks_2026.json").read_text())
COLUMNS = ["dist_to_us_border_km", "dist_to_ensenada_port_km"]
ROWS = [dict(zip(GOLDEN["columns"], row, strict=True)) for row in GOLDEN["rows"]]


def code_of(number: int) -> str:
    return f"MX-{number:02d}"


def set_stage(cast: Cast, rows=ROWS) -> FrameworkVersion:
    """Add the parks, give the cast its roles in them, assign the framework and open the quarter's reports."""
    region = make_region("MX")
    grant(cast.reviewer, Role.REVIEWER, region=region)
    for number, _row in enumerate(rows, start=1):
        park = make_park(code_of(number), region)
        grant(cast.editor, Role.EDITOR, park=park)
        grant(cast.lead, Role.LEAD, park=park)
    version = publish_version(
        load_framework(LOGISTICS, by=cast.administrator), by=cast.administrator
    )
    assignment = assign_version(
        version, from_period=period_of("2026-Q1"), region=region, by=cast.administrator
    )
    following.follow_assignment(assignment)
    return version


def file_all(cast: Cast, rows=ROWS, period: str = "2026-Q1") -> None:
    for number, row in enumerate(rows, start=1):
        report = StageReport.objects.get(park__code=code_of(number), period__code=period)
        accept(fill(report, {name: row[name] for name in COLUMNS}, cast), cast)
