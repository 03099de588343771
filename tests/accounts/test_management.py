"""What an administrator does on the command line."""

import pytest
from django.core.management import CommandError, call_command

from accounts import audit
from accounts.models import AuditEntry, User


def test_verify_audit_says_that_all_is_well(person, capsys):
    audit.record("user.update", by=person, on=person)
    call_command("verify_audit")
    assert "1 chains, 1 entries" in capsys.readouterr().out


def test_verify_audit_fails_and_names_the_first_broken_link(person, tamper):
    for _number in range(3):
        audit.record("user.update", by=person, on=person)
    tamper("UPDATE accounts_auditentry SET action = 'x' WHERE sequence >= 2")
    with pytest.raises(CommandError, match=r"^accounts, entry 2: it was changed") as failed:
        call_command("verify_audit")
    assert failed.value.returncode == 1


def test_add_user_makes_the_first_administrator(db, client, capsys):
    call_command("add_user", "Sun.Wei@example.org", "Sun Wei", "--administrator")
    user = User.objects.get()
    assert (user.email, user.is_administrator) == ("sun.wei@example.org", True)
    assert AuditEntry.objects.get().by is None
    path = capsys.readouterr().out.splitlines()[-1]
    assert client.get(path).status_code == 302  # on to the form, with the key kept in the session


@pytest.mark.parametrize("email", ["nonsense", "li.na@example.org"])
def test_add_user_refuses_wrong_and_taken_addresses(person, email):
    with pytest.raises(CommandError):
        call_command("add_user", email, "Another")
