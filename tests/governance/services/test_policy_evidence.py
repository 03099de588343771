"""Evidence of a policy."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.selectors.policy_detail import evidence_of
from governance.services.policies import remove_policy
from governance.services.policy_evidence import (
    attach_policy_file,
    attach_policy_link,
    detach_policy_evidence,
)
from parks.services.attachments import MOST_OF_ONE
from tests.governance.policies_for_tests import make_policy

PDF = b"%PDF-1.4 the text of the policy"


@pytest.fixture
def policy(cast):
    return make_policy("YJ-1", cast.district)


def test_a_file_is_attached_and_taken_off_again(cast, policy):
    file = ContentFile(PDF, name="policy.pdf")
    evidence = attach_policy_file(policy, file, by=cast.authority)
    assert (evidence.title, evidence.park, list(evidence_of(policy))) == (
        "policy.pdf",
        None,
        [evidence],
    )
    detach_policy_evidence(policy, evidence, by=cast.authority)
    assert not evidence_of(policy).exists()
    with pytest.raises(NoLongerPossible):
        detach_policy_evidence(policy, evidence, by=cast.authority)
    actions = AuditEntry.objects.filter(target_id=str(policy.pk)).order_by("sequence")
    assert list(actions.values_list("action", flat=True)) == ["policy.attach", "policy.detach"]


def test_a_link_is_named_by_its_host_or_title(cast, policy):
    link = attach_policy_link(policy, " https://example.org/a ", by=cast.authority)
    named = attach_policy_link(policy, "http://example.org/b", title=" Text ", by=cast.authority)
    assert (link.title, link.url, named.title) == (
        "example.org",
        "https://example.org/a",
        "Text",
    )


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("javascript:alert(1)", "address_refused"),
        ("", "address_refused"),
        ("https://example.org/" + "a" * 500, "address_too_long"),
    ],
)
def test_only_web_addresses_are_taken(cast, policy, url, code):
    with pytest.raises(RuleBroken) as refused:
        attach_policy_link(policy, url, by=cast.authority)
    assert refused.value.code == code


@pytest.mark.parametrize("role", ["editor", "lead", "reviewer", "administrator"])
def test_evidence_is_the_authoritys(cast, policy, role):
    with pytest.raises(PermissionDenied):
        attach_policy_link(policy, "https://example.org", by=cast.person(role))


def test_nothing_is_attached_to_what_was_struck_off(cast, policy):
    remove_policy(policy, reason="Twice.", by=cast.authority)
    with pytest.raises(NoLongerPossible):
        attach_policy_link(policy, "https://example.org", by=cast.authority)


def test_there_is_an_end_to_evidence(cast, policy):
    for number in range(MOST_OF_ONE):
        attach_policy_link(policy, f"https://example.org/{number}", by=cast.authority)
    with pytest.raises(RuleBroken) as refused:
        attach_policy_link(policy, "https://example.org", by=cast.authority)
    assert refused.value.code == "evidence_too_many"
