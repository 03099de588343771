"""The language is chosen by everybody, signed in or not."""

import pytest
from django.urls import reverse

SET = reverse("accounts:language_set")
SIGN_IN = reverse("accounts:sign_in")


@pytest.fixture(autouse=True)
def _first_page(settings):
    settings.LOGIN_REDIRECT_URL = "accounts:account_detail"


def test_language_set_holds_before_signing_in(client, db):
    response = client.post(SET, {"language": "zh-hans", "next": SIGN_IN})
    assert response.url == SIGN_IN
    cookie = response.cookies["django_language"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert '<html lang="zh-Hans"' in client.get(SIGN_IN).content.decode()


def test_language_set_is_kept_with_the_person(signed_in, person):
    signed_in.post(SET, {"language": "zh-hans"})
    person.refresh_from_db()
    assert person.language == "zh-hans"


def test_language_set_follows_the_browser_until_chosen(client, db):
    page = client.get(SIGN_IN, headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert page["Content-Language"] == "zh-hans"


def test_language_set_leads_to_no_other_site(client, db):
    response = client.post(SET, {"language": "en", "next": "https://evil.example"})
    assert response.url == reverse("accounts:account_detail")


@pytest.mark.parametrize("language", ["", "xx", "../en"])
def test_language_set_knows_two_languages(client, db, language):
    assert client.post(SET, {"language": language}).status_code == 400
    assert client.get(SET).status_code == 405
