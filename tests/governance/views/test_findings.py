"""Findings on pages: the list of a park, raising, reading, and proof."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from governance.models import Finding
from governance.selectors.finding_detail import proof_of
from governance.services.notices import issue_notices
from governance.services.proof import attach_proof
from tests.factories import make_period
from tests.governance.supervised import (
    LINK,
    accepted_quarter,
    closed,
    drawn_round,
    in_october,
    raised,
    rectified,
)

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NEW = {
    "title": "No rail",
    "description": "At hall 3.",
    "severity": "severe",
    "responsible": "",
    "raised_on": "2026-10-01",
    "due_on": "2026-11-30",
    "item": "",
}


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def as_person(client, cast):
    def sign_in(name):
        client.force_login(cast.person(name))
        return client

    return sign_in


def url(name, cast, *more):
    return reverse(f"governance:{name}", args=[cast.park.code, *more])


def test_finding_list_shows_findings_and_notices_of_the_park(cast, as_person):
    raised(cast)
    closed(cast, title="A closed gate")
    issue_notices([cast.park], make_period("2026-09"), by=cast.authority)
    page = as_person("lead").get(url("finding_list", cast)).content.decode()
    assert "The loading ramp has no rail" in page
    assert "September 2026" in page
    assert url("finding_raise", cast) not in page
    seen = as_person("observer").get(url("finding_list", cast)).content.decode()
    assert "A closed gate" in seen
    assert "ramp" not in seen
    assert (
        url("finding_raise", cast)
        in as_person("reviewer").get(url("finding_list", cast)).content.decode()
    )


def test_finding_list_costs_the_same_for_one_and_three(cast, as_person, django_assert_num_queries):
    client = as_person("lead")
    raised(cast)
    client.get(url("finding_list", cast))
    for _more in range(2):
        with django_assert_num_queries(9):
            client.get(url("finding_list", cast))
        raised(cast)
        raised(cast)


def test_finding_raise_puts_it_before_the_committee(cast, as_person):
    assert as_person("reviewer").get(url("finding_raise", cast)).status_code == 200
    answer = as_person("reviewer").post(url("finding_raise", cast), NEW)
    finding = Finding.objects.get()
    assert answer.headers["Location"] == url("finding_detail", cast, finding.code)
    assert (finding.severity, finding.raised_by) == ("severe", cast.reviewer)


def test_finding_raise_keeps_what_was_typed(cast, as_person):
    for wrong in ({"due_on": "2026-09-01"}, {"title": ""}, {"due_on": "soon"}):
        page = as_person("reviewer").post(url("finding_raise", cast), {**NEW, **wrong})
        assert page.status_code == 422
        assert b"At hall 3." in page.content
    assert not Finding.objects.exists()


def test_finding_raise_from_an_item_names_round_and_report(cast, as_person):
    report = accepted_quarter(cast)
    item = drawn_round(cast).sample.first().address
    address = f"{url('finding_raise', cast)}?item={item}"
    assert f'value="{item}"' in as_person("reviewer").get(address).content.decode()
    as_person("reviewer").post(url("finding_raise", cast), {**NEW, "item": item})
    finding = Finding.objects.get()
    assert (finding.report, finding.round.region) == (report, cast.district)
    unknown = as_person("reviewer").get(url("finding_raise", cast), {"item": "YJ/2026-Q3/1"})
    assert unknown.status_code == 404


def test_finding_raise_is_not_for_the_committee(cast, as_person):
    assert as_person("lead").get(url("finding_raise", cast)).status_code == 403


def test_finding_detail_offers_what_may_be_done_now(cast, as_person):
    finding = raised(cast)
    address = url("finding_detail", cast, finding.code)
    offered = {
        name: set(as_person(name).get(address).context["forms"])
        for name in ("lead", "editor", "reviewer", "authority")
    }
    assert offered == {
        "lead": {"plan", "rectify", "prove"},
        "editor": {"prove"},
        "reviewer": set(),
        "authority": {"extend"},
    }
    page = as_person("reviewer").get(address).content
    assert b"The lead of the committee plans an action" in page
    assert as_person("observer").get(address).status_code == 404


def test_finding_detail_costs_the_same_for_one_and_three(
    cast, as_person, django_assert_num_queries
):
    finding = raised(cast)
    attach_proof(finding, LINK, by=cast.editor)
    client = as_person("lead")
    client.get(url("finding_detail", cast, finding.code))
    for _more in range(2):
        with django_assert_num_queries(6):
            client.get(url("finding_detail", cast, finding.code))
        for _one in range(2):
            attach_proof(finding, LINK, by=cast.editor)


def test_finding_evidence_add_attaches_files_and_links(cast, as_person):
    finding = raised(cast)
    address = url("finding_evidence_add", cast, finding.code)
    file = SimpleUploadedFile("rails.pdf", PDF, content_type="application/pdf")
    as_person("editor").post(address, {"file": file})
    as_person("editor").post(address, {"url": LINK.url, "title": "Photo"})
    assert [one.title for one in proof_of(finding)] == ["rails.pdf", "Photo"]


def test_finding_evidence_add_says_what_is_wrong(cast, as_person):
    finding = raised(cast)
    address = url("finding_evidence_add", cast, finding.code)
    page = as_person("editor").post(address, {"url": "javascript:alert(1)"})
    assert page.status_code == 422
    assert b"Enter a full web address" in page.content
    too_long = as_person("editor").post(address, {"url": "https://example.org/" + "x" * 500})
    assert too_long.status_code == 422
    answered = rectified(cast)
    late = as_person("editor").post(
        url("finding_evidence_add", cast, answered.code), {"url": LINK.url}
    )
    assert late.status_code == 409


def test_finding_evidence_remove_takes_it_off(cast, as_person):
    finding = raised(cast)
    evidence = attach_proof(finding, LINK, by=cast.editor)
    address = url("finding_evidence_remove", cast, finding.code, evidence.pk)
    assert as_person("reviewer").post(address).status_code == 403
    assert as_person("lead").post(address).status_code == 302
    assert as_person("lead").post(address).status_code == 404


def test_finding_evidence_remove_is_no_longer_possible_once_answered(cast, as_person):
    finding = rectified(cast)
    evidence = proof_of(finding).get()
    page = as_person("lead").post(url("finding_evidence_remove", cast, finding.code, evidence.pk))
    assert page.status_code == 409
    assert b"Proof is attached and removed while" in page.content


def test_finding_evidence_download_is_on_record(cast, as_person):
    finding = raised(cast)
    file = SimpleUploadedFile("rails.pdf", PDF, content_type="application/pdf")
    evidence = attach_proof(finding, type(LINK)(file=file), by=cast.editor)
    address = url("finding_evidence_download", cast, finding.code, evidence.pk)
    answer = as_person("reviewer").get(address)
    assert answer.getvalue() == PDF
    assert "attachment" in answer.headers["Content-Disposition"]
    assert AuditEntry.objects.get(action="finding.read_proof").by == cast.reviewer
    assert as_person("observer").get(address).status_code == 404
