"""Tasks are found by name and may run twice."""

from celery import signature

from accounts.models import AuditAnchor


def test_anchor_audit_writes_an_anchor_each_time(db):
    signature("accounts.anchor_audit").apply_async()
    signature("accounts.anchor_audit").apply_async()
    assert AuditAnchor.objects.count() == 2


def test_send_invitation_and_reset_write_to_the_person(person, mailoutbox):
    signature("accounts.send_invitation", args=[person.pk, "https://a.example"]).apply_async()
    signature(
        "accounts.send_password_reset", args=[person.email, "https://a.example"]
    ).apply_async()
    assert [mail.to for mail in mailoutbox] == [["li.na@example.org"]] * 2
