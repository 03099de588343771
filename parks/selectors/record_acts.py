"""What the audit trail of a park says of an act on a record: the fields of its register in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from accounts.selectors.audit_details import Titles, details_of
from parks.registers import REGISTERS, Register
from parks.templatetags.records import told

REGISTER: Final = "register"
SAID: Final = (REGISTER, "before", "after")


def details_told(entry: AuditEntry, titles: Titles) -> list[tuple[str, str]]:
    """Return the details of any entry of a park, each with its name."""
    register = REGISTERS.get(str(entry.details.get(REGISTER, "")))
    if register is None:
        return details_of(entry, titles)
    return list(_details(register, entry))


def _details(register: Register, entry: AuditEntry) -> Iterator[tuple[str, str]]:
    yield _("register"), register.title
    before, after = (_said(entry, name) for name in ("before", "after"))
    for name, one in register.fields.items():
        if name in after:
            now = str(told(after[name], one))
            label = str(one.of.verbose_name)
            yield label, f"{told(before[name], one)} → {now}" if name in before else now
    others = {name: value for name, value in entry.details.items() if name not in SAID}
    yield from details_of(AuditEntry(details=others))


def _said(entry: AuditEntry, name: str) -> dict[str, Any]:
    said = entry.details.get(name)
    return said if isinstance(said, dict) else {}
