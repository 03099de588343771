"""People at their browsers: they sign in through the page, choose a language and look for its words."""

from __future__ import annotations

import re

from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from parks.models.naming import NamedInBoth
from tests.factories import PASSWORD

CHINESE = "zh-hans"


class Words:
    """The texts of the site in one language, so that no test writes one twice."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: str, /, **values: object) -> str:
        with translation.override(self.language):
            return self._filled(gettext(text), values)

    def many(self, one: str, more: str, count: int, **values: object) -> str:
        with translation.override(self.language):
            return self._filled(ngettext(one, more, count), {"count": count, **values})

    def of(self, context: str, text: str) -> str:
        with translation.override(self.language):
            return pgettext(context, text)

    @staticmethod
    def _filled(text: str, values: dict[str, object]) -> str:
        return text % values if values else text


class Person:
    """One person, one browser session, one language."""

    def __init__(self, page: Page, user: User, say: Words) -> None:
        self.page, self.user, self.say = page, user, say

    def sign_in(self) -> Person:
        """Sign in with e-mail and password, then take the language by its button."""
        self.page.goto("/sign-in/")
        self.page.fill("#id_username", self.user.email)
        self.page.fill("#id_password", PASSWORD)
        self.page.press("#id_password", "Enter")
        expect(self.page.locator("details.menu-end")).to_be_visible()
        if self.say.language == CHINESE:
            self.page.click("button[name=language]")
        tag = "zh-Hans" if self.say.language == CHINESE else "en"
        expect(self.page.locator("html")).to_have_attribute("lang", tag)
        return self

    def go(self, address: str) -> None:
        self.page.goto(address)

    def press(self, text: str, within: str = "main, .bar, .topbar", **values: object) -> None:
        """Press the button that says `text` in the person's language."""
        said = self.say(text, **values)
        self.page.locator(within).get_by_role("button", name=said, exact=True).click()

    def press_link(self, text: str, within: str = "main, .bar, .topbar", **values: object) -> None:
        """Follow the link that says `text` in the person's language."""
        said = self.say(text, **values)
        self.page.locator(within).get_by_role("link", name=said, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def sees(self, text: str, /, within: str = "body", **values: object) -> None:
        """See a text of the site."""
        self.sees_exactly(self.say(text, **values), within)

    def sees_exactly(self, text: str, within: str = "body") -> None:
        """See a text that a person wrote, or a figure."""
        expect(self.page.locator(within).first).to_contain_text(text)

    def name_of(self, thing: NamedInBoth) -> str:
        """Return the name of a thing that has one in each language."""
        with translation.override(self.say.language):
            return thing.name

    def part(self, selector: str) -> Locator:
        return self.page.locator(selector)

    # In the entry grid

    def types(self, code: str, typed: str, key: str = "Enter") -> None:
        self.page.fill(f"#in-{code}", typed)
        self.page.press(f"#in-{code}", key)

    def is_at(self, code: str) -> None:
        expect(self.page.locator(f"#in-{code}")).to_be_focused()

    def has_saved(self, code: str) -> None:
        expect(self.page.locator(f"#row-{code} td.in")).to_have_class(
            re.compile("c-(saved|warn|none)")
        )

    def pastes(self, code: str, text: str) -> None:
        self.page.focus(f"#in-{code}")
        self.page.evaluate(
            """(text) => {
                const data = new DataTransfer();
                data.setData("text/plain", text);
                const event = {clipboardData: data, bubbles: true, cancelable: true};
                document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
            }""",
            text,
        )
