"""Keeps secrets out of the logs, wherever in a line or a traceback they stand."""

from __future__ import annotations

import logging
import re

HIDDEN = "[hidden]"
SECRETS = re.compile(
    r"""
      (?<=/password/set/)[^/\s]+/[^/\s"'<>]+           # the link of a mail that sets a password
    | \bpp_[0-9a-f]{20,}                              # a token
    | (?<=bearer\s)[^\s"',]+                          # what stands for one in a header
    | (?<=://)[^/@\s:]*:[^@\s]+(?=@)                  # name and password in the address of a server
    | (?:(?<=sessionid=)|(?<=csrftoken=)|(?<=csrfmiddlewaretoken=)|(?<=password=))[^\s;&"',]+
    """,
    re.IGNORECASE | re.VERBOSE,
)


def redacted(text: str) -> str:
    """Return `text` without the secrets in it that can be known by their look."""
    return SECRETS.sub(HIDDEN, text)


class RedactingFormatter(logging.Formatter):
    """Formats a record as usual, then hides what nobody may read in a log."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))
