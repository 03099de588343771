"""Keys for programs, on the page of one's account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import TokenForm
from accounts.http import Request, render_page
from accounts.models import ApiToken
from accounts.permissions import may_use_token
from accounts.services.tokens import create_token, revoke_token


@require_http_methods(["GET", "HEAD", "POST"])
def token_create(request: Request) -> HttpResponse:
    """Make a token and show its key on the answer itself: it is not kept and not shown again."""
    form = TokenForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        token, key = create_token(request.user, **form.cleaned_data)
        context |= {"token": token, "key": key}
    status = 422 if form.errors else 200
    return render_page(request, "accounts/token_create.html", context, status=status)


@require_POST
def token_revoke(request: Request, prefix: str) -> HttpResponse:
    own = ApiToken.objects.filter(may_use_token(request.user))
    revoke_token(get_object_or_404(own, prefix=prefix), by=request.user)
    messages.success(request, _("The token was revoked."))
    return redirect("accounts:account_detail")
