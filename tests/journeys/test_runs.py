"""A run on a real worker: started in four steps, watched, cancelled, started again, and its figures taken away."""

import csv
import io
import json
import signal

import pytest
from django.db import connection, transaction
from openpyxl import load_workbook
from playwright.sync_api import expect

from assessments.models import Run, RunScore
from assessments.services.assignments import assign_version
from assessments.services.following import tick
from tests.cast import make_cast
from tests.journeys.people import Person
from tests.journeys.scene import (
    FRAMEWORK,
    enter_park,
    file_quarter,
    keep_open,
    last_quarter,
    make_second_park,
    publish,
)

TITLE = "Before the conference 会前评估"
VALUES = {"vacant": 200.0, "floor": 1000.0, "pilots": 4.0, "meetings": 3.6}
BETTER = {**VALUES, "vacant": 100.0, "pilots": 8.0}
PATIENCE = 60_000
STATE = "#run-state"
WAITING = "Waiting for a worker."

pytestmark = pytest.mark.redis


@pytest.fixture
def quarter():
    """The last ended quarter as the worker knows it too."""
    return last_quarter()


@pytest.fixture
def accepted(transactional_db, quarter):
    """Two parks with the accepted values of the quarter, filed before the worker gets anything to do."""
    cast = make_cast()
    second = make_second_park(cast)
    version = publish(FRAMEWORK, cast)
    assign_version(version, from_period=quarter, region=cast.province, by=cast.administrator)
    keep_open(quarter, cast)
    for park in (cast.park, second):
        enter_park(park, cast, quarter.starts_on)
    tick()
    file_quarter(cast.park, quarter.code, VALUES, cast)
    file_quarter(second, quarter.code, BETTER, cast)
    return cast


@pytest.fixture
def worker(accepted, celery_worker_process):
    """The worker; a test that made it pause leaves it going."""
    yield celery_worker_process
    celery_worker_process.send_signal(signal.SIGCONT)


@pytest.fixture
def consultant(page, accepted, say):
    return Person(page, accepted.consultant, say).sign_in()


def test_a_run_is_started_watched_cancelled_started_again_and_exported(
    worker, consultant, accepted, quarter
):
    worker.send_signal(signal.SIGSTOP)
    start_in_four_steps(consultant, quarter)
    cancel(consultant)
    start_in_four_steps(consultant, quarter)
    watch(consultant, worker)
    read_the_result(consultant)
    assert list(Run.objects.order_by("pk").values_list("status", "parks_total", "is_eager")) == [
        ("cancelled", 2, False),
        ("done", 2, False),
    ]
    check_files(consultant, Run.objects.get(status="done"))


def start_in_four_steps(consultant, quarter):
    """Go back once on the way: what was chosen stays."""
    consultant.go("/assessments/")
    consultant.part(".acts a.btn-primary, a.btn-primary").first.click()
    is_at_step(consultant, 1)
    consultant.press("Continue")
    is_at_step(consultant, 2)
    consultant.part("#id_period").select_option(quarter.code)
    consultant.press("Continue")
    is_at_step(consultant, 3)
    consultant.part("input[name=parks_by][value=picked]").check()
    consultant.part("#id_codes").fill("LH-01, LH-02")
    consultant.press("Continue")
    is_at_step(consultant, 4)
    consultant.part("#id_title").fill(TITLE)
    consultant.press("Back")
    expect(consultant.part("#id_codes")).to_have_value("LH-01, LH-02")
    consultant.press("Continue")
    expect(consultant.part("#id_title")).to_have_value(TITLE)
    consultant.sees_exactly("8", ".run-summary")
    consultant.press("Start the run")
    consultant.sees("The run is on its way.", "#messages")
    consultant.sees_exactly(TITLE, "h1")
    consultant.sees(WAITING, STATE)


def is_at_step(consultant, number):
    consultant.sees("Step %(number)s of 4", number=number)


def cancel(consultant):
    consultant.press("Cancel the run")
    consultant.sees("The run is cancelled.", "#messages")
    consultant.sees("The run was cancelled by %(person)s.", STATE, person=consultant.user.name)
    expect(consultant.part(f"{STATE} form")).to_have_count(0)


def watch(consultant, worker):
    """The page follows by itself: it waits, it is scored while a lock holds the scores up, it is done."""
    table = connection.ops.quote_name(RunScore._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        worker.send_signal(signal.SIGCONT)
        scoring = consultant.say("Scoring: %(scored)s of %(total)s parks.", scored=0, total=2)
        expect(consultant.part(STATE)).to_contain_text(scoring, timeout=PATIENCE)
        expect(consultant.part("progress")).to_have_attribute("value", "0")
    expect(consultant.part(".rank-t")).to_be_visible(timeout=PATIENCE)
    expect(consultant.part("progress")).to_have_count(0)


def read_the_result(consultant):
    """The second park is ahead; its own page in the run shows that it stands so too."""
    rows = consultant.part(".rank-t tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("LH-02")
    expect(rows.nth(0).locator("td.num.strong")).to_have_text("72.5")
    expect(rows.nth(1).locator("td.num.strong")).to_have_text("50.0")
    rows.nth(0).locator("a").click()
    consultant.page.wait_for_url("**/parks/LH-02/")
    consultant.sees("All scores are those that stand today.", "main")
    consultant.sees_exactly("72.5", "#node-positioning")
    consultant.page.go_back()
    expect(rows).to_have_count(2)


def check_files(consultant, run):
    """The three files hold the same figures, and those of the page."""
    csv_bytes, xlsx_bytes, json_bytes = (
        taken(consultant, run, form) for form in ("csv", "xlsx", "json")
    )
    lines = list(csv.DictReader(io.StringIO(csv_bytes.decode("utf-8-sig"))))
    head, *rows = load_workbook(io.BytesIO(xlsx_bytes))["scores"].iter_rows(values_only=True)
    of_json = json.loads(json_bytes)
    assert of_json["manifest"]["result_hash"] == run.result_hash
    figures = [(one["park"], one["node"], one["value"]) for one in of_json["scores"]]
    of_sheet = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(one["park"], one["node"], one["value"]) for one in of_sheet] == figures
    assert [
        (one["park"], one["node"], float(one["value"]) if one["value"] else None) for one in lines
    ] == figures
    assert ("LH-01", "positioning", 50.0) in figures
    assert ("LH-02", "positioning", 72.5) in figures


def taken(consultant, run, form):
    """Follow the link of a file and return what came."""
    with consultant.page.expect_download() as coming:
        consultant.part(f"a[href$='/assessments/{run.pk}/export/?format={form}']").click()
    download = coming.value
    assert download.suggested_filename.endswith(f".{form}")
    assert "会前评估" in download.suggested_filename
    return download.path().read_bytes()
