"""What a finding may say when it is raised."""

from datetime import date

import pytest

from accounts.errors import NoLongerPossible, RuleBroken
from governance.models import Actor
from governance.services.findings import FindingFacts, next_code, require_sound, require_text
from governance.services.rounds import check_item, close_round
from parks.choices import Role
from tests.factories import grant, make_park, make_user
from tests.governance.supervised import OCTOBER, accepted_quarter, drawn_round, in_october, raised


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def facts(**told):
    return FindingFacts(
        **{"title": "No rail", "severity": "minor", "due_on": date(2026, 12, 1), **told}
    )


def actor(park, by):
    return Actor.objects.create(
        park=park,
        code="A-1",
        kind="business",
        recorded_at=OCTOBER,
        changed_at=OCTOBER,
        recorded_by=by,
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"title": "  "}, "title_missing"),
        ({"title": "x" * 251}, "text_too_long"),
        ({"description": "x" * 20_001}, "text_too_long"),
        ({"severity": "grave"}, "severity_unknown"),
        ({"raised_on": date(2026, 10, 10)}, "day_in_future"),
        ({"due_on": date(2026, 10, 9)}, "deadline_order"),
        ({"raised_on": date(2026, 9, 1), "due_on": date(2026, 9, 1)}, "deadline_order"),
    ],
)
def test_what_no_finding_says_is_refused(cast, told, code):
    with pytest.raises(RuleBroken) as refused:
        require_sound(cast.park, facts(**told), by=cast.reviewer)
    assert refused.value.code == code


def test_the_responsible_actor_is_one_of_the_park(cast):
    require_sound(cast.park, facts(responsible=actor(cast.park, cast.editor)), by=cast.reviewer)
    foreign = actor(cast.foreign_park, cast.stranger)
    with pytest.raises(RuleBroken) as refused:
        require_sound(cast.park, facts(responsible=foreign), by=cast.reviewer)
    assert refused.value.code == "actor_unknown"


def test_the_item_is_of_the_park_and_of_a_round_that_one_sees(cast):
    report = accepted_quarter(cast)
    item = drawn_round(cast).sample.first()
    found = facts(item=item)
    require_sound(cast.park, found, by=cast.reviewer)
    assert (found.round, found.report) == (item.round, report)
    of_the_park = make_user()
    grant(of_the_park, Role.REVIEWER, park=cast.park)
    for park, by in ((make_park(), cast.reviewer), (cast.park, of_the_park)):
        with pytest.raises(RuleBroken) as refused:
            require_sound(park, found, by=by)
        assert refused.value.code == "item_unknown"


def test_a_closed_round_finds_nothing_more(cast):
    accepted_quarter(cast)
    supervision = drawn_round(cast)
    for item in supervision.sample.all():
        check_item(item, remark="As filed.", by=cast.reviewer)
    close_round(supervision, summary="Well kept.", by=cast.authority)
    with pytest.raises(NoLongerPossible) as refused:
        require_sound(cast.park, facts(item=supervision.sample.first()), by=cast.reviewer)
    assert refused.value.code == "round_closed"


def test_numbers_begin_anew_with_the_year(cast):
    raised(cast)
    assert next_code(cast.park, date(2026, 10, 9)) == "2026-002"
    assert next_code(cast.park, date(2027, 1, 1)) == "2027-001"


def test_a_text_is_there_and_not_too_long():
    assert require_text("  Ordered. ", "Say it.") == "Ordered."
    for text, code in ((" ", "text_missing"), ("x" * 20_001, "text_too_long")):
        with pytest.raises(RuleBroken) as refused:
            require_text(text, "Say it.")
        assert refused.value.code == code
