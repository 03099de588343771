"""Which versions a person sees."""

import pytest

from assessments.selectors.framework_list import versions_shown
from assessments.services.assignments import assign_version
from assessments.services.frameworks import load_framework, publish_version
from tests.assessments.framework_texts import LOGISTICS, SMALL, changed
from tests.factories import make_period

pytestmark = pytest.mark.django_db


def test_versions_stand_by_framework_the_newest_first_with_their_counts(cast):
    first = publish_version(load_framework(SMALL, by=None), by=None)
    load_framework(LOGISTICS, by=None)
    load_framework(changed("version: 1.0.0", "version: 1.1.0"), by=None)
    for period in ("2026-Q1", "2026-Q2"):
        assign_version(
            first, from_period=make_period(period), park=cast.park, by=cast.administrator
        )

    shown = [
        (str(one), one.indicator_count, one.assignment_count)
        for one in versions_shown(cast.administrator)
    ]

    assert shown == [("mexico_logistics 1.0.0", 2, 0), ("small 1.1.0", 3, 0), ("small 1.0.0", 3, 2)]
    assert [str(one) for one in versions_shown(cast.editor)] == ["small 1.0.0"]
