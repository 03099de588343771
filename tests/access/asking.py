"""How the access tests ask: one request of one person, its answer in a word, and what of it can be compared."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.access.scene import ACCEPTED

WORDS = {200: "ok", 201: "made", 204: "gone", 302: "to", 403: "no", 404: "none"}
QUERIES = {
    "assessments:search": {"q": "01"},
    "api:search": {"q": "01"},
    "api:rank_list": {"period": ACCEPTED, "node": "positioning"},
    "api:run_export": {"format": "json"},
}
ONCE_ONLY = re.compile(r'[A-Za-z0-9]{64}|"request_id": ?"[^"]*"')


@dataclass(frozen=True)
class Answer:
    """Status, where it leads, and the whole text, streamed ones included."""

    status: int
    target: str
    text: str

    @property
    def word(self) -> str:
        """The status as the table says it; where the way leads to the sign-in page it is `in`."""
        if self.status == 302 and self.target.startswith(f"{reverse('accounts:sign_in')}?"):
            return "in"
        return WORDS.get(self.status, str(self.status))

    def without(self, *codes: str | int) -> Answer:
        """Leave out what differs between any two requests: its id, the key of the form and the codes that were asked for."""
        target, text = self.target, ONCE_ONLY.sub("", self.text)
        for code in map(str, codes):
            target, text = target.replace(code, "CODE"), text.replace(code, "CODE")
        return Answer(self.status, target, text)


def ask(
    client: Client, name: str, method: str, arguments: Sequence[Any], body: Any = None, **more: Any
) -> Answer:
    """Send a request: what is read takes a query, pages take forms, the API takes JSON, files go as they are."""
    url = reverse(name, args=arguments)
    if method == "DELETE" and body and "reason" in body:
        url = f"{url}?{urlencode({'reason': body['reason']})}"
    if method == "GET":
        return _read(client.get(url, body or QUERIES.get(name), **more))
    if isinstance(body, bytes):
        return _read(client.generic(method, url, body, content_type="text/csv", **more))
    if name.startswith("api:") or method != "POST":
        sent = json.dumps(body or {})
        return _read(client.generic(method, url, sent, content_type="application/json", **more))
    return _read(client.post(url, body or {}, **more))


def _read(response: HttpResponseBase) -> Answer:
    content = response.getvalue() if response.streaming else response.content
    target = response.headers.get("Location", "")
    return Answer(response.status_code, target, content.decode("utf-8", "replace"))
