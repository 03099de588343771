"""What governance does when one of its own acts is done, and what it adds to the pages of records."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from accounts.choices import Event
from accounts.services.webhooks import announce
from governance.models import ApprovalCase, Consultation, GateDecision, StageReport
from governance.selectors.case_detail import case_progress
from governance.selectors.consultation_detail import consultation_progress
from governance.signals import gate_decided, report_accepted
from parks.selectors.people import people_of
from parks.selectors.record_detail import Aside
from parks.signals import record_shown


@receiver(report_accepted, dispatch_uid="governance.announce_acceptance")
def announce_acceptance(report: StageReport, **kwargs: Any) -> None:
    """Accepted facts are for whoever holds a role in the park."""
    park, period = report.park, report.period
    payload = {
        "park": park.code,
        "period": period.code,
        "revision": report.revision,
        "resource": reverse("api:report_detail", args=[park.code, period.code]),
    }
    announce(Event.REPORT_ACCEPTED, payload=payload, visible_to=people_of(park))


@receiver(gate_decided, dispatch_uid="governance.announce_gate_decision")
def announce_gate_decision(decision: GateDecision, **kwargs: Any) -> None:
    """So is the path of a park, with its decisions."""
    park = decision.park
    payload = {
        "park": park.code,
        "period": decision.period.code,
        "from_stage": decision.from_stage,
        "to_stage": decision.to_stage,
        "verdict": decision.verdict,
        "resource": reverse("api:path_detail", args=[park.code]),
    }
    announce(Event.GATE_DECIDED, payload=payload, visible_to=people_of(park))


@receiver(record_shown, sender=ApprovalCase, dispatch_uid="governance.show_case_progress")
def show_case_progress(record: ApprovalCase, **kwargs: Any) -> Aside:
    """Beside a case stand its working days."""
    return Aside("governance/case_progress.html", case_progress(record))


@receiver(record_shown, sender=Consultation, dispatch_uid="governance.show_consultation_progress")
def show_consultation_progress(record: Consultation, **kwargs: Any) -> Aside:
    """Beside a consultation stand its turnout and its comments."""
    return Aside("governance/consultation_progress.html", consultation_progress(record))
