"""A token is made on the page, shown once, and revoked by its owner."""

import pytest
from django.urls import reverse

from accounts.choices import Scope
from accounts.models import ApiToken
from accounts.services.tokens import create_token, hash_key
from tests.factories import make_user

CREATE = reverse("accounts:token_create")
ACCOUNT = reverse("accounts:account_detail")


def test_token_create_shows_the_key_once(signed_in, person):
    assert signed_in.get(CREATE).status_code == 200
    response = signed_in.post(CREATE, {"name": "Laptop", "scope": "read", "days": "90"})
    key = response.context["key"]
    assert key in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert ApiToken.objects.get().key_hash == hash_key(key)
    assert key not in signed_in.get(ACCOUNT).content.decode()


@pytest.mark.parametrize("wrong", [{"days": "366"}, {"days": "-1"}, {"scope": "all"}, {"name": ""}])
def test_token_create_names_what_is_wrong(signed_in, wrong):
    response = signed_in.post(CREATE, {"name": "x", "scope": "read", "days": "7", **wrong})
    assert response.status_code == 422
    assert not ApiToken.objects.exists()


def test_token_revoke_ends_ones_own_token(signed_in, person):
    token, _key = create_token(person, name="x", scope=Scope.READ, days=7)
    url = reverse("accounts:token_revoke", args=[token.prefix])
    assert signed_in.get(url).status_code == 405
    assert signed_in.post(url).url == ACCOUNT
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert "revoked" in signed_in.get(ACCOUNT).content.decode()


def test_token_revoke_does_not_know_foreign_tokens(signed_in):
    token, _key = create_token(make_user(), name="x", scope=Scope.READ, days=7)
    response = signed_in.post(reverse("accounts:token_revoke", args=[token.prefix]))
    assert response.status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None
