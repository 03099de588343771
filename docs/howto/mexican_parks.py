"""12 real industrial parks through the API: load the framework, import, file, review, accept, compare with what was published.

With the site running (`make run`), in a second window:

    .venv/bin/python manage.py shell -v 0 -c "from docs.howto.mexican_parks import main; main()"

Doing it again changes nothing: what is there already is left as it is.
"""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from docs.howto import mexican_people as people

HERE = Path(__file__).parent
FRAMEWORK = HERE.parent.parent / "assessments" / "frameworks" / "logistics-2026.yaml"
PARKS, DISTANCES = HERE / "mexican_parks.csv", HERE / "mexican_distances.csv"
CODE, VERSION, GOAL = "mexico_logistics", "1.0.0", "logistics_access"
INDICATORS = ("dist_to_us_border_km", "dist_to_ensenada_port_km")


@dataclass(frozen=True)
class Caller:
    """Somebody who calls the API with a key."""

    address: str
    key: str

    def get(self, path: str, **filters: str) -> Any:
        return self._call("GET", f"{path}?{urlencode(filters)}")

    def post(self, path: str, content: object = None) -> Any:
        return self._call("POST", path, json.dumps(content or {}).encode(), "application/json")

    def patch(self, path: str, content: object) -> Any:
        return self._call("PATCH", path, json.dumps(content).encode(), "application/json")

    def upload(self, path: str, file: Path) -> Any:
        return self._call("POST", path, file.read_bytes(), "text/csv")

    def _call(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Any:
        headers = {
            "Authorization": f"Bearer {self.key}",
            **({"Content-Type": kind} if kind else {}),
        }
        request = Request(f"{self.address}/api/v1/{path}", body, headers, method=method)  # noqa: S310
        with urlopen(request) as answer:  # noqa: S310 the address is the reader's own
            return json.load(answer)


def main(address: str = "http://127.0.0.1:8000") -> None:
    """Play the whole example and print the scores and places beside the published ones."""
    quarter = people.last_quarter()
    officials = {who: Caller(address, people.key_of(one)) for who, one in people.prepare().items()}
    import_parks(officials["authority"])
    leads = {
        park: Caller(address, people.key_of(one)) for park, one in people.name_committees().items()
    }
    ask_by_framework(officials["administrator"], quarter)
    for row in published():
        file_report(leads[row["park"]], row, quarter)
        accept_report(officials["reviewer"], row["park"], quarter)
    sys.stdout.write(table(ranking(officials["reviewer"], quarter)))


def published() -> list[dict[str, str]]:
    """Return the distances, and the score and place that their authors published, park by park."""
    with DISTANCES.open(newline="") as file:
        return list(csv.DictReader(file))


def import_parks(authority: Caller) -> dict[str, Any]:
    """The authority imports the register; without `dry_run=false` it would only be checked."""
    return authority.upload("park-imports?dry_run=false", PARKS)


def ask_by_framework(administrator: Caller, quarter: str) -> None:
    """The administrator loads, publishes and assigns the framework; the reports of the quarter open by themselves."""
    administrator.post("framework-versions", {"text": FRAMEWORK.read_text(encoding="utf-8")})
    administrator.post(f"frameworks/{CODE}/{VERSION}/publish")
    assignment = {"framework": CODE, "version": VERSION, "region": people.COUNTRY}
    administrator.post("assignments", {**assignment, "from_period": quarter})


def file_report(lead: Caller, row: dict[str, str], quarter: str) -> None:
    """The committee fills in both distances and submits; the version says which state of an entry it has seen."""
    report = lead.get(f"reports/{row['park']}/{quarter}")
    if report["status"] != "draft":
        return
    seen = {entry["indicator"]: entry["version"] for entry in report["entries"]}
    entries = [
        {"indicator": one, "value": float(row[one]), "version": seen[one]} for one in INDICATORS
    ]
    lead.patch(f"reports/{row['park']}/{quarter}/entries", {"entries": entries})
    lead.post(f"reports/{row['park']}/{quarter}/submit")


def accept_report(reviewer: Caller, park: str, quarter: str) -> None:
    """The reviewer opens what was submitted and accepts it; then it counts."""
    report = reviewer.get(f"reports/{park}/{quarter}")
    for step in ("open", "accept"):
        if report[f"may_{step}"]:
            report = reviewer.post(f"reports/{park}/{quarter}/{step}")


def ranking(reader: Caller, quarter: str) -> dict[str, Any]:
    """Return scores and places of the goal over the parks that the reader sees."""
    return reader.get(f"frameworks/{CODE}/{VERSION}/ranks", period=quarter, node=GOAL)


def table(found: dict[str, Any]) -> str:
    """Set what was found beside what was published."""
    by_park = {row["park"]: row for row in found["ranks"]}
    lines = ["park    score, published           place, published"]
    for row in sorted(published(), key=lambda row: int(row["published_rank"])):
        mine = by_park[row["park"]]
        score, theirs = mine["value"] / 100, float(row["published_score"])
        lines.append(
            f"{row['park']}   {score:.10f} {theirs:.10f} {mine['place']:>5} {row['published_rank']:>3}"
        )
    return "\n".join([*lines, ""])
