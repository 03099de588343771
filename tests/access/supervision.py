"""What supervision has left in the scene: findings at three statuses and a notice in each park, two rounds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import User
from governance.finding_workflow import close_finding, raise_finding, rectify_finding
from governance.services.findings import FindingFacts
from governance.services.notices import issue_notices
from governance.services.proof import Proof, attach_proof
from governance.services.rounds import check_item, draw_sample, open_round
from parks.models import Park
from parks.services.periods import period_of
from tests.cast import Cast

NOTIFIED, SUPERVISED = "2026-08", "2026-Q1"


def supervise(park: Park, *, lead: User, reviewer: User, authority: User) -> int:
    """Leave a late finding, a rectified and a closed one, and a notice; return the key of the late one's proof."""
    late, rectified, closed = (
        raise_finding(
            park,
            FindingFacts(title, "major", due_on=date(2026, 10, 1), raised_on=date(2026, 9, 1)),
            by=reviewer,
        )
        for title in ("No rail", "A missing page", "A loose stone")
    )
    file = ContentFile(b"%PDF-1.4 a photo of the rail", name="rail.pdf")
    proof = attach_proof(late, Proof(file=file), by=lead)
    for finding in (rectified, closed):
        link = Proof(url="https://example.org/done")
        rectify_finding(finding, text="It is done.", proof=link, by=lead)
    close_finding(closed, by=reviewer)
    issue_notices([park], period_of(NOTIFIED), by=authority)
    return proof.pk


def rounds(cast: Cast) -> dict[str, list[Any]]:
    """Return the addresses of a round that can be closed, of one that is to be drawn, and of an item."""
    asked = {"reports_asked": 2, "evidence_asked": 2, "seed": 7, "by": cast.authority}
    quarter = period_of(SUPERVISED)
    drawn = draw_sample(open_round(cast.district, quarter, **asked), by=cast.authority)
    for item in drawn.sample.all():
        check_item(item, remark="As filed.", by=cast.reviewer)
    open_round(cast.province, quarter, **asked)
    return {
        "month": [NOTIFIED],
        "round": [cast.district.code, SUPERVISED],
        "new_round": [cast.province.code, SUPERVISED],
        "item": [cast.district.code, SUPERVISED, 1],
    }
