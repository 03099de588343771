"""What authorities decided on gates in the demo: passed, deferred, refused, and one decision taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from accounts.models import User
from assessments.selectors.gate_evaluation import evaluation_of, fingerprint
from assessments.selectors.gates import gate_of
from assessments.services.gates import decide
from governance.choices import Verdict
from governance.models import GateDecision
from governance.services.gates import revoke_decision
from parks.models import Park


@dataclass(frozen=True)
class Revocation:
    """How many days after the decision it was taken back, and why."""

    after_days: int
    reason: str


@dataclass(frozen=True)
class Decision:
    """A decision on the gate ahead of a park, some days after a quarter ended; the last one past its due date is 0 back."""

    park: str
    quarters_back: int
    after_days: int
    verdict: str
    reason: str
    revocation: Revocation | None = None
    is_national: bool = False

    def take(self, park: Park, *, by: User) -> GateDecision | None:
        """Decide on what the scores say; a gate that is not open is not passed."""
        state = gate_of(park)
        if state is None or (self.verdict == Verdict.PASS and not state.is_open):
            return None
        seen = fingerprint(evaluation_of(state))
        return decide(park, verdict=self.verdict, reason=self.reason, by=by, seen=seen)


DECISIONS: Final = (
    Decision(
        "HX-01",
        0,
        25,
        Verdict.PASS,
        "All rules have held for a year; the park is recognised as upgraded.",
        is_national=True,
    ),
    Decision(
        "LH-01",
        2,
        27,
        Verdict.DEFER,
        "Spatial equality is still below 60. We look at the gate again after two more quarters.",
    ),
    Decision(
        "SH-01",
        1,
        24,
        Verdict.PASS,
        "All rules hold over both quarters; the pilot plots are in use and the partners are named.",
    ),
    Decision(
        "BL-01",
        1,
        25,
        Verdict.PASS,
        "Public services reach the neighbourhood; the park goes on to secure them by policy.",
    ),
    Decision(
        "MH-01",
        1,
        23,
        Verdict.PASS,
        "两个季度各项规则均已达到，同意进入新实践阶段。",
        Revocation(28, "复核发现一份合作协议尚未签署，撤销该决定，待补齐后再议。"),
    ),
    Decision("XL-01", 1, 26, Verdict.REFUSE, "产业定位得分明显不足，不同意进入下一阶段。"),
    Decision("SK-01", 0, 20, Verdict.REFUSE, "空间平等得分未达60分，公众参与情况缺失，不予通过。"),
    Decision("HB-01", 0, 19, Verdict.DEFER, "得分逐季上升，建议再观察两个季度。"),
    Decision("QS-01", 1, 29, Verdict.DEFER, "专项政策兑付尚在推进，暂缓决定。"),
)


def take_back(decision: GateDecision, reason: str, *, by: User) -> None:
    revoke_decision(decision, reason=reason, by=by)
