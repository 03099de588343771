"""At which stage parks are."""

from datetime import date

import pytest

from accounts import clock
from governance.models import PathStep
from governance.selectors.path import stage_on, stages_on
from tests.factories import make_park


def step(park, stage, day, by):
    return PathStep.objects.create(
        park=park, stage=stage, entered_on=day, reason="x", decided_by=by, decided_at=clock.now()
    )


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2024, 12, 31), ""),
        (date(2025, 1, 1), "t1"),
        (date(2026, 5, 31), "t1"),
        (date(2026, 6, 1), "t2"),
    ],
)
def test_a_stage_holds_from_its_day_on(cast, django_assert_num_queries, day, stage):
    step(cast.park, "t2", date(2026, 6, 1), cast.authority)
    step(cast.park, "t1", date(2025, 1, 1), cast.authority)
    others = [make_park(), make_park()]
    assert stage_on(cast.park, day) == stage
    with django_assert_num_queries(1):
        found = stages_on([cast.park, *others], day)
    assert found == {cast.park.pk: stage, others[0].pk: "", others[1].pk: ""}
