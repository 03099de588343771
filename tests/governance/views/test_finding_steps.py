"""The steps of a finding on its page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.models import Finding
from governance.selectors.finding_detail import proof_of
from tests.governance.supervised import in_october, late, raised, rectified

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PLAN = {"action": "Rails are ordered.", "action_on": "2026-11-01"}
DONE = {"text": "The rails stand.", "url": "https://example.org/rails", "title": "Photo"}


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def post(client, cast):
    def posted(name, step, finding, data=None):
        client.force_login(cast.person(name))
        address = reverse(f"governance:finding_{step}", args=[cast.park.code, finding.code])
        answer = client.post(address, data or {})
        finding.refresh_from_db()
        return answer

    return posted


def test_finding_plan_puts_the_action_on_record(cast, post):
    finding = raised(cast)
    assert post("lead", "plan", finding, PLAN).status_code == 302
    assert (finding.status, finding.action) == ("planned", "Rails are ordered.")
    page = post("lead", "plan", finding, {**PLAN, "action_on": ""})
    assert page.status_code == 422
    assert b"Rails are ordered." in page.content


def test_finding_plan_is_refused_before_it_is_read(cast, post):
    assert post("editor", "plan", raised(cast)).status_code == 403
    assert post("lead", "plan", rectified(cast)).status_code == 409


def test_finding_rectify_takes_proof_with_it(cast, post):
    finding = raised(cast)
    assert post("lead", "rectify", finding, {"text": "Done."}).status_code == 422
    file = SimpleUploadedFile("rails.pdf", PDF, content_type="application/pdf")
    assert post("lead", "rectify", finding, {"text": "Done.", "file": file}).status_code == 302
    assert finding.status == "rectified"
    assert proof_of(finding).get().title == "rails.pdf"


def test_finding_close_ends_it(cast, post):
    finding = rectified(cast)
    assert post("reviewer", "close", finding, {"text": "Seen on site."}).status_code == 302
    assert finding.status == "closed"
    again = post("reviewer", "close", finding)
    assert again.status_code == 409
    assert b"Only a rectified finding can be closed." in again.content


def test_finding_send_back_needs_its_reason(cast, post):
    finding = rectified(cast)
    assert post("authority", "send_back", finding).status_code == 422
    assert post("authority", "send_back", finding, {"reason": "Too low."}).status_code == 302
    assert finding.status == "open"


def test_finding_escalate_names_before_whom(cast, post):
    finding = late(cast)
    assert post("reviewer", "escalate", finding, {"to": "The province"}).status_code == 302
    assert (finding.status, finding.escalated_to) == ("escalated", "The province")


def test_finding_escalate_is_for_what_is_late(cast, post):
    assert post("reviewer", "escalate", raised(cast), {"to": "The province"}).status_code == 409


def test_finding_extend_moves_the_deadline(cast, post):
    finding = raised(cast)
    moved = {"due_on": "2026-12-24", "reason": "Snow."}
    assert post("reviewer", "extend", finding, moved).status_code == 403
    assert post("authority", "extend", finding, moved).status_code == 302
    assert str(finding.due_on) == "2026-12-24"


def test_a_whole_life_on_pages(cast, post):
    finding = late(cast)
    way = [
        ("reviewer", "escalate", {"to": "The province"}, "escalated"),
        ("lead", "plan", PLAN, "escalated"),
        ("lead", "rectify", DONE, "rectified"),
        ("reviewer", "send_back", {"reason": "Too low."}, "escalated"),
        ("lead", "rectify", DONE, "rectified"),
        ("authority", "close", {}, "closed"),
    ]
    for name, step, data, status in way:
        assert post(name, step, finding, data).status_code == 302
        assert finding.status == status
    assert Finding.objects.get().steps.count() == 7
