"""Evidence of a policy on its page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from governance.selectors.policy_detail import evidence_of
from governance.services.policy_evidence import attach_policy_link
from tests.governance.policies_for_tests import make_policy

PDF = b"%PDF-1.4 the text of the policy"


@pytest.fixture
def policy(cast):
    return make_policy("YJ-1", cast.district)


@pytest.fixture
def as_person(client, cast):
    def signed_in(name):
        client.force_login(cast.person(name))
        return client

    return signed_in


def at(name, *more):
    return reverse(f"governance:{name}", args=["YJ-1", *more])


def test_policy_evidence_add_takes_a_file_or_a_link(as_person, policy):
    client = as_person("authority")
    file = SimpleUploadedFile("policy.pdf", PDF)
    assert client.post(at("policy_evidence_add"), {"file": file}).status_code == 302
    link = {"url": "https://example.org/a", "title": "Text"}
    assert client.post(at("policy_evidence_add"), link).status_code == 302
    page = client.get(at("policy_detail")).content.decode()
    assert "policy.pdf" in page
    assert "https://example.org/a" in page


def test_policy_evidence_add_says_what_is_wrong(as_person, policy):
    answer = as_person("authority").post(at("policy_evidence_add"), {"url": "javascript:x"})
    assert answer.status_code == 422
    assert "full web address" in answer.content.decode()


@pytest.mark.parametrize(("role", "status"), [("lead", 403), ("reviewer", 403), ("stranger", 404)])
def test_policy_evidence_add_is_the_authoritys(as_person, policy, role, status):
    answer = as_person(role).post(at("policy_evidence_add"), {"url": "https://example.org"})
    assert answer.status_code == status


def test_policy_evidence_download_is_for_who_sees_the_policy(as_person, policy):
    file = SimpleUploadedFile("policy.pdf", PDF)
    as_person("authority").post(at("policy_evidence_add"), {"file": file})
    address = at("policy_evidence_download", evidence_of(policy).get().pk)
    answer = as_person("observer").get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(action="policy.read_evidence").count() == 1
    assert as_person("stranger").get(address).status_code == 404


def test_policy_evidence_download_of_a_link_or_another_policy_is_unknown(as_person, policy, cast):
    link = attach_policy_link(policy, "https://example.org", by=cast.authority)
    other = make_policy("YJ-2", cast.district)
    foreign = attach_policy_link(other, "https://example.org", by=cast.authority)
    client = as_person("authority")
    for key in (link.pk, foreign.pk, 999_999):
        assert client.get(at("policy_evidence_download", key)).status_code == 404
    assert client.post(at("policy_evidence_remove", foreign.pk)).status_code == 404


def test_policy_evidence_remove_takes_it_off(as_person, policy, cast):
    link = attach_policy_link(policy, "https://example.org", by=cast.authority)
    address = at("policy_evidence_remove", link.pk)
    assert as_person("editor").post(address).status_code == 403
    assert as_person("authority").post(address).status_code == 302
    assert not evidence_of(policy).exists()
