"""The registers of governance are tested on a day in October 2026, in a park whose registers hold something."""

from datetime import UTC, datetime

import pytest

from accounts import clock
from tests.parks.records_for_tests import make_records, wrong_with


@pytest.fixture
def wrong(cast):
    """Say what is wrong with a record like the example of its register."""
    with clock.at(datetime(2026, 10, 9, 6, tzinfo=UTC)):
        make_records(cast.park, by=cast.editor)

        def say(word, **changed):
            return wrong_with(word, cast.park, **changed)

        yield say
