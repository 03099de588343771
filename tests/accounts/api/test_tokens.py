"""Tokens are made and ended with a session only, and each sees their own."""

import pytest
from django.urls import reverse

from accounts.choices import Scope
from accounts.models import ApiToken
from accounts.services.tokens import create_token, hash_key
from tests.factories import make_user

LIST = reverse("api:token_list")
NEW = {"name": "Laptop", "scope": "write", "days": 30}


def send(client, sent, **more):
    return client.post(LIST, sent, content_type="application/json", **more)


def test_token_list_shows_ones_own_without_hashes(signed_in, person):
    token, _key = create_token(person, name="Laptop", scope=Scope.READ, days=7)
    create_token(make_user(), name="Foreign", scope=Scope.READ, days=7)
    (row,) = signed_in.get(LIST).json()["results"]
    assert row["prefix"] == token.prefix
    assert set(row) == {
        "prefix",
        "name",
        "scope",
        "created_at",
        "expires_at",
        "revoked_at",
        "last_used_at",
    }


def test_token_create_answers_with_the_key_once(signed_in):
    response = send(signed_in, NEW)
    assert response.status_code == 201
    made = response.json()
    assert ApiToken.objects.get().key_hash == hash_key(made["key"])
    assert made["scope"] == "write"
    me = signed_in.get(reverse("api:me_detail"), headers={"authorization": f"Bearer {made['key']}"})
    assert me.status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"days": 366}, "days", "max_value"),
        ({"days": None}, "days", "null"),
        ({"scope": "all"}, "scope", "invalid_choice"),
        ({"name": ""}, "name", "blank"),
    ],
)
def test_token_create_names_what_is_wrong(signed_in, wrong, field, code):
    response = send(signed_in, {**NEW, **wrong})
    assert response.status_code == 400
    assert [(e["field"], e["code"]) for e in response.json()["errors"]] == [(field, code)]
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("scope", Scope)
def test_token_create_is_not_for_tokens(client, person, scope):
    token, key = create_token(person, name="x", scope=scope, days=7)
    headers = {"authorization": f"Bearer {key}"}
    assert send(client, NEW, headers=headers).status_code == 403
    detail = reverse("api:token_detail", args=[token.prefix])
    assert client.delete(detail, headers=headers).status_code == 403
    assert ApiToken.objects.get().revoked_at is None


def test_token_detail_ends_ones_own_token(signed_in, person):
    token, _key = create_token(person, name="x", scope=Scope.READ, days=7)
    response = signed_in.delete(reverse("api:token_detail", args=[token.prefix]))
    assert response.status_code == 204
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_token_detail_does_not_know_foreign_tokens(signed_in):
    token, _key = create_token(make_user(), name="x", scope=Scope.READ, days=7)
    response = signed_in.delete(reverse("api:token_detail", args=[token.prefix]))
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
