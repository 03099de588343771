"""The pages that are measured, as data, and how many queries each takes for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import clock
from accounts.models import User


@dataclass(frozen=True)
class Page:
    """A page by its name and its URL; in arguments and query stand `{park}`, its code, `{day}` for today and `{again}`.

    `{again}` differs from one request to the next, so that nothing that was kept of the page answers it.
    """

    title: str
    url: str
    arguments: tuple[str, ...] = ()
    query: str = ""
    target: str = "≤ 3"

    def address(self, park: str, again: int = 0) -> str:
        path = reverse(self.url, args=[one.format(park=park) for one in self.arguments])
        return path + self.query.format(park=park, day=clock.today().isoformat(), again=again)

    def addresses(self, parks: Sequence[str], times: int) -> list[str]:
        """Return the page of each park, or so many different addresses where each is to be asked once."""
        count = times if "{again}" in self.query else len(parks)
        return [self.address(parks[again % len(parks)], again) for again in range(count)]


TRIVIAL = Page("trivial signed-in page", "accounts:account_detail")
LOADED = (
    Page("portfolio", "assessments:portfolio"),
    Page("portfolio made anew", "assessments:portfolio", query="?again={again}", target=""),
    Page(
        "portfolio as of a day, made anew",
        "assessments:portfolio",
        query="?as_of={day}&again={again}",
        target="",
    ),
    Page("heat map", "api:portfolio_heat_map"),
    Page("park page", "assessments:park_detail", ("{park}",)),
    Page("park list", "parks:park_list"),
)
COUNTED = (
    *(page for page in LOADED if page.title != "portfolio made anew"),
    Page("path page", "assessments:path_detail", ("{park}",)),
    Page("board", "assessments:board"),
    Page("comparison", "assessments:compare", query="?park={park}"),
    Page("list of runs", "assessments:run_list"),
)
ROLES = ("reviewer", "authority", "observer", "consultant")


def session_of(user: User) -> str:
    """Sign somebody in and return the cookie that says so."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def queries(people: Mapping[str, User], park: str) -> dict[tuple[str, str], int]:
    """Return the number of queries of each page for each role, when nothing of it is kept in the cache."""
    found = {}
    for role in ROLES:
        client = Client(headers={"host": "localhost"})
        client.force_login(people[role], backend="django.contrib.auth.backends.ModelBackend")
        for page in COUNTED:
            address = page.address(park)
            client.get(address)
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answers {answer.status_code} to a {role}.")
            found[page.title, role] = len(captured)
    return found
