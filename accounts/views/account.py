"""One's own account: what one is called, in which language and time zone one reads."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.forms import PreferencesForm
from accounts.http import Request, render_page
from accounts.models import ApiToken
from accounts.permissions import may_use_token
from accounts.services.users import update_user


@require_http_methods(["GET", "HEAD", "POST"])
def account_detail(request: Request) -> HttpResponse:
    user = request.user
    own = {"name": user.name, "language": user.language, "time_zone": user.time_zone}
    form = PreferencesForm(request.POST or None, initial=own)
    if form.is_valid():
        user = update_user(user, by=user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your settings were saved."))
        return redirect("accounts:account_detail")
    tokens = ApiToken.objects.filter(may_use_token(user))
    context = {"form": form, "tokens": tokens, "now": clock.now()}
    status = 422 if form.is_bound else 200
    return render_page(request, "accounts/account_detail.html", context, status=status)
