"""People are added, changed and shut out with a trace, and never all administrators."""

import re

import pytest

from accounts import clock
from accounts.choices import Scope
from accounts.errors import RuleBroken
from accounts.models import ApiToken, AuditEntry, User
from accounts.services.tokens import create_token
from accounts.services.users import (
    add_user,
    deactivate_user,
    invite_user,
    reactivate_user,
    set_password,
    update_user,
)
from tests.factories import PASSWORD, make_user


def test_a_person_is_added_without_password_and_invited(
    administrator, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        user = add_user(
            "Chen.Yu@Example.org",
            "Chen Yu",
            "en",
            by=administrator,
            origin="https://parkpath.example.org",
        )
    assert user.email == "chen.yu@example.org"
    assert not user.has_usable_password()
    assert not user.is_administrator
    (mail,) = mailoutbox
    assert mail.to == ["chen.yu@example.org"]
    assert re.search(r"^https://parkpath\.example\.org/\S+$", mail.body, re.MULTILINE)
    assert AuditEntry.objects.get().action == "user.add"


def test_a_person_without_origin_gets_no_mail(db, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        add_user("a@example.org", "A", "en", by=None, position_en="Reviewer")
    assert mailoutbox == []
    assert User.objects.get().position_en == "Reviewer"


def test_an_address_is_taken_however_it_is_written(person, administrator):
    with pytest.raises(RuleBroken) as broken:
        add_user(" LI.NA@example.org ", "Another", "en", by=administrator)
    assert broken.value.code == "email_taken"


def test_an_update_writes_what_was_before(person, administrator):
    update_user(person, by=administrator, name="Li Na (Li)", language="en")
    person.refresh_from_db()
    assert person.name == "Li Na (Li)"
    details = AuditEntry.objects.get().details
    assert details == {"changed": {"name": {"from": "Li Na", "to": "Li Na (Li)"}}}


def test_an_update_that_changes_nothing_leaves_no_entry(person, administrator):
    update_user(person, by=administrator, name="Li Na")
    assert not AuditEntry.objects.exists()


def test_an_update_does_not_reach_other_fields(person, administrator):
    update_user(person, by=administrator, is_superuser=True, password="x", email="b@example.org")
    person.refresh_from_db()
    assert (person.is_superuser, person.email) == (False, "li.na@example.org")
    assert person.check_password(PASSWORD)


def test_whoever_is_shut_out_loses_the_tokens(person, administrator):
    create_token(person, name="x", scope=Scope.READ, days=1)
    deactivate_user(person, by=administrator)
    person.refresh_from_db()
    assert not person.is_active
    reactivate_user(person, by=administrator)
    assert not ApiToken.objects.usable(clock.now()).exists()
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert list(actions) == ["token.create", "user.deactivate", "user.reactivate"]


def test_shutting_out_and_letting_in_twice_changes_nothing(person, administrator):
    deactivate_user(person, by=administrator)
    deactivate_user(person, by=administrator)
    reactivate_user(person, by=administrator)
    reactivate_user(person, by=administrator)
    assert AuditEntry.objects.count() == 2


def test_the_last_administrator_stays(administrator, person):
    make_user("Gone", is_administrator=True, is_active=False)
    for lose in (
        lambda: deactivate_user(administrator, by=administrator),
        lambda: update_user(administrator, by=administrator, is_administrator=False),
    ):
        with pytest.raises(RuleBroken) as broken:
            lose()
        assert broken.value.code == "last_administrator"
    make_user("Second", is_administrator=True)
    assert not deactivate_user(administrator, by=administrator).is_active


def test_another_person_may_be_no_administrator_any_more(administrator):
    second = make_user("Second", is_administrator=True)
    assert not update_user(second, by=administrator, is_administrator=False).is_administrator


def test_an_invitation_is_sent_again(
    person, administrator, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invite_user(person, by=administrator, origin="https://parkpath.example.org")
    assert [mail.to for mail in mailoutbox] == [["li.na@example.org"]]


def test_a_password_is_set_and_the_trail_does_not_tell_it(person):
    set_password(person, "another long secret", by=person)
    person.refresh_from_db()
    assert person.check_password("another long secret")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.details) == ("user.set_password", {})
