"""What every page has: signing in, language, colour mode, what happens after too many passwords."""

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import expect

from accounts.models import User
from tests.factories import PASSWORD, make_user
from tests.journeys.people import CHINESE, Words

MODE = "document.documentElement.dataset.bsTheme"


@pytest.fixture
def user(transactional_db):
    cache.clear()
    return make_user("Chen Yu", email="chen@example.org")


def try_password(page, password):
    page.fill("#id_username", "chen@example.org")
    page.fill("#id_password", password)
    page.press("#id_password", "Enter")


def test_the_language_chosen_before_signing_in_gives_way_to_the_persons_own(page, user):
    say = Words(CHINESE)
    assert say("Sign in") != "Sign in"
    page.goto("/sign-in/")
    page.click("button[name=language]")
    expect(page.locator("h1")).to_have_text(say("Sign in"))
    try_password(page, PASSWORD)
    expect(page.locator("h1")).to_have_text("My work")
    page.click("button[name=language]")
    expect(page.locator("h1")).to_have_text(say("My work"))
    page.context.clear_cookies(name=settings.LANGUAGE_COOKIE_NAME)
    page.goto("/account/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert User.objects.get().language == CHINESE


def test_a_link_leads_on_after_signing_in_and_out_again(page, user, say):
    page.goto("/account/?x=1")
    page.wait_for_url("**/sign-in/?next=**")
    try_password(page, PASSWORD)
    page.wait_for_url("**/account/?x=1")
    page.click("details.menu-end summary")
    page.click("details.menu-end form button")
    page.wait_for_url("**/sign-in/**")


@pytest.mark.browser_context_args(color_scheme="dark")
def test_the_colour_mode_is_the_systems_until_one_is_chosen_and_stays(page, user):
    page.goto("/sign-in/")
    assert page.evaluate(MODE) == "dark"
    page.click("[data-theme-toggle]")
    assert page.evaluate(MODE) == "light"
    page.reload()
    assert page.evaluate(MODE) == "light"


def test_too_many_passwords_lock_for_a_while_and_say_so(page, user, say, complaints):
    page.goto("/sign-in/")
    if say.language == CHINESE:
        page.click("button[name=language]")
    for _attempt in range(settings.AXES_FAILURE_LIMIT - 1):
        try_password(page, "wrong")
        expect(page.locator("[role=alert]")).to_contain_text(
            say("This e-mail address and password do not belong together.")
        )
    try_password(page, "wrong")
    one = "Too many attempts to sign in. Wait %(minutes)s minute, then try again, or set a new password."
    more = "Too many attempts to sign in. Wait %(minutes)s minutes, then try again, or set a new password."
    wait = say.many(one, more, 15, minutes=15)
    expect(page.locator("[role=alert]")).to_contain_text(wait)
    try_password(page, PASSWORD)
    expect(page.locator("[role=alert]")).to_contain_text(wait)
    complaints.clear()
