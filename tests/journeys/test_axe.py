"""Every page, by who opens it, in both languages: nothing for axe, nothing wider than a small screen.

Every rule is asked in both languages, and those of colours in light and dark: English pages are looked at in light
and Chinese ones in dark, since no colour depends on the language.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import TimeoutError

from accounts import clock
from accounts.choices import Event
from accounts.models import User
from accounts.services.webhooks import announce, create_webhook
from assessments.models import FrameworkVersion, Run, WeightsSet
from governance.models import GateDecision
from governance.services.policy_import import keep_policy_upload
from parks.models import Park, Region
from parks.registers import REGISTERS
from parks.services.record_import import keep_record_upload
from parks.services.register_uploads import keep_upload
from tests.demo_copy import NOVEMBER, bring_demo
from tests.governance.policies_for_tests import csv_of, make_policy
from tests.journeys.pages import NOBODY, PAGES, WRONG_PLOTS, WRONG_REGISTER
from tests.journeys.people import CHINESE

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
ALL_RULES = {"type": "tag", "values": LEVELS}
LOOK = """
async (only) => {
    const found = await axe.run({resultTypes: ["violations"], runOnly: only});
    const told = (node) => `${node.target.join(" ")}: ${node.any.concat(node.all).map((one) => one.message).join("; ")}`;
    return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map(told).join(" | ")}`);
}
"""
SETTLED = "() => !document.querySelector('.htmx-request, .htmx-settling')"
MODE = "document.documentElement.dataset.bsTheme"
WIDTH = "document.documentElement.scrollWidth"
FITS = f"() => {WIDTH} <= innerWidth"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 800}


@pytest.fixture
def addresses(transactional_db, monkeypatch, settings):
    """Load the demo as on a day in November; return what the addresses of its pages are filled with."""
    monkeypatch.setattr(clock, "now", lambda: clock._set_to.get() or NOVEMBER)
    settings.DEMO = True
    bring_demo()
    authority = User.objects.get(email__startswith="wu.jianguo")
    upload, _result = keep_upload(WRONG_REGISTER.encode(), "parks.csv", by=authority)
    policies, _result = keep_policy_upload(csv_of({"kind": "gift"}), "policies.csv", by=authority)
    make_policy("YJ-2026-12", Region.objects.get(code="YJ"), by=authority)
    editor = User.objects.get(email__startswith="li.na")
    webhook, _secret = create_webhook(editor, url="https://example.org/hooks", events=Event.values)
    announce(Event.RUN_DONE, payload={"resource": "/"}, visible_to=User.objects.all())
    lead = User.objects.get(email__startswith="chen.yu")
    plots = REGISTERS["plots"], Park.objects.get(code="LH-01")
    records, _result = keep_record_upload(*plots, WRONG_PLOTS.encode(), "plots.csv", by=lead)
    return {
        "upload": upload.pk,
        "records": records.pk,
        "policies": policies.pk,
        "webhook": webhook.uuid,
        "user": authority.pk,
        "decision": GateDecision.objects.get(park__code="SH-01").pk,
        "run": Run.objects.get(weights=None).pk,
        "weighted": Run.objects.exclude(weights=None).get().pk,
        "weights": WeightsSet.objects.get().pk,
        "framework": str(FrameworkVersion.objects.get()).replace(" ", "/"),
    }


@pytest.fixture
def browser_of(browser, browser_context_args, watched, base_url):
    """Return a function that opens a browser in which a person of the demo is signed in.

    What so many pages do is not recorded: a trace of them would cost more than looking at them.
    """

    def opened(name, language):
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if name != NOBODY:
            user = User.objects.get(email__startswith=f"{name}@")
            user.language = language
            user.save(update_fields=["language"])
            client = Client()
            client.force_login(user)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[
                settings.SESSION_COOKIE_NAME
            ].value
        page = watched(browser.new_context(**browser_context_args).new_page())
        page.context.add_cookies(
            [{"name": key, "value": cookies[key], "url": base_url} for key in cookies]
        )
        return page

    return opened


def test_axe_notices_what_is_wrong(page, transactional_db):
    page.goto("/sign-in/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    page.evaluate(AXE_SCRIPT)
    assert any(one.startswith("label: ") for one in page.evaluate(LOOK, ALL_RULES))


@pytest.mark.parametrize(("language", "mode"), [("en", "light"), (CHINESE, "dark")])
def test_axe_finds_nothing_and_every_page_fits_a_small_screen(
    language, mode, addresses, browser_of, complaints
):
    found = []
    for name, pages in PAGES.items():
        page = browser_of(name, language)
        page.emulate_media(color_scheme=mode)
        for address in pages:
            where = address.format_map(addresses)
            found += [f"{name} {where} ({mode}) {one}" for one in wrong_on(page, where, mode)]
        page.context.close()
    complaints[:] = [one for one in complaints if "status of 40" not in one]
    assert not found, "\n".join(found)


def wrong_on(page, address, mode):
    answer = page.goto(address)
    if answer.status >= 500:
        return [f"answers {answer.status}"]
    page.wait_for_function(SETTLED)
    assert page.evaluate(MODE) == mode
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(LOOK, ALL_RULES) + too_wide(page)


def too_wide(page):
    """Say how wide the page stays on a small screen, once its charts have followed, if it is too wide."""
    page.set_viewport_size(NARROW)
    try:
        page.wait_for_function(FITS, timeout=2000)
    except TimeoutError:
        return [f"is {page.evaluate(WIDTH)} px wide"]
    finally:
        page.set_viewport_size(WIDE)
    return []
