"""Coming in and going out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.forms import SignInForm
from accounts.http import Request, is_signed_in, render_page, safe_next
from accounts.models import User
from accounts.selectors.demo_accounts import demo_accounts

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Check e-mail and password. Where htmx asked for a part after the session ended, the whole page comes here."""
    if request.htmx:
        here = urlencode({"next": request.htmx.current_url_abs_path or ""})
        return HttpResponseClientRedirect(f"{request.path}?{here}")
    if is_signed_in(request):
        return redirect(safe_next(request))
    form = SignInForm(request, data=request.POST or None)
    if form.is_valid():
        login(request, form.get_user())
        return redirect(safe_next(request))
    asked = request.POST.get("next") or request.GET.get("next", "")
    context = {"form": form, "next": asked, "accounts": demo_accounts()}
    return render_page(
        request, "accounts/sign_in.html", context, status=422 if form.is_bound else 200
    )


@login_not_required
@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@login_not_required
@never_cache
@require_POST
def demo_sign_in(request: Request) -> HttpResponse:
    """Sign in as one of the demo's fictional people, without a password."""
    if not settings.DEMO:
        raise Http404
    people = User.objects.filter(is_active=True)
    login(request, get_object_or_404(people, email=request.POST.get("email", "")), MODEL_BACKEND)
    return redirect(safe_next(request))
