"""Framework files become drafts, then frozen versions with indicators and forms."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from assessments.choices import VersionStatus
from assessments.framework_file import FrameworkErrors
from assessments.models import FrameworkVersion, Node
from assessments.services.frameworks import load_framework, publish_version
from governance.models import FormEntry, ReportForm
from parks.choices import IndicatorKind
from parks.models import Indicator
from tests.assessments.framework_texts import LOGISTICS, SMALL, WANG, changed
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user(is_administrator=True)


def test_a_loaded_file_is_a_draft_with_its_nodes_in_tree_order(administrator):
    version = load_framework(SMALL, by=administrator)

    assert (version.framework.code, version.version) == ("small", "1.0.0")
    assert (version.status, version.has_stages, version.is_relative) == ("draft", True, False)
    assert version.loaded_by == administrator
    assert [(node.code, node.kind, node.depth) for node in version.nodes.all()] == [
        ("positioning", "goal", 0),
        ("space", "category", 1),
        ("vacancy", "indicator", 2),
        ("satisfaction", "indicator", 2),
        ("equality", "goal", 0),
        ("access", "indicator", 1),
    ]
    vacancy = version.nodes.get(code="vacancy")
    assert (vacancy.parent.code, vacancy.weight, vacancy.stage) == ("space", 3.0, "t1")


def test_the_same_text_again_changes_nothing(administrator):
    first = load_framework(SMALL, by=administrator)
    nodes = set(Node.objects.values_list("pk", flat=True))
    acts = AuditEntry.objects.count()

    assert load_framework(SMALL, by=administrator).pk == first.pk
    assert set(Node.objects.values_list("pk", flat=True)) == nodes
    assert AuditEntry.objects.count() == acts


def test_a_changed_draft_replaces_the_earlier_one(administrator):
    first = load_framework(SMALL, by=administrator)
    second = load_framework(changed("weight: 3", "weight: 5"), by=administrator)

    assert second.pk == first.pk
    assert second.nodes.get(code="vacancy").weight == 5.0
    assert second.nodes.count() == 6


def test_a_published_version_is_frozen(administrator):
    version = publish_version(load_framework(SMALL, by=administrator), by=administrator)

    with pytest.raises(NoLongerPossible) as refused:
        load_framework(changed("weight: 3", "weight: 5"), by=administrator)

    assert refused.value.code == "version_frozen"
    version.refresh_from_db()
    assert version.source == SMALL
    assert load_framework(SMALL, by=administrator).pk == version.pk


def test_a_new_version_stands_beside_the_old_one(administrator):
    publish_version(load_framework(SMALL, by=administrator), by=administrator)
    second = load_framework(changed("version: 1.0.0", "version: 1.1.0"), by=administrator)

    assert second.framework.versions.count() == 2
    assert second.status == VersionStatus.DRAFT


def test_a_wrong_file_leaves_nothing_behind(administrator):
    with pytest.raises(FrameworkErrors):
        load_framework(changed("unit: m2", "unit: m3"), by=administrator)
    assert not FrameworkVersion.objects.exists()


def test_publishing_settles_indicators_and_items(administrator):
    version = publish_version(load_framework(SMALL, by=administrator), by=administrator)

    assert version.published_by == administrator
    vacancy = Indicator.objects.get(code="vacancy")
    assert (vacancy.unit, vacancy.every, vacancy.over) == ("%", "month", "last")
    assert (vacancy.kind, vacancy.titles["zh-hans"]) == (IndicatorKind.INDICATOR, "空置率")
    area = Indicator.objects.get(code="floor_area")
    assert (area.kind, area.units) == (IndicatorKind.ITEM, {"en": "m²", "zh-hans": "平方米"})
    assert area.definition_en == "Floor area of all buildings at the end of the month."
    leaves = version.nodes.filter(kind="indicator")
    assert {leaf.code: leaf.indicator.code for leaf in leaves} == {
        "vacancy": "vacancy",
        "satisfaction": "satisfaction",
        "access": "access",
    }
    assert AuditEntry.objects.filter(action="framework.publish").count() == 1


def test_publishing_twice_is_publishing_once(administrator):
    version = publish_version(load_framework(SMALL, by=administrator), by=administrator)
    acts = AuditEntry.objects.count()
    again = publish_version(version, by=administrator)
    assert again.published_at == version.published_at
    assert AuditEntry.objects.count() == acts


def test_a_framework_that_measures_an_indicator_otherwise_is_refused(administrator):
    publish_version(load_framework(SMALL, by=administrator), by=administrator)
    other = SMALL.replace("code: small", "code: other").replace(
        "unit: m2\n    every: month", "unit: m2\n    every: quarter\n    over: mean"
    )
    version = load_framework(other, by=administrator)

    with pytest.raises(RuleBroken) as refused:
        publish_version(version, by=administrator)

    assert refused.value.code == "indicator_conflict"
    assert {(one["indicator"], one["field"]) for one in refused.value.details["conflicts"]} == {
        ("floor_area", "every"),
        ("floor_area", "over"),
        ("vacant_area", "every"),
        ("vacant_area", "over"),
    }
    version.refresh_from_db()
    assert version.status == VersionStatus.DRAFT


def test_only_administrators_keep_frameworks(administrator):
    with pytest.raises(PermissionDenied):
        load_framework(SMALL, by=make_user())
    version = load_framework(SMALL, by=administrator)
    with pytest.raises(PermissionDenied):
        publish_version(version, by=make_user())


def test_a_relative_framework_says_so(administrator):
    version = load_framework(LOGISTICS, by=administrator)
    assert (version.is_relative, version.has_stages) == (True, False)


def asked_by_hand(text, stage, every):
    """What the YAML implies for one form, worked out from the plain file alone."""
    from ruamel.yaml import YAML

    plain = YAML(typ="safe", pure=True).load(text)
    reached = ["t1", "t2", "t3"][: {"t1": 1, "t2": 2, "t3": 3, "complete": 3}[stage]]
    due = {item["code"] for item in plain["items"] if item["every"] == every}
    found = set()
    for goal in plain["goals"]:
        if goal["stage"] not in reached:
            continue
        for category in goal["categories"]:
            for concept in category["concepts"]:
                for one in concept["indicators"]:
                    words = one.get("formula", "").replace("(", " ").replace(")", " ").split()
                    items = due & set(words)
                    if one["every"] == every or items:
                        found |= {one["code"], *items}
    return found


@pytest.mark.parametrize("every", ["month", "quarter", "year"])
@pytest.mark.parametrize("stage", ["t1", "t2", "t3", "complete"])
def test_the_forms_of_the_paper_ask_exactly_what_the_file_implies(wang_published, stage, every):
    form = ReportForm.objects.get(framework="wang_2023", version="1.0.0", stage=stage, every=every)
    asked = FormEntry.objects.filter(form=form).values_list("indicator__code", flat=True)
    assert set(asked) == asked_by_hand(WANG, stage, every)
    assert len(asked) == len(set(asked))


@pytest.fixture
def wang_published(db):
    return publish_version(load_framework(WANG, by=None), by=None)
