"""Regions: adding to the tree, each with its path from the root."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.errors import RuleBroken
from accounts.models import User
from parks.models import Region
from parks.models.parks import is_code

MAX_DEPTH = 30


@transaction.atomic
def add_region(
    code: str, *, name_en: str = "", name_zh: str = "", parent: Region | None = None, by: User
) -> Region:
    """Add a region below `parent`, or a root of the tree."""
    name_en, name_zh = name_en.strip(), name_zh.strip()
    if not is_code(code):
        raise RuleBroken(
            "region_code_invalid",
            _("A region code has 1 to 32 capital letters, digits and hyphens."),
        )
    if not (name_en or name_zh):
        raise RuleBroken("name_required", _("Give a name in at least one language."))
    if parent is not None and parent.path.count("/") >= MAX_DEPTH:
        raise RuleBroken("region_too_deep", _("The tree of regions does not go deeper than this."))
    region, is_new = Region.objects.get_or_create(
        code=code, defaults={"name_en": name_en, "name_zh": name_zh, "parent": parent}
    )
    if not is_new:
        raise RuleBroken("region_code_taken", _("There is already a region with this code."))
    region.path = region.path_from_parent()
    region.save(update_fields=["path"])
    audit.record("region.create", by=by, on=region, code=code)
    return region
