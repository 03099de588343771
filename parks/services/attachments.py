"""What can be attached as evidence, wherever it is: a file, or the address of a page on the web, with a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator

from accounts.models import StoredFile, User
from accounts.services.files import store_file
from parks.errors import broken

MOST_OF_ONE: Final = 20
LONGEST_TITLE: Final = 250
LONGEST_ADDRESS: Final = 500
is_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Attachment:
    """A file that is stored, or a checked address; exactly one of the two."""

    title: str
    file: StoredFile | None = None
    url: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What the audit trail says of it besides its title."""
        return {"sha256": self.file.sha256} if self.file else {"url": self.url}


def attached_file(upload: File[Any], *, title: str, by: User) -> Attachment:
    """Store a file; without a title it goes by its name."""
    stored = store_file(upload, by=by)
    return Attachment(_one_line(title) or stored.name, file=stored)


def attached_link(url: str, *, title: str) -> Attachment:
    """Check the address of a page, of which only http and https are taken; without a title it goes by its host."""
    url = url.strip()
    try:
        is_web_address(url)
    except ValidationError as error:
        raise broken("address_refused", field="url") from error
    if len(url) > LONGEST_ADDRESS:
        raise broken("address_too_long", limit=LONGEST_ADDRESS, field="url")
    return Attachment(_one_line(title) or str(urlsplit(url).hostname), url=url)


def _one_line(title: str) -> str:
    return " ".join(title.split())[:LONGEST_TITLE]
