"""A park with two quarters scored, for the tests of what pages show."""

import pytest

from assessments.services.following import tick
from tests.assessments.small import QUARTER, at, enter, file, publish


@pytest.fixture
def scored(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2024", {"land": 100.0})
        for month in ("2025-01", "2025-02", "2025-03"):
            file(cast, month, {"tax": 200.0})
        file(cast, "2025-Q1", {**QUARTER, "pilots": 9.0})
    with at("2025-07-03"):
        tick()
        file(cast, "2025-Q2", {"vacancy": 20.0, "pilots": 6.0})
    return cast.park
