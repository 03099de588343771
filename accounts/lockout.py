"""What somebody sees who has tried too many passwords."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.forms import SignInForm
from accounts.selectors.demo_accounts import demo_accounts


def too_many_attempts(
    request: HttpRequest, _response: HttpResponse | None, _credentials: dict[str, Any] | None
) -> HttpResponse:
    """Show the sign-in page again with how long to wait; the same for known and unknown addresses."""
    wait = timedelta(hours=settings.AXES_COOLOFF_TIME)
    context = {
        "form": SignInForm(request),
        "minutes": int(wait.total_seconds() // 60),
        "next": request.POST.get("next", ""),
        "accounts": demo_accounts(),
    }
    page = render(request, "accounts/sign_in.html", context, status=429)
    page.headers["Retry-After"] = str(int(wait.total_seconds()))
    return page
