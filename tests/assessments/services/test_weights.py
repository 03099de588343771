"""Making, changing and freezing weights sets."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts import clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from assessments.models import WeightsSet
from assessments.services.frameworks import load_framework
from assessments.services.weights import (
    WeightsWrong,
    change_weights_set,
    checked_weights,
    freeze_weights_set,
    make_weights_set,
)
from tests.assessments.small import SMALL, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast):
    return publish(cast)


@pytest.fixture
def panel(cast, version):
    weights = {"sorting": 3.0, "piloting": 1.0}
    return make_weights_set(version, name="Panel", weights=weights, by=cast.consultant)


def test_a_set_keeps_what_was_entered_and_who_made_it(cast, version):
    made = make_weights_set(
        version,
        name="  Panel  of May ",
        weights={"piloting": 1, "sorting": 2.5},
        note=" Nine people. ",
        by=cast.consultant,
    )

    made.refresh_from_db()
    assert (made.name, made.note) == ("Panel of May", "Nine people.")
    assert made.weights == {"sorting": 2.5, "piloting": 1.0}
    assert (made.made_by, made.frozen_at) == (cast.consultant, None)
    assert AuditEntry.objects.get(action="weights.create").details["name"] == "Panel of May"


@pytest.mark.parametrize(
    ("weights", "node", "code"),
    [
        ({"no_such": 1.0}, "no_such", "weight_unknown_node"),
        ({"sorting": float("nan")}, "sorting", "weight_not_finite"),
        ({"sorting": float("inf")}, "sorting", "weight_not_finite"),
        ({"sorting": -0.5}, "sorting", "weight_negative"),
        ({"sorting": 1e7}, "sorting", "weight_too_large"),
        ({"sorting": 0.1234567}, "sorting", "weight_too_exact"),
        ({"sorting": 0.0, "piloting": 0.0}, "sorting", "weights_sum_zero"),
    ],
)
def test_wrong_weights_are_named_by_their_node(version, weights, node, code):
    with pytest.raises(WeightsWrong) as raised:
        checked_weights(version, weights)

    told = raised.value.details["errors"]
    assert [(one["field"], one["code"]) for one in told] == [(f"weights.{node}", code)]
    assert raised.value.by_node[node].endswith(".")


def test_all_that_is_wrong_is_told_at_once(version):
    with pytest.raises(WeightsWrong) as raised:
        checked_weights(version, {"sorting": -1.0, "vacancy": 1e9})

    assert set(raised.value.by_node) == {"sorting", "vacancy"}


def test_a_zero_stands_as_long_as_a_sibling_weighs(version):
    assert checked_weights(version, {"sorting": 0.0}) == {"sorting": 0.0}


def test_a_set_is_for_a_published_version(cast):
    publish(cast)
    draft = load_framework(SMALL.replace('version: "1"', 'version: "2"'), by=cast.administrator)
    with pytest.raises(RuleBroken) as raised:
        make_weights_set(draft, name="Panel", weights={}, by=cast.consultant)

    assert raised.value.code == "version_not_published"


@pytest.mark.parametrize("role", ["editor", "lead", "reviewer", "observer", "administrator"])
def test_others_make_no_sets(cast, version, role):
    with pytest.raises(PermissionDenied):
        make_weights_set(version, name="Panel", weights={}, by=cast.person(role))


def test_a_name_stands_once_per_person_and_version(cast, version, panel):
    with pytest.raises(RuleBroken) as raised:
        make_weights_set(version, name="Panel", weights={}, by=cast.consultant)
    assert raised.value.code == "weights_name_taken"

    make_weights_set(version, name="Panel", weights={}, by=cast.authority)


def test_a_set_needs_a_name(cast, version):
    with pytest.raises(RuleBroken) as raised:
        make_weights_set(version, name=" ", weights={}, by=cast.consultant)

    assert raised.value.code == "weights_name"


def test_a_set_can_be_changed_by_who_made_it_until_it_is_used(cast, panel):
    change_weights_set(panel, name="Panel", weights={"sorting": 2.0}, by=cast.consultant)
    panel.refresh_from_db()
    assert panel.weights == {"sorting": 2.0}
    with pytest.raises(PermissionDenied):
        change_weights_set(panel, name="Mine", weights={}, by=cast.authority)

    freeze_weights_set(panel)
    with pytest.raises(NoLongerPossible) as raised:
        change_weights_set(panel, name="Panel", weights={}, by=cast.consultant)
    assert raised.value.code == "weights_frozen"


def test_a_set_freezes_once(panel):
    freeze_weights_set(panel)
    first = WeightsSet.objects.get().frozen_at
    assert first is not None
    with clock.at(first.replace(year=first.year + 1)):
        freeze_weights_set(panel)

    assert WeightsSet.objects.get().frozen_at == first
