"""Indicators and items: things that can be measured about a park, shared by all frameworks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from parks.choices import Frequency, IndicatorKind, MissingReason, Over
from parks.models.naming import NamedInBoth, in_language

PLAIN_UNITS: Final = {"count", "ratio"}
"""Units that say what kind of number it is, and nothing beside the number itself."""


def is_plain_unit(units: Mapping[str, str]) -> bool:
    """Whether a number in this unit stands alone, as 0.29 and 3 do; decided by the English name of the unit."""
    return units.get("en", "") in PLAIN_UNITS


def unit_beside(units: Mapping[str, str]) -> str:
    """Return a unit as it stands beside a number, in the reader's language; nothing for a plain ratio or count."""
    return "" if is_plain_unit(units) else in_language(dict(units))


class Indicator(NamedInBoth):
    """Unit, frequency, `over` and `empty_not_applicable` are fixed when it is first published."""

    code = models.CharField(_("code"), max_length=64, unique=True)
    kind = models.CharField(
        max_length=10, choices=IndicatorKind.choices, default=IndicatorKind.INDICATOR
    )
    definition_en = models.TextField(blank=True)
    definition_zh = models.TextField(blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    unit_en = models.CharField(max_length=60, blank=True)
    unit_zh = models.CharField(max_length=60, blank=True)
    every = models.CharField(_("frequency"), max_length=10, choices=Frequency.choices)
    over = models.CharField(max_length=10, choices=Over.choices, default=Over.LAST)
    empty_not_applicable = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    @property
    def reason_for_nothing(self) -> str:
        """Why there is no value where a register holds nothing to measure: 0/0."""
        is_due = not self.empty_not_applicable
        return MissingReason.NOT_MEASURED if is_due else MissingReason.NOT_APPLICABLE

    @property
    def titles(self) -> dict[str, str]:
        return self.names

    @property
    def definitions(self) -> dict[str, str]:
        return {"en": self.definition_en, "zh-hans": self.definition_zh}

    @property
    def units(self) -> dict[str, str]:
        return {"en": self.unit_en or self.unit, "zh-hans": self.unit_zh or self.unit}

    @property
    def unit_text(self) -> str:
        """The unit in the reader's language."""
        return in_language(self.units)

    @property
    def unit_beside(self) -> str:
        """The unit as it stands beside a value."""
        return unit_beside(self.units)
