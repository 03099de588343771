"""A token signs in while it is valid, and leaves no session behind."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.choices import Scope
from accounts.models import ApiToken
from accounts.services.tokens import create_token, revoke_token

ME = "/api/v1/me"


def bearer(key):
    return {"authorization": f"Bearer {key}"}


@pytest.fixture
def token_and_key(person):
    return create_token(person, name="Laptop", scope=Scope.READ, days=7)


@pytest.fixture
def key(token_and_key):
    return token_and_key[1]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_a_token_signs_in(client, key, scheme):
    response = client.get(ME, headers={"authorization": f"{scheme} {key}"})
    assert response.json()["email"] == "li.na@example.org"


def test_a_token_never_becomes_a_session(client, key):
    response = client.get(ME, headers=bearer(key))
    assert not response.cookies
    assert client.get(ME).status_code == 401
    page = client.get("/account/", headers=bearer(key))
    assert page.url.startswith("/sign-in/")


def test_refusals_are_in_the_language_of_the_person_unless_another_is_asked_for(
    client, person, key
):
    person.language = "zh-hans"
    person.save()
    unknown = "/api/v1/parks/NONE"
    own = client.get(unknown, headers=bearer(key))
    asked = client.get(unknown, headers=bearer(key) | {"accept-language": "en"})
    assert own["Content-Language"] == "zh-hans"
    assert asked["Content-Language"] == "en"
    assert own.json()["detail"] != asked.json()["detail"]
    assert own.json()["code"] == asked.json()["code"]


def test_the_last_use_is_kept(client, token_and_key):
    token, key = token_and_key
    client.get(ME, headers=bearer(key))
    token.refresh_from_db()
    assert token.last_used_at is not None


@pytest.mark.parametrize("given", ["", "nonsense", "pp_" + "0" * 64, "ünknown", "a b c"])
def test_other_keys_sign_nobody_in(client, key, given):
    response = client.get(
        ME, headers={"authorization": f"Bearer {given}".encode().decode("latin-1")}
    )
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response.json()["code"] == "authentication_failed"


def test_part_of_a_key_or_its_hash_signs_nobody_in(client, token_and_key):
    token, key = token_and_key
    for given in (key[:-1], token.prefix, token.key_hash):
        assert client.get(ME, headers=bearer(given)).status_code == 401


def test_an_expired_token_signs_nobody_in(client, token_and_key):
    token, key = token_and_key
    ApiToken.objects.filter(pk=token.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    assert client.get(ME, headers=bearer(key)).status_code == 401


def test_a_revoked_token_signs_nobody_in(client, person, token_and_key):
    token, key = token_and_key
    revoke_token(token, by=person)
    assert client.get(ME, headers=bearer(key)).status_code == 401


def test_the_token_of_somebody_shut_out_signs_nobody_in(client, person, key):
    person.is_active = False
    person.save()
    assert client.get(ME, headers=bearer(key)).status_code == 401


def test_a_session_signs_in_and_needs_a_token_against_forged_requests(signed_in):
    assert signed_in.get(ME).status_code == 200
    signed_in.handler.enforce_csrf_checks = True
    sent = {"name": "x", "scope": "read", "days": 1}
    response = signed_in.post("/api/v1/tokens", sent, content_type="application/json")
    assert response.status_code == 403
    assert not ApiToken.objects.exists()
