"""What people type into the pages of accounts."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from accounts.choices import Event, Language, Scope
from accounts.models import User
from accounts.services.users import set_password

TOKEN_DAYS = [
    (7, _("7 days")),
    (30, _("30 days")),
    (90, _("90 days")),
    (365, _("365 days")),
]


class SignInForm(AuthenticationForm):
    """E-mail and password. Attempts are counted per address however its letters are written."""

    username = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    error_messages = {
        "invalid_login": _("This e-mail address and password do not belong together."),
        "inactive": _("This e-mail address and password do not belong together."),
    }

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()


class PasswordResetRequestForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, twice, for a person who came by a link from a mail."""

    def save(self, commit: bool = True) -> User:
        if not commit:
            user: User = super().save(commit=False)
            return user
        return set_password(self.user, self.cleaned_data["new_password1"], by=self.user)


class ChangePasswordForm(NewPasswordForm, PasswordChangeForm):
    """The old password and a new one, twice."""


def time_zones() -> list[tuple[str, str]]:
    """The places that zones are named after, and UTC."""
    places = sorted(zone for zone in available_timezones() if "/" in zone and "Etc/" not in zone)
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in places)]


class PreferencesForm(forms.Form):
    """What everybody sets for themselves."""

    name = forms.CharField(label=_("Name"), max_length=150)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)


class TokenForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        help_text=_("What the program is for, so that you know it again."),
    )
    scope = forms.ChoiceField(label=_("Scope"), choices=Scope.choices, initial=Scope.READ)
    days = forms.TypedChoiceField(label=_("Valid for"), choices=TOKEN_DAYS, coerce=int, initial=90)


class WebhookForm(forms.Form):
    """An address that is told of events."""

    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("A public address that begins with https, for example of a program of yours."),
        widget=forms.URLInput(attrs={"placeholder": "https://example.org/hooks"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Events"), choices=Event.choices, widget=forms.CheckboxSelectMultiple
    )


class WebhookEditForm(WebhookForm):
    """The same of one that stands, and whether it is told of events at present."""

    is_active = forms.BooleanField(
        label=_("Active"),
        required=False,
        help_text=_("Without the mark it is paused: nothing is sent, and what waits is kept."),
    )


class UserForm(forms.Form):
    """What an administrator says of a person."""

    name = forms.CharField(label=_("Name"), max_length=150)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    position_en = forms.CharField(
        label=_("Position in English"),
        max_length=150,
        required=False,
        help_text=_("Shown beside the name, for example “Reviewer, Hengtang District”."),
    )
    position_zh = forms.CharField(label=_("Position in Chinese"), max_length=150, required=False)
    is_administrator = forms.BooleanField(
        label=_("Administrator"),
        required=False,
        help_text=_(
            "Manages people, grants, frameworks and periods. Not a way around the review of reports."
        ),
    )


class NewUserForm(UserForm):
    """The same, and the address to which the invitation goes."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)

    field_order = ["email", "name"]


class AuditFilterForm(forms.Form):
    """Which entries of the audit trail to show; the address of the page holds it."""

    action = forms.CharField(label=_("Action"), max_length=60, required=False)
    chain = forms.CharField(label=_("Chain"), max_length=50, required=False)
    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Everybody"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = User.objects.order_by("name", "pk")
