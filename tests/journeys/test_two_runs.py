"""Two runs compared, and the pages of a run that failed and of one that was lost."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessments.choices import RunStatus
from assessments.models import FrameworkVersion, Run
from assessments.services.runs import start_run
from assessments.services.weights import make_weights_set
from parks.services.periods import period_of
from tests.factories import make_park
from tests.journeys.scene import BEFORE, OCTOBER

STATE = "#run-state"
TAKEN_UP = (
    "The run was lost and taken up again once. What was scored before was kept.",
    "The run was lost and taken up again %(times)s times. What was scored before was kept.",
)


@pytest.fixture
def carried_out(scene):
    """Return a function that carries a run out at once over the park at the middle, or another one."""

    def run(title, *, park=None, weights=None):
        started = start_run(
            version=FrameworkVersion.objects.get(),
            period=period_of(BEFORE),
            parks=[park or scene.park],
            weights=weights,
            title=title,
            by=scene.cast.consultant,
        )
        return Run.objects.get(pk=started.pk)

    return run


def test_two_runs_tell_what_moved_and_why(scene, carried_out, enter_as):
    version = FrameworkVersion.objects.get()
    weights = make_weights_set(
        version, name="Panel 专家组", weights={"meetings": 3.0}, by=scene.cast.consultant
    )
    first, second = carried_out("First 甲"), carried_out("Second 乙", weights=weights)
    consultant = enter_as("consultant")
    consultant.go(f"/assessments/{second.pk}/")
    consultant.press_link("Compare")
    consultant.part("#a").select_option(str(first.pk))
    consultant.press("Compare", ".run-pair")
    consultant.page.wait_for_url(f"**/assessments/compare/?a={first.pk}&b={second.pk}")
    row = consultant.part("main table tbody tr")
    expect(row).to_have_count(1)
    for figure in ("50.0", "52.5", "2.5"):
        expect(row).to_contain_text(figure)
    expect(row.locator(".cause-tags")).to_contain_text(consultant.say("weights"))
    expect(row.locator(".cause-tags")).to_contain_text("2.50")
    consultant.part("#node").select_option("space")
    consultant.press("Compare", ".run-pair")
    expect(row.locator("td.strong")).to_have_text("0.0")
    row.locator("th a").click()
    consultant.page.wait_for_url(f"**/assessments/{second.pk}/parks/LH-01/")


def test_a_cell_of_the_result_opens_its_row(carried_out, enter_as):
    run = carried_out("A run 一次")
    consultant = enter_as("consultant")
    consultant.go(f"/assessments/{run.pk}/")
    consultant.part(f".heat a[href='/assessments/{run.pk}/parks/LH-01/#node-piloting']").click()
    consultant.page.wait_for_url("**/parks/LH-01/#node-piloting")
    expect(consultant.part("#node-piloting:target")).to_contain_text("50.0")


def test_a_run_that_failed_says_why_and_begins_anew(scene, carried_out, enter_as):
    run = carried_out("In vain 徒劳", park=make_park("LH-09", scene.cast.district))
    assert run.status == RunStatus.FAILED
    consultant = enter_as("consultant")
    consultant.go(f"/assessments/{run.pk}/")
    consultant.sees("The run failed.", STATE)
    consultant.sees("None of the parks had entered the path by the last day of the quarter.", STATE)
    consultant.press_link("Start it again")
    consultant.sees("Step %(number)s of 4", number=3)
    consultant.press("Continue")
    expect(consultant.part("#id_title")).to_have_value("In vain 徒劳")
    consultant.press("Start the run")
    expect(consultant.part(".rank-t tbody tr")).to_have_count(1)


def test_a_run_that_was_lost_is_taken_up_by_whoever_looks(carried_out, enter_as):
    run = carried_out("Lost 失联")
    long_ago = OCTOBER - timedelta(hours=5)
    run.shards.all().delete()
    run.scores.all().delete()
    Run.objects.update(
        status="running", frozen_at=None, finished_at=None, started_at=long_ago, seen_at=long_ago
    )
    consultant = enter_as("consultant")
    consultant.go("/assessments/")
    consultant.follow("Lost 失联")
    consultant.sees_exactly(consultant.say.many(*TAKEN_UP, 1, times=1), STATE)
    expect(consultant.part(".rank-t tbody tr")).to_have_count(1)
