"""Everybody sets how they are called and how they read."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.choices import Scope
from accounts.models import ApiToken
from accounts.services.tokens import create_token
from tests.factories import make_user

ACCOUNT = reverse("accounts:account_detail")
SETTINGS = {"name": "Li Na", "language": "en", "time_zone": "Asia/Shanghai"}


def test_account_detail_shows_who_one_is(signed_in, person):
    page = signed_in.get(ACCOUNT).content.decode()
    assert person.email in page
    assert 'value="Li Na"' in page


def test_account_detail_saves_language_and_time_zone(signed_in, person):
    changed = {**SETTINGS, "language": "zh-hans", "time_zone": "America/Mexico_City"}
    assert signed_in.post(ACCOUNT, changed).url == ACCOUNT
    response = signed_in.get(ACCOUNT)
    assert response["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans"' in response.content.decode()
    person.refresh_from_db()
    assert person.time_zone == "America/Mexico_City"


@pytest.mark.parametrize(
    ("zone", "shown"), [("Asia/Shanghai", "08:00"), ("America/Mexico_City", "18:00")]
)
def test_account_detail_tells_times_in_the_zone_of_the_reader(signed_in, person, zone, shown):
    person.time_zone, person.language = zone, "zh-hans"
    person.save()
    token, _key = create_token(person, name="Laptop", scope=Scope.READ, days=7)
    midnight = datetime(2026, 9, 30, tzinfo=UTC)
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=midnight)
    assert shown in signed_in.get(ACCOUNT).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Mars/Base"}, {"language": "xx"}, {"name": ""}, {"time_zone": "../x"}]
)
def test_account_detail_names_what_is_wrong(signed_in, person, wrong):
    response = signed_in.post(ACCOUNT, {**SETTINGS, **wrong})
    assert response.status_code == 422
    person.refresh_from_db()
    assert (person.name, person.language, person.time_zone) == ("Li Na", "en", "Asia/Shanghai")


def test_account_detail_makes_nobody_an_administrator(signed_in, person):
    signed_in.post(ACCOUNT, {**SETTINGS, "is_administrator": "on", "email": "b@example.org"})
    person.refresh_from_db()
    assert not person.is_administrator
    assert person.email == "li.na@example.org"


@pytest.mark.parametrize("rows", [1, 3])
def test_account_detail_lists_ones_own_tokens_only(
    signed_in, person, rows, django_assert_num_queries
):
    for number in range(rows):
        create_token(person, name=f"Laptop {number}", scope=Scope.READ, days=7)
    create_token(make_user(), name="Foreign", scope=Scope.READ, days=7)
    with django_assert_num_queries(4):  # session, user, roles, tokens
        page = signed_in.get(ACCOUNT).content.decode()
    assert page.count("Laptop") >= rows
    assert "Foreign" not in page
