"""A forgotten password is set anew by whoever reads the mail, and by nobody else."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.services.set_password_mails import set_password_path
from tests.factories import PASSWORD

REQUEST = reverse("accounts:password_reset_request")
SENT = reverse("accounts:password_reset_sent")
DONE = reverse("accounts:password_reset_done")
CHANGE = reverse("accounts:password_change")
NEW = "an even longer secret"
TWICE = {"new_password1": NEW, "new_password2": NEW}


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.mark.parametrize("email", ["li.na@example.org", "nobody@example.org"])
def test_password_reset_request_answers_the_same_to_all(client, person, email):
    response = client.post(REQUEST, {"email": email})
    assert (response.status_code, response.url) == (302, SENT)


def test_password_reset_request_sends_a_link_to_this_site(
    client, person, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(REQUEST, {"email": person.email}, headers={"host": "localhost"})
    link = re.search(r"^http://localhost(/\S+)$", mailoutbox[0].body, re.MULTILINE)
    assert client.get(link[1], follow=True).context["validlink"]


def test_password_reset_request_is_not_led_astray_by_a_forged_host(client, person):
    response = client.post(REQUEST, {"email": person.email}, headers={"host": "evil.example"})
    assert response.status_code == 400


def test_password_reset_request_names_what_is_wrong(client, db):
    response = client.post(REQUEST, {"email": "nonsense"})
    assert response.status_code == 422
    assert "nonsense" in response.content.decode()
    assert client.get(REQUEST).status_code == 200


def test_password_reset_sent_is_shown_to_everybody(client, db):
    assert client.get(SENT).status_code == 200


def test_password_reset_confirm_sets_the_password_once(client, person):
    path = set_password_path(person)
    form = client.get(path)
    assert path not in form.url  # the key has moved from the address into the session
    assert client.post(form.url, TWICE).url == DONE
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert AuditEntry.objects.get().action == "user.set_password"
    assert "used already" in client.get(path).content.decode()


def test_password_reset_confirm_ends_what_was_open(client, person, django_user_model):
    other = type(client)()
    other.force_login(person)
    client.post(client.get(set_password_path(person)).url, TWICE)
    assert other.get(CHANGE).status_code == 302


def test_password_reset_confirm_opens_a_locked_account(client, person):
    sign_in = reverse("accounts:sign_in")
    for _number in range(8):
        client.post(sign_in, {"username": person.email, "password": "wrong"})
    client.post(client.get(set_password_path(person)).url, TWICE)
    response = client.post(sign_in, {"username": person.email, "password": NEW, "next": CHANGE})
    assert response.status_code == 302


def test_password_reset_confirm_names_what_is_wrong_with_a_password(client, person):
    form = client.get(set_password_path(person)).url
    response = client.post(form, {"new_password1": "short", "new_password2": "short"})
    assert "at least 10 characters" in response.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("token", ["x-y", "cx8k2f-00000000000000000000000000000000"])
def test_password_reset_confirm_takes_no_made_up_link(client, person, token):
    uidb64 = set_password_path(person).split("/")[3]
    path = reverse("accounts:password_reset_confirm", args=[uidb64, token])
    response = client.get(path)
    assert not response.context["validlink"]


def test_password_reset_confirm_takes_no_old_link(client, person, time_machine):
    path = set_password_path(person)
    time_machine.move_to(timezone.now() + timedelta(days=2), tick=False)
    assert not client.get(path).context["validlink"]


def test_password_reset_done_leads_to_signing_in(client, db):
    assert reverse("accounts:sign_in") in client.get(DONE).content.decode()


def test_password_change_keeps_this_session_and_ends_the_others(signed_in, person):
    other = type(signed_in)()
    other.force_login(person)
    response = signed_in.post(CHANGE, {"old_password": PASSWORD, **TWICE})
    assert response.url == reverse("accounts:account_detail")
    assert signed_in.get(CHANGE).status_code == 200
    assert other.get(CHANGE).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_password_change_needs_the_old_one(signed_in, person):
    response = signed_in.post(CHANGE, {"old_password": "wrong", **TWICE})
    assert response.status_code == 422
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
