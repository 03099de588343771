"""Whoever asks for a new password gets a mail if known, and the same answer if not."""

import pytest
from django.core.cache import cache
from django.test import override_settings

from accounts.services import set_password_mails
from accounts.services.set_password_mails import request_password_reset, send_password_reset
from tests.factories import make_user

ORIGIN = "https://parkpath.example.org"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def ask(db, django_capture_on_commit_callbacks):
    def ask(email):
        with django_capture_on_commit_callbacks(execute=True) as queued:
            request_password_reset(email, origin=ORIGIN)
        return len(queued)

    return ask


def test_a_known_address_gets_a_mail_with_a_link(person, ask, mailoutbox):
    ask(" Li.Na@EXAMPLE.org")
    (mail,) = mailoutbox
    assert mail.to == ["li.na@example.org"]
    assert mail.subject == "Set a new password for Parkpath"
    assert f"\n{ORIGIN}/password/set/" in mail.body
    assert "24 hours" in mail.body
    assert mail.alternatives == []


def test_the_mail_is_in_the_language_of_its_reader(person, mailoutbox, monkeypatch):
    languages = []
    monkeypatch.setattr(
        set_password_mails,
        "render_to_string",
        lambda *_: languages.append(set_password_mails.translation.get_language()) or "",
    )
    person.language = "zh-hans"
    person.save()
    assert send_password_reset("li.na@example.org", origin=ORIGIN)
    assert languages == ["zh-hans"]


def test_a_name_is_written_as_it_is(db, mailoutbox):
    make_user("Ada & <Co>", email="ada@example.org")
    send_password_reset("ada@example.org", origin=ORIGIN)
    assert "Dear Ada & <Co>," in mailoutbox[0].body


def test_known_and_unknown_addresses_cause_the_same_work(person, ask, mailoutbox):
    """The answer waits for the queue only; who is known is found out later, by the task."""
    assert ask("li.na@example.org") == ask("nobody@example.org") == 1
    assert len(mailoutbox) == 1


def test_a_person_who_was_shut_out_gets_nothing(ask, mailoutbox):
    make_user("Gone", email="gone@example.org", is_active=False)
    assert ask("gone@example.org") == 1
    assert mailoutbox == []


def test_an_invited_person_without_password_can_ask(ask, mailoutbox):
    user = make_user("New", email="new@example.org")
    user.set_unusable_password()
    user.save()
    ask("new@example.org")
    assert len(mailoutbox) == 1


def test_an_address_is_written_to_a_few_times_an_hour(person, ask, mailoutbox):
    for _number in range(8):
        ask("li.na@example.org")
    assert len(mailoutbox) == 5
    make_user("Other", email="other@example.org")
    ask("other@example.org")
    assert len(mailoutbox) == 6


@override_settings(PASSWORD_RESET_TIMEOUT=3600)
def test_the_mail_says_for_how_long_the_link_works(person, mailoutbox):
    send_password_reset("li.na@example.org", origin=ORIGIN)
    assert "for 1 hour." in mailoutbox[0].body
