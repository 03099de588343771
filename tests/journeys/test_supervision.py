"""Supervision from the sample to the closed finding, and the notice that tells of it; in both languages."""

import pytest
from playwright.sync_api import expect

from governance.models import Finding, MonthlyNotice, StageReport, SupervisionRound
from governance.services.evidence import attach_link
from tests.journeys.scene import QUARTER, VALUES_AFTER, file_quarter, open_draft

ROUND = f"/supervision/rounds/YJ-HT/{QUARTER}/"
TITLE = "The ramp of hall 3 has no rail 三号厂房坡道无护栏"
ACTION = "Rails are ordered 已订购护栏"
DONE = "The rails stand 护栏已安装"
PROOF = ("rails.csv", "text/csv", b"rail,height\nA,1.1\n")


@pytest.fixture
def accepted(scene):
    """The quarter is accepted, with a link behind it."""
    draft = open_draft(scene.park, QUARTER)
    attach_link(draft, "vacant", "https://example.org/halls", title="Halls", by=scene.cast.editor)
    return file_quarter(scene.park, QUARTER, VALUES_AFTER, scene.cast)


def test_what_a_round_finds_is_rectified_with_proof_and_closed(scene, accepted, enter_as):
    authority, lead, reviewer = map(enter_as, ("authority", "lead", "reviewer"))
    open_and_draw(authority)
    raise_finding(authority)
    answer(lead)
    judge(reviewer)
    close_round(authority)
    assert Finding.objects.get().status == "closed"
    assert SupervisionRound.objects.get().closed_at is not None


def open_and_draw(authority):
    authority.go("/")
    authority.press_link("Supervision", ".topnav")
    authority.press_link("Open a round")
    authority.part("#id_region").select_option("YJ-HT")
    authority.part("#id_period").select_option(QUARTER)
    authority.part("#id_evidence_asked").fill("1")
    authority.press("Open the round")
    authority.sees("The round is open; draw its sample next.")
    authority.press("Draw the sample")
    authority.sees("Drawn again just now: the same sample")
    expect(authority.part("#sample .item")).to_have_count(2)
    assert SupervisionRound.objects.get().region.code == "YJ-HT"


def raise_finding(authority):
    authority.press_link("Raise a finding on item %(position)s", position=2)
    authority.part("#id_title").fill(TITLE)
    authority.part("#id_severity").select_option("major")
    authority.press("Raise the finding")
    authority.sees("The finding is before the committee of the park.")
    authority.sees_exactly(TITLE, "h1")
    finding = Finding.objects.get()
    assert (finding.round, finding.report) == (
        SupervisionRound.objects.get(),
        StageReport.objects.get(period__code=QUARTER),
    )


def answer(lead):
    lead.go("/parks/LH-01/findings/")
    lead.page.get_by_role("link", name=TITLE).click()
    lead.part("#plan-action").fill(ACTION)
    lead.part("#plan-action_on").fill("2026-10-20")
    lead.press("Put the action on record")
    lead.sees_exactly(ACTION, "main")
    lead.part("#rectify-text").fill(DONE)
    lead.press("Report as rectified", "#rectify")
    lead.sees("A rectification needs its proof: attach at least one file or link.")
    expect(lead.part("#rectify-text")).to_have_value(DONE)
    name, kind, content = PROOF
    file = {"name": name, "mimeType": kind, "buffer": content}
    lead.part("#rectify-file").set_input_files(file)
    lead.press("Report as rectified", "#rectify")
    lead.sees("The rectification is reported; the supervision judges it.")
    lead.sees_exactly(name, "#rectification")


def judge(reviewer):
    reviewer.go("/supervision/?status=rectified")
    reviewer.page.get_by_role("link", name=TITLE).click()
    reviewer.sees_exactly(DONE, "#rectification")
    reviewer.press("Close the finding", "#close")
    reviewer.sees("The finding is closed.", "#messages")
    reviewer.sees("The finding is closed and stays as it is.", "#acts")


def close_round(authority):
    authority.go(ROUND)
    for position in (1, 2):
        authority.part(f"#item-{position}-remark").fill("As filed 与填报一致")
        authority.press("Item %(position)s is checked", position=position)
        authority.sees("The item is checked.", "#messages")
    authority.part("#id_summary").fill("Well kept 情况良好")
    authority.press("Close the round", "#close")
    authority.sees("The round is closed.", "#messages")
    authority.sees_exactly(TITLE, "main")


def test_a_month_is_notified_and_read_by_the_committee(scene, enter_as):
    authority, lead = map(enter_as, ("authority", "lead"))
    authority.go("/supervision/")
    authority.press_link("Issue monthly notices")
    expect(authority.part("input[name=park]")).to_have_count(1)
    authority.part("#id_remarks").fill("Mind the deadlines 注意期限")
    authority.press("Issue the notices")
    authority.sees("Monthly notices", "#notices")
    assert MonthlyNotice.objects.get().figures["reports"]["missing"] == 1
    lead.go("/parks/LH-01/notices/2026-09/")
    lead.sees_exactly("Mind the deadlines 注意期限", "main")
    lead.sees("as it was when the notice was issued; later changes do not touch it")
