"""The audit page of a park and its export."""

import csv
import io

import pytest
from django.db import transaction
from django.urls import reverse

from accounts import audit
from accounts.models import AuditEntry, AuditHead

PAGE = reverse("parks:audit_list", args=["LH-01"])
EXPORT = reverse("parks:audit_export", args=["LH-01"])


@pytest.fixture(autouse=True)
def _trail(cast):
    with transaction.atomic():
        audit.record("report.return", by=cast.reviewer, on=cast.park, reason="=1+1")


def test_audit_list_tells_sentences_and_that_the_chain_holds(as_person):
    html = as_person("lead").get(PAGE).content.decode()
    assert "was returned." in html
    assert "the chain holds, with 1 entry" in html


def test_audit_list_says_where_the_chain_breaks(cast, as_person):
    AuditHead.objects.filter(chain=f"park:{cast.park.pk}").update(hash="f" * 64)
    html = as_person("lead").get(PAGE).content.decode()
    assert "The chain does not hold from entry 1 on" in html


@pytest.mark.parametrize(
    ("role", "status"),
    [("editor", 200), ("authority", 200), ("observer", 404), ("administrator", 404)],
)
def test_audit_list_is_for_who_sees_drafts(as_person, role, status):
    assert as_person(role).get(PAGE).status_code == status


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", ["editor", "authority"])
def test_audit_list_costs_the_same_for_any_number(
    cast, as_person, role, rows, django_assert_num_queries
):
    for _ in range(rows):
        with transaction.atomic():
            audit.record("report.submit", by=cast.lead, on=cast.park)
    person = as_person(role)
    person.get(PAGE)
    with django_assert_num_queries(12):
        person.get(PAGE)


def test_audit_export_holds_the_trail_and_is_recorded_in_it(as_person):
    answer = as_person("lead").get(EXPORT, {"action": "report.return"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["by"], row["action"], row["details"]) == (
        "Reviewer",
        "report.return",
        "reason: =1+1",
    )
    assert AuditEntry.objects.get(action="audit.export").details == {"rows": 1}


def test_audit_export_is_for_who_sees_drafts(as_person):
    assert as_person("consultant").get(EXPORT).status_code == 404
    assert not AuditEntry.objects.filter(action="audit.export").exists()
