"""The entry decision."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.services.path import enter_stage
from governance.signals import stage_entered


def enter(cast, by=None, **fields):
    given = {"stage": "t1", "entered_on": date(2025, 1, 1), "reason": "It is old.", **fields}
    return enter_stage(cast.park, by=by or cast.authority, **given)


def test_an_authority_lets_a_park_enter_at_any_stage_and_the_listeners_hear(cast):
    heard = []

    def listen(sender, step, by, **kwargs):
        heard.append((step.stage, by))

    stage_entered.connect(listen)
    try:
        step = enter(cast, stage="t3")
    finally:
        stage_entered.disconnect(listen)
    assert (step.entered_on, step.decided_by) == (date(2025, 1, 1), cast.authority)
    assert heard == [("t3", cast.authority)]
    assert AuditEntry.objects.get(action="path.enter").details["stage"] == "t3"


def test_a_park_enters_once(cast):
    enter(cast)
    with pytest.raises(NoLongerPossible) as refused:
        enter(cast, stage="t2")
    assert refused.value.code == "path_entered"


@pytest.mark.parametrize(
    ("fields", "code"), [({"stage": "t9"}, "stage_unknown"), ({"reason": " "}, "reason_missing")]
)
def test_bad_decisions_are_refused(cast, fields, code):
    with pytest.raises(RuleBroken) as refused:
        enter(cast, **fields)
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["lead", "reviewer", "administrator", "stranger"])
def test_nobody_else_decides(cast, name):
    with pytest.raises(PermissionDenied):
        enter(cast, by=cast.person(name))
