"""A token does no more than its scope names."""

import pytest
from rest_framework.test import APIRequestFactory

from accounts.api.permissions import ChangesNeedSession, IsSignedInWithScope
from accounts.choices import Scope
from accounts.models import ApiToken

ALLOWED = [
    # permission, sign-in, reads, writes
    (IsSignedInWithScope, None, True, True),
    (IsSignedInWithScope, Scope.READ, True, False),
    (IsSignedInWithScope, Scope.WRITE, True, True),
    (ChangesNeedSession, None, True, True),
    (ChangesNeedSession, Scope.READ, True, False),
    (ChangesNeedSession, Scope.WRITE, True, False),
]


@pytest.mark.parametrize(("permission", "scope", "reads", "writes"), ALLOWED)
@pytest.mark.parametrize("method", ["get", "head", "options", "post", "put", "patch", "delete"])
def test_what_is_allowed(person, permission, scope, reads, writes, method):
    request = getattr(APIRequestFactory(), method)("/")
    request.user = person
    request.auth = ApiToken(scope=scope) if scope else None
    expected = reads if method in ("get", "head", "options") else writes
    assert permission().has_permission(request, None) is expected


def test_nobody_is_let_in_without_signing_in(client, db):
    assert client.get("/api/v1/me").status_code == 401
