"""Who may call the API at all: signed-in people, within the scope of their token."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from accounts.choices import Scope
from accounts.models import ApiToken


class IsSignedInWithScope(BasePermission):
    """A session may do all that its user may; a token only what its scope names."""

    message = _("This token is for reading only.")

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        token = request.auth
        if not isinstance(token, ApiToken):
            return True
        return request.method in SAFE_METHODS or token.scope == Scope.WRITE


class ChangesNeedSession(IsSignedInWithScope):
    """Reading as usual; changing takes a session, so that a token never turns into more than it is."""

    message = _("Tokens are made and revoked by people who are signed in, not by tokens.")

    def has_permission(self, request: Request, view: Any) -> bool:
        is_session = not isinstance(request.auth, ApiToken)
        return super().has_permission(request, view) and (
            is_session or request.method in SAFE_METHODS
        )
