"""Names in both languages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class NamedInBoth(models.Model):
    """Something with an English and a Chinese name, at least one of them."""

    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    name_zh = models.CharField(_("Chinese name"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else the other one."""
        names = (self.name_en, self.name_zh)
        first, second = reversed(names) if is_chinese() else names
        return first or second

    @property
    def other_name(self) -> str:
        """The name in the other language; empty where it is the same or not given."""
        first, second = (
            (self.name_zh, self.name_en) if is_chinese() else (self.name_en, self.name_zh)
        )
        return second if first and second != first else ""

    @property
    def names(self) -> dict[str, str]:
        """Both names, by language."""
        return {"en": self.name_en, "zh-hans": self.name_zh}


def is_chinese() -> bool:
    """Whether the reader's language is Chinese."""
    return (get_language() or "").startswith("zh")


def in_language(texts: dict[str, str]) -> str:
    """Pick the reader's language from {"en": …, "zh-hans": …}; the other one where it is missing."""
    first, second = ("zh-hans", "en") if is_chinese() else ("en", "zh-hans")
    return texts.get(first) or texts.get(second) or ""
