"""Parks that are compared with each other: one report is accepted on a page, a real worker scores all of them again."""

import pytest
from playwright.sync_api import expect

from assessments.services.assignments import assign_version
from assessments.services.following import tick
from tests.cast import make_cast
from tests.journeys.people import Person, Words
from tests.journeys.scene import (
    FRAMEWORK,
    enter_park,
    file_quarter,
    keep_open,
    last_quarter,
    make_second_park,
    publish,
    submit_quarter,
)

RELATIVE = FRAMEWORK.replace("score: {worst: 0, best: 10}", "score: {method: minmax, better: high}")
VALUES = {"vacant": 200.0, "floor": 1000.0, "meetings": 3.0}
PATIENCE_SECONDS = 30
ACCEPTED = "The report is accepted; its values are on record and the scores are up to date."

pytestmark = [pytest.mark.redis, pytest.mark.usefixtures("celery_worker_process")]


@pytest.fixture
def quarter():
    """The last ended quarter as the worker knows it too, kept open for reports."""
    return last_quarter()


@pytest.fixture
def compared(transactional_db, quarter):
    """Two parks of one province: the report of the second is accepted, that of the first is in review."""
    cast = make_cast()
    second = make_second_park(cast)
    version = publish(RELATIVE, cast)
    assign_version(version, from_period=quarter, region=cast.province, by=cast.administrator)
    keep_open(quarter, cast)
    for park in (cast.park, second):
        enter_park(park, cast, quarter.starts_on)
    tick()
    file_quarter(second, quarter.code, {**VALUES, "pilots": 8.0}, cast)
    submit_quarter(cast.park, quarter.code, {**VALUES, "pilots": 4.0}, cast)
    return cast


def test_the_worker_scores_all_compared_parks_again(page, compared, quarter):
    say = Words("en")
    reviewer = Person(page, compared.reviewer, say).sign_in()
    reviewer.go(f"/parks/LH-01/reports/{quarter.code}/")
    reviewer.press("Accept the report")
    reviewer.sees(ACCEPTED, "#messages")
    for park, score in (("LH-01", "0.0"), ("LH-02", "100.0")):
        until_scored(reviewer, park, score)
    reviewer.go(f"/parks/LH-01/why/pilots/?period={quarter.code}")
    reviewer.sees("verified")


def until_scored(person, park, score):
    """Look at the scores of a park until the worker has been there."""
    cell = (
        person.part(".t a[href*='/why/pilots/']").locator("xpath=ancestor::tr").locator("td").nth(4)
    )
    for _look in range(PATIENCE_SECONDS):
        person.go(f"/parks/{park}/scores/")
        if cell.count() and cell.inner_text() == score:
            return
        person.page.wait_for_timeout(1000)
    expect(cell).to_have_text(score)
