"""Choosing the language, signed in or not."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.choices import Language
from accounts.http import Request, is_signed_in, safe_next
from accounts.services.users import update_user


@login_not_required
@require_POST
def language_set(request: Request) -> HttpResponse:
    """Keep the choice in a cookie, and with the person if one is signed in."""
    language = request.POST.get("language", "")
    if language not in Language.values:
        return HttpResponseBadRequest()
    if is_signed_in(request):
        update_user(request.user, by=request.user, language=language)
    response = redirect(safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
