"""The small framework with a gate out of each stage, and a park that comes before it, for the tests of gates."""

from __future__ import annotations

from assessments.services.following import tick
from tests.assessments.small import SMALL, at, enter, file, publish, texts
from tests.cast import Cast


def rule(text: str, title: str) -> str:
    return f'      - {{rule: "{text}", title: {texts(title)}}}\n'


GATES = f"""gates:
  - from: t1
    to: t2
    quarters: 2
    rules:
{rule("score.positioning >= 60", "Positioning at least 60")}{rule("vacancy < 20", "Vacancy below 20 %")}{rule("completeness.positioning >= 0.6", "At least 60 % measured")}"""

GATED = SMALL.replace("checks:\n", f"{GATES}checks:\n", 1)
GOOD = {"vacancy": 10.0, "pilots": 8.0}
POOR = {"vacancy": 30.0, "pilots": 8.0}
GAP = {"vacancy": "not_measured", "pilots": 8.0}


def before_the_gate(cast: Cast, first=GOOD, second=GOOD, text: str = GATED):
    """Bring the park to 3 August 2025 on stage t1, with the reports of two quarters accepted as given; None files none."""
    with at("2025-04-03"):
        publish(cast, text)
        enter(cast)
        file(cast, "2024", {"land": 100.0})
        if first is not None:
            file(cast, "2025-Q1", first)
    with at("2025-07-03"):
        tick()
        if second is not None:
            file(cast, "2025-Q2", second)
    return cast.park


AUGUST = "2025-08-03"
