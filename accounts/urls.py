"""Addresses of the pages of accounts."""

from django.urls import URLPattern, path

from accounts.views import (
    account,
    audit,
    languages,
    passwords,
    sign_in,
    tokens,
    users,
    webhooks,
)

WEBHOOK = "account/webhooks/<uuid:uuid>"

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("demo-sign-in/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("language/", languages.language_set, name="language_set"),
    path("password/forgotten/", passwords.password_reset_request, name="password_reset_request"),
    path("password/sent/", passwords.password_reset_sent, name="password_reset_sent"),
    path(
        "password/set/<uidb64>/<token>/",
        passwords.password_reset_confirm,
        name="password_reset_confirm",
    ),
    path("password/done/", passwords.password_reset_done, name="password_reset_done"),
    path("account/", account.account_detail, name="account_detail"),
    path("account/password/", passwords.password_change, name="password_change"),
    path("account/tokens/new/", tokens.token_create, name="token_create"),
    path("account/tokens/<slug:prefix>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("account/webhooks/", webhooks.webhook_list, name="webhook_list"),
    path("account/webhooks/new/", webhooks.webhook_create, name="webhook_create"),
    path(f"{WEBHOOK}/", webhooks.webhook_detail, name="webhook_detail"),
    path(f"{WEBHOOK}/edit/", webhooks.webhook_edit, name="webhook_edit"),
    path(f"{WEBHOOK}/pause/", webhooks.webhook_pause, name="webhook_pause"),
    path(f"{WEBHOOK}/resume/", webhooks.webhook_resume, name="webhook_resume"),
    path(f"{WEBHOOK}/secret/", webhooks.webhook_rotate, name="webhook_rotate"),
    path(f"{WEBHOOK}/end/", webhooks.webhook_end, name="webhook_end"),
    path(
        f"{WEBHOOK}/deliveries/<uuid:delivery>/resend/",
        webhooks.webhook_resend,
        name="webhook_resend",
    ),
    path("admin-area/users/", users.user_list, name="user_list"),
    path("admin-area/users/new/", users.user_create, name="user_create"),
    path("admin-area/users/<int:pk>/", users.user_detail, name="user_detail"),
    path("admin-area/users/<int:pk>/deactivate/", users.user_deactivate, name="user_deactivate"),
    path("admin-area/users/<int:pk>/reactivate/", users.user_reactivate, name="user_reactivate"),
    path("admin-area/users/<int:pk>/invite/", users.user_invite, name="user_invite"),
    path("admin-area/audit/", audit.audit_list, name="audit_list"),
]
