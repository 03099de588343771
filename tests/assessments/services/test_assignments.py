"""Assigning framework versions."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import RuleBroken
from accounts.models import AuditEntry
from assessments.models import Assignment
from assessments.services.assignments import assign_version
from assessments.services.frameworks import load_framework, publish_version
from tests.assessments.framework_texts import LOGISTICS, SMALL
from tests.factories import make_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(db):
    return publish_version(load_framework(SMALL, by=None), by=None)


@pytest.fixture
def quarter(db):
    return make_period("2026-Q1")


def test_a_version_is_assigned_to_a_park(cast, version, quarter):
    made = assign_version(version, from_period=quarter, park=cast.park, by=cast.administrator)
    assert (made.park, made.region, made.from_period) == (cast.park, None, quarter)
    entry = AuditEntry.objects.get(action="assignment.create")
    assert (entry.park_id, entry.details["version"]) == (cast.park.pk, "small 1.0.0")


def test_the_same_assignment_again_changes_nothing(cast, version, quarter):
    for _time in range(2):
        assign_version(version, from_period=quarter, region=cast.province, by=cast.administrator)
    assert Assignment.objects.count() == 1


def test_a_draft_cannot_be_assigned(cast, quarter):
    draft = load_framework(LOGISTICS, by=None)
    with pytest.raises(RuleBroken) as refused:
        assign_version(draft, from_period=quarter, park=cast.park, by=cast.administrator)
    assert refused.value.code == "version_not_published"


@pytest.mark.parametrize("both", [True, False])
def test_an_assignment_has_exactly_one_scope(cast, version, quarter, both):
    scope = {"park": cast.park, "region": cast.province} if both else {}
    with pytest.raises(RuleBroken) as refused:
        assign_version(version, from_period=quarter, by=cast.administrator, **scope)
    assert refused.value.code == "scope_unclear"


def test_only_administrators_assign(cast, version, quarter):
    with pytest.raises(PermissionDenied):
        assign_version(version, from_period=quarter, park=cast.park, by=cast.authority)


def test_what_follows_is_queued_once_the_assignment_stands(
    cast, version, quarter, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as queued:
        assign_version(version, from_period=quarter, park=cast.park, by=cast.administrator)
    assert len(queued) == 1
