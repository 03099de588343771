"""Signing in tells nothing about who is here, slows down guessing and leads nowhere else."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from tests.factories import PASSWORD, make_user

SIGN_IN = reverse("accounts:sign_in")
ACCOUNT = reverse("accounts:account_detail")
WRONG = "do not belong together"


@pytest.fixture(autouse=True)
def _first_page(settings):
    settings.LOGIN_REDIRECT_URL = "accounts:account_detail"


def attempt(client, email="li.na@example.org", password=PASSWORD, **fields):
    return client.post(SIGN_IN, {"username": email, "password": password, **fields})


def is_signed_in(client):
    return client.get(ACCOUNT).status_code == 200


def test_sign_in_is_where_everybody_unknown_is_led(client):
    response = client.get(ACCOUNT)
    assert response.url == f"{SIGN_IN}?next={ACCOUNT}"
    assert client.get(response.url).status_code == 200


@pytest.mark.parametrize("email", ["li.na@example.org", " Li.Na@Example.ORG "])
def test_sign_in_takes_the_address_however_it_is_written(client, person, email):
    response = attempt(client, email)
    assert (response.status_code, response.url) == (302, ACCOUNT)
    assert is_signed_in(client)


def test_sign_in_keeps_no_page_and_sets_careful_cookies(client, person):
    page = client.get(SIGN_IN)
    assert "no-store" in page["Cache-Control"]
    assert page["X-Frame-Options"] == "DENY"
    response = attempt(client)
    cookie = response.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.get(ACCOUNT)["Cache-Control"] == "no-store"


def test_sign_in_has_a_policy_without_inline_or_eval(client):
    policy = client.get(SIGN_IN)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_sign_in_starts_a_new_session(client, person):
    client.get(SIGN_IN)
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    attempt(client)
    assert client.session.session_key != before


@pytest.mark.parametrize("name", ["known", "unknown", "shut_out", "no_password"])
def test_sign_in_gives_the_same_answer_and_does_the_same_work(client, person, monkeypatch, name):
    """The same page, the same number of passwords hashed, whoever is or is not behind the address."""
    make_user("Gone", email="shut_out@example.org", is_active=False)
    make_user("New", email="no_password@example.org").set_unusable_password()
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(1) or encode(self, password, salt),
    )
    email = "li.na@example.org" if name == "known" else f"{name}@example.org"
    response = attempt(client, email, "a wrong long secret")
    assert response.status_code == 422
    assert WRONG in response.content.decode()
    assert len(hashed) == 1


def test_sign_in_with_the_right_password_of_somebody_shut_out_says_no_more(client, db):
    make_user("Gone", email="gone@example.org", is_active=False)
    response = attempt(client, "gone@example.org")
    assert response.status_code == 422
    assert WRONG in response.content.decode()


def test_sign_in_locks_an_account_after_many_failures(client, person):
    for number in range(8):
        spelled = "LI.NA@example.org" if number % 2 else "li.na@example.org"
        response = attempt(client, spelled, "wrong")
    assert response.status_code == 429
    response = attempt(client)
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "Wait 15 minutes" in response.content.decode()
    assert not is_signed_in(client)


def test_sign_in_locks_unknown_addresses_just_so(client, db):
    for _number in range(8):
        response = attempt(client, "nobody@example.org", "wrong")
    assert response.status_code == 429


def test_sign_in_locks_only_who_guesses(client, person):
    other = make_user("Other", email="other@example.org")
    for _number in range(8):
        attempt(client, password="wrong")
    assert attempt(client, other.email).status_code == 302


@pytest.mark.parametrize("target", [f"{ACCOUNT}?a=1", "/parks/LH-01/"])
def test_sign_in_leads_back_to_where_one_came_from(client, person, target):
    assert f'value="{target}"' in client.get(SIGN_IN, {"next": target}).content.decode()
    assert attempt(client, next=target).url == target


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        " https://evil.example",
        "nothing",
        "2026-Q3",
        "",
    ],
)
def test_sign_in_leads_to_no_other_site(client, person, target):
    assert attempt(client, next=target).url == ACCOUNT


def test_sign_in_again_leads_on(signed_in):
    assert signed_in.get(SIGN_IN, {"next": "/parks/"}).url == "/parks/"


def test_sign_in_replaces_the_whole_page_where_a_part_was_asked_for(client, db):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{ACCOUNT}?page=2"}
    response = client.get(SIGN_IN, {"next": "/part/"}, headers=headers)
    assert response["HX-Redirect"] == f"{SIGN_IN}?next=%2Faccount%2F%3Fpage%3D2"


def test_sign_in_needs_a_token_against_forged_forms(person, client):
    client.handler.enforce_csrf_checks = True
    assert attempt(client).status_code == 403


def test_sign_out_ends_the_session(signed_in):
    assert signed_in.post(reverse("accounts:sign_out")).url == SIGN_IN
    assert not is_signed_in(signed_in)


def test_sign_out_is_never_done_by_a_link(signed_in):
    assert signed_in.get(reverse("accounts:sign_out")).status_code == 405
    assert is_signed_in(signed_in)


def test_demo_sign_in_does_not_exist_outside_the_demo(client, person):
    assert person.email not in client.get(SIGN_IN).content.decode()
    response = client.post(reverse("accounts:demo_sign_in"), {"email": person.email})
    assert response.status_code == 404
    assert not is_signed_in(client)


def test_sign_in_of_the_demo_folds_all_but_the_first_people(client, settings, db):
    settings.DEMO = True
    for number in range(14):
        make_user(f"Person {number:02}")
    html = client.get(SIGN_IN).content.decode()
    assert html.index("Person 11") < html.index("2 further people") < html.index("Person 12")


def test_demo_sign_in_takes_one_click(client, person, settings):
    settings.DEMO = True
    person.position_en = "Committee editor, Lianhe Old Machinery Park"
    person.save()
    assert person.position_en in client.get(SIGN_IN).content.decode()
    response = client.post(reverse("accounts:demo_sign_in"), {"email": person.email})
    assert response.url == ACCOUNT
    assert is_signed_in(client)


@pytest.mark.parametrize("email", ["", "nobody@example.org", "gone@example.org"])
def test_demo_sign_in_knows_only_active_people(client, settings, db, email):
    settings.DEMO = True
    make_user("Gone", email="gone@example.org", is_active=False)
    response = client.post(reverse("accounts:demo_sign_in"), {"email": email})
    assert response.status_code == 404


@pytest.mark.parametrize("target", ["nothing", "-1", "javascript:alert(1)"])
def test_sign_in_leads_people_who_are_in_to_no_address_that_is_none(signed_in, target):
    assert signed_in.get(SIGN_IN, {"next": target}).url == ACCOUNT
