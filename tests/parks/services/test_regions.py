"""Regions form a tree by their paths."""

import pytest

from accounts.errors import RuleBroken
from accounts.models import AuditEntry
from parks.models import Region
from parks.services.regions import MAX_DEPTH, add_region


def test_a_path_leads_from_the_root_to_the_region(cast):
    root = add_region("AA", name_en="Aa", name_zh="甲", by=cast.administrator)
    child = add_region("AA-1", name_en="", name_zh="乙", parent=root, by=cast.administrator)

    assert root.path == f"{root.pk:06d}/"
    assert child.path == f"{root.pk:06d}/{child.pk:06d}/"
    assert list(Region.objects.filter(path__startswith=root.path)) == [root, child]
    assert AuditEntry.objects.filter(action="region.create").count() == 2


@pytest.mark.parametrize("code", ["", "aa", "A A", "A" * 33, "AA\n", "省"])
def test_a_malformed_code_is_refused(cast, code):
    with pytest.raises(RuleBroken) as refusal:
        add_region(code, name_en="Aa", by=cast.administrator)

    assert refusal.value.code == "region_code_invalid"


def test_a_taken_code_is_refused(cast):
    with pytest.raises(RuleBroken) as refusal:
        add_region("YJ", name_en="Again", by=cast.administrator)

    assert refusal.value.code == "region_code_taken"


def test_a_region_has_a_name(cast):
    with pytest.raises(RuleBroken) as refusal:
        add_region("AA", name_en=" ", by=cast.administrator)

    assert refusal.value.code == "name_required"


def test_the_tree_has_a_deepest_level(cast):
    region = None
    for depth in range(MAX_DEPTH):
        region = add_region(f"D{depth}", name_en="Deep", parent=region, by=cast.administrator)

    with pytest.raises(RuleBroken) as refusal:
        add_region("TOO-DEEP", name_en="Deep", parent=region, by=cast.administrator)

    assert refusal.value.code == "region_too_deep"
