"""The pages that are measured, as data, and how many queries each takes for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User


@dataclass(frozen=True)
class Page:
    """A page by its name and its URL; `{park}` in an argument is the code of a park."""

    title: str
    url: str
    arguments: tuple[str, ...] = ()
    query: str = ""

    def address(self, park: str) -> str:
        return (
            reverse(self.url, args=[one.format(park=park) for one in self.arguments]) + self.query
        )


TRIVIAL = Page("trivial signed-in page", "accounts:account_detail")
PAGES = (
    Page("portfolio", "assessments:portfolio"),
    Page("heat map", "assessments:portfolio", query="?part=heat"),
    Page("park page", "assessments:park_detail", ("{park}",)),
    Page("park list", "parks:park_list"),
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
        for page in PAGES:
            address = page.address(park)
            client.get(address)
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answers {answer.status_code} to a {role}.")
            found[page.title, role] = len(captured)
    return found
