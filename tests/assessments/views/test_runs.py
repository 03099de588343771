"""Pages of runs: the list, a new one, one run, its parks, export and comparison."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import clock
from assessments.models import Run
from assessments.services.weights import make_weights_set
from tests.assessments.runs import make_run
from tests.assessments.small import at, publish
from tests.factories import make_park, make_period

pytestmark = pytest.mark.django_db
LIST = reverse("assessments:run_list")
CREATE = reverse("assessments:run_create")
COMPARE = reverse("assessments:run_compare")
LIST_QUERIES = 6  # session, person, count, runs, whether one may run, roles with what waits
DETAIL_QUERIES = 14
PARK_QUERIES = 11
COMPARE_QUERIES = 23
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def version(cast):
    return publish(cast)


@pytest.fixture
def as_consultant(client, cast):
    client.force_login(cast.consultant)
    return client


def page(name, run, *more):
    return reverse(f"assessments:{name}", args=[run.pk, *more])


def more_parks(cast, count):
    return [cast.park, *(make_park(region=cast.district) for _number in range(count - 1))]


@pytest.mark.parametrize("count", [1, 3])
def test_run_list_takes_the_same_queries_for_any_number(
    as_consultant, cast, version, django_assert_num_queries, count
):
    for _number in range(count):
        make_run(version, [cast.park], by=cast.consultant)
    with django_assert_num_queries(LIST_QUERIES):
        html = as_consultant.get(LIST).content.decode()
    assert html.count("tag-ok") == count


def test_run_list_shows_each_reader_their_runs_and_parks(client, cast, version):
    run = make_run(version, [cast.park, make_park(region=cast.province)], by=cast.consultant)
    client.force_login(cast.reviewer)
    html = client.get(LIST).content.decode()
    assert page("run_detail", run) in html
    assert '<td data-l="Parks" class="num">1</td>' in html

    client.force_login(cast.observer)
    assert page("run_detail", run) not in client.get(LIST).content.decode()


def test_run_list_filters_by_state(as_consultant, cast, version):
    run = make_run(version, [cast.park], by=cast.consultant, status="failed")
    assert page("run_detail", run) in as_consultant.get(LIST, {"status": "failed"}).content.decode()
    assert "No run is in this state" in as_consultant.get(LIST, {"status": "done"}).content.decode()


def test_run_list_says_what_the_place_is_for(as_consultant):
    html = as_consultant.get(LIST).content.decode()
    assert "No run yet" in html
    assert CREATE in html


# A new run


@pytest.fixture
def in_july(version):
    for code in ("2025-Q1", "2025-Q2", "2025-Q3"):
        make_period(code)
    with at("2025-07-20"):
        yield


def test_run_create_offers_the_version_first_and_the_last_quarter_past_its_due_date(
    as_consultant, version, in_july
):
    html = as_consultant.get(CREATE).content.decode()
    assert "Step 1 of 4" in html
    assert f'<option value="{version.pk}" selected>' in html

    html = as_consultant.get(CREATE, {"step": "quarter", "version": version.pk}).content.decode()
    assert '<option value="2025-Q2" selected>' in html
    assert "2025-Q3" not in html


def test_run_create_loses_nothing_between_the_steps(as_consultant, cast, version, in_july):
    asked = {
        "step": "version",
        "version": version.pk,
        "period": "2025-Q1",
        "parks_by": "picked",
        "codes": "LH-01",
        "title": "My title",
    }
    html = as_consultant.get(CREATE, asked).content.decode()

    for name, value in asked.items():
        if name not in {"step", "version"}:
            assert f'<input type="hidden" name="{name}" value="{value}"' in html


def test_run_create_stays_at_the_first_step_that_lacks_something(as_consultant, version, in_july):
    asked = {"step": "weights", "version": version.pk, "parks_by": "picked", "codes": "NO-99"}
    html = as_consultant.get(CREATE, asked).content.decode()
    assert "Step 3 of 4" in html
    assert "You may assess no park with these codes: NO-99." in html


def test_run_create_says_nothing_of_a_step_that_nobody_has_filled_in(as_consultant, in_july):
    html = as_consultant.get(CREATE, {"step": "parks", "parks_by": "region"}).content.decode()
    assert "Say which parks." not in html


def test_run_create_sums_up_before_the_start(as_consultant, cast, version, in_july):
    make_park(region=cast.district)
    html = as_consultant.get(CREATE, {"step": "weights", "version": version.pk}).content.decode()

    assert "The run scores 2 parks for Q2 2025 by Small framework 1" in html


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        ({"parks_by": "all"}, {"LH-01", "PR-01"}),
        ({"parks_by": "region", "region": "YJ-HT"}, {"LH-01"}),
        ({"parks_by": "picked", "codes": "PR-01, LH-01 PR-01"}, {"LH-01", "PR-01"}),
    ],
)
def test_run_create_starts_a_run_over_the_parks_chosen(
    as_consultant, cast, version, in_july, choice, codes
):
    make_park("PR-01", cast.province)
    weights = make_weights_set(version, name="Panel", weights={}, by=cast.consultant)
    sent = {"version": version.pk, "period": "2025-Q1", "weights": weights.pk, "title": "First"}
    response = as_consultant.post(CREATE, {**sent, **choice})

    run = Run.objects.get()
    assert response.url == page("run_detail", run)
    assert (run.title, run.period.code, run.weights) == ("First", "2025-Q1", weights)
    assert set(run.parks.values_list("park__code", flat=True)) == codes


@pytest.mark.parametrize(
    ("changes", "step", "told"),
    [
        ({"version": "9999"}, 1, "Select a valid choice"),
        ({"period": "2025-Q3"}, 2, "Select a valid choice"),
        ({"parks_by": "stage", "stage": "t3"}, 3, "There is no such park that you may assess."),
        ({"parks_by": "region"}, 3, "Say which parks."),
        ({"parks_by": "picked", "codes": "QN-01"}, 3, "no park with these codes: QN-01"),
        ({"weights": "9999"}, 4, "Select a valid choice"),
    ],
)
def test_run_create_goes_back_to_the_step_that_is_wrong(
    as_consultant, cast, version, in_july, changes, step, told
):
    sent = {"version": version.pk, "period": "2025-Q1", "parks_by": "all", **changes}
    response = as_consultant.post(CREATE, sent)

    html = response.content.decode()
    assert response.status_code == 422
    assert f"Step {step} of 4" in html
    assert told in html
    assert not Run.objects.exists()


@pytest.mark.parametrize("role", ["editor", "reviewer", "observer", "administrator", "stranger"])
def test_run_create_is_for_consultants_and_authorities(client, cast, version, role):
    client.force_login(cast.person(role))

    assert client.get(CREATE).status_code == 403
    assert client.post(CREATE, {}).status_code == 403


# One run


@pytest.mark.parametrize("count", [1, 3])
def test_run_detail_takes_the_same_queries_for_any_number(
    as_consultant, cast, version, django_assert_num_queries, count
):
    run = make_run(version, more_parks(cast, count), by=cast.consultant)
    with django_assert_num_queries(DETAIL_QUERIES):
        html = as_consultant.get(page("run_detail", run)).content.decode()

    assert f'{page("run_park", run, "LH-01")}#node-sorting"' in html


def test_run_detail_says_of_how_many_only_to_who_sees_all(client, cast, version):
    run = make_run(version, [cast.park, make_park(region=cast.province)], by=cast.consultant)
    client.force_login(cast.consultant)
    assert "2 of 2 parks have a place" in client.get(page("run_detail", run)).content.decode()

    client.force_login(cast.reviewer)
    html = client.get(page("run_detail", run)).content.decode()
    assert "1 of the parks that you see has a place" in html
    assert "of 2" not in html
    assert ">shards<" not in html


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "queued", "frozen_at": None}, "Waiting for a worker."),
        ({"status": "running", "frozen_at": None}, "Reading and freezing the inputs."),
        ({"status": "running", "parks_scored": 0}, "Scoring: 0 of 1 parks."),
        ({"status": "running"}, "Ranking the parks."),
        ({"status": "failed", "error": {"code": "nobody_on_the_path"}}, "had entered the path"),
        ({"status": "cancelled"}, "The run was cancelled."),
        ({"taken_up": 2}, "taken up again 2 times"),
        ({"is_eager": True}, "no worker is set up here"),
        ({"manifest": {"left_out": ["LH-01", "QN-01"]}}, "Left out"),
    ],
)
def test_run_detail_says_how_far_the_run_has_come(as_consultant, cast, version, fields, told):
    run = make_run(version, [cast.park], by=cast.consultant, **fields)
    html = as_consultant.get(page("run_detail", run)).content.decode()

    assert told in html
    assert cast.foreign_park.name not in html


def test_run_detail_offers_to_start_again_what_came_to_nothing(as_consultant, cast, version):
    run = make_run(version, [cast.park], by=cast.consultant, status="failed", title="A & B")
    again = f"{CREATE}?version={version.pk}&period=2025-Q1&title=A+%26+B&step=parks"
    assert again.replace("&", "&amp;") in as_consultant.get(page("run_detail", run)).text
    assert as_consultant.get(again).context["step"].name == "parks"


def test_run_detail_is_asked_again_while_the_run_goes_on(as_consultant, cast, version):
    run = make_run(version, [cast.park], by=cast.consultant, status="running")
    address = page("run_detail", run)
    assert 'hx-trigger="every 2s"' in as_consultant.get(address).content.decode()

    part = as_consultant.get(address, **HTMX)
    assert "<html" not in part.content.decode()
    assert "HX-Refresh" not in part.headers

    Run.objects.update(status="done")
    assert as_consultant.get(address, **HTMX).headers["HX-Refresh"] == "true"


def test_run_detail_takes_up_a_run_that_is_lost(as_consultant, cast, version):
    long_ago = clock.now() - timedelta(hours=1)
    fields = {"status": "queued", "frozen_at": None, "started_at": long_ago, "seen_at": long_ago}
    run = make_run(version, [cast.park], by=cast.consultant, **fields)
    as_consultant.get(page("run_detail", run))

    run.refresh_from_db()
    assert run.taken_up == 1


@pytest.mark.parametrize("role", ["editor", "observer", "administrator", "stranger"])
def test_run_detail_is_not_there_for_others(client, cast, version, role):
    run = make_run(version, [cast.park], by=cast.consultant)
    client.force_login(cast.person(role))

    assert client.get(page("run_detail", run)).status_code == 404


def test_run_cancel_stops_a_run(as_consultant, cast, version):
    run = make_run(version, [cast.park], by=cast.consultant, status="running", finished_at=None)
    assert page("run_cancel", run) in as_consultant.get(page("run_detail", run)).content.decode()

    assert as_consultant.post(page("run_cancel", run)).url == page("run_detail", run)

    run.refresh_from_db()
    assert (run.status, run.cancelled_by) == ("cancelled", cast.consultant)


def test_run_cancel_is_for_who_started_it_and_for_authorities(client, cast, version):
    run = make_run(version, [cast.park], by=cast.consultant, status="running")
    client.force_login(cast.reviewer)

    assert page("run_cancel", run) not in client.get(page("run_detail", run)).content.decode()
    assert client.post(page("run_cancel", run)).status_code == 403


# A park in a run


@pytest.mark.parametrize("count", [1, 3])
def test_run_park_takes_the_same_queries_for_any_number(
    as_consultant, cast, version, django_assert_num_queries, count
):
    run = make_run(version, more_parks(cast, count), by=cast.consultant)
    with django_assert_num_queries(PARK_QUERIES):
        html = as_consultant.get(page("run_park", run, "LH-01")).content.decode()

    assert "This park has no standing scores in this quarter." in html


def test_run_park_stands_beside_the_standing_scores(as_consultant, cast, scored):
    version = scored.standing_quarters.first().version
    weights = make_weights_set(version, name="Panel", weights={"sorting": 9.0}, by=cast.consultant)
    run = make_run(version, [scored], by=cast.consultant, weights=weights)
    html = as_consultant.get(page("run_park", run, scored.code)).content.decode()

    assert "The run weighs by the set “Panel”" in html
    assert "81.8 %" in html.replace("\xa0", " ")


def test_run_park_is_not_there_for_a_park_out_of_sight(client, cast, version):
    far = make_park("PR-01", cast.province)
    run = make_run(version, [cast.park, far], by=cast.consultant)
    client.force_login(cast.reviewer)

    assert client.get(page("run_park", run, "LH-01")).status_code == 200
    assert client.get(page("run_park", run, "PR-01")).status_code == 404


# Export


def test_run_export_holds_the_parks_in_sight_only(client, cast, version):
    run = make_run(version, [cast.park, make_park("PR-01", cast.province)], by=cast.consultant)
    client.force_login(cast.reviewer)
    for form in ("csv", "json"):
        text = client.get(page("run_export", run), {"format": form}).getvalue().decode()
        assert "LH-01" in text
        assert "PR-01" not in text


@pytest.mark.parametrize("fields", [{"status": "running"}, {"status": "failed"}])
def test_run_export_is_of_a_run_that_is_done(as_consultant, cast, version, fields):
    run = make_run(version, [cast.park], by=cast.consultant, **fields)

    assert as_consultant.get(page("run_export", run)).url == page("run_detail", run)


# Comparison


def test_run_compare_asks_for_two_runs(as_consultant, cast, version):
    assert "Choose two runs" in as_consultant.get(COMPARE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_run_compare_takes_the_same_queries_for_any_number(
    as_consultant, cast, version, django_assert_num_queries, count
):
    parks = more_parks(cast, count)
    a, b = (make_run(version, parks, by=cast.consultant) for _number in range(2))
    with django_assert_num_queries(COMPARE_QUERIES):
        html = as_consultant.get(COMPARE, {"a": a.pk, "b": b.pk}).content.decode()

    assert f"of {count} that you see" in html


def test_run_compare_says_what_moved_and_why(as_consultant, cast, version):
    weights = make_weights_set(version, name="Panel", weights={"sorting": 9.0}, by=cast.consultant)
    a = make_run(version, [cast.park], by=cast.consultant)
    changed = {"LH-01": {"positioning": 58.0}}
    b = make_run(
        version,
        [cast.park],
        by=cast.consultant,
        weights=weights,
        scores=changed,
        values={"LH-01": {"vacancy": 4.0}},
    )
    html = as_consultant.get(COMPARE, {"a": a.pk, "b": b.pk}).content.decode()

    assert "Other weights below: Positioning." in html
    assert "1 other value" in html
    assert '<span class="vh">up by </span>8.0' in html


@pytest.mark.parametrize("asked", [{"a": "x", "b": "1"}, {"a": "1", "b": "99999"}])
def test_run_compare_knows_no_run_out_of_sight(as_consultant, asked):
    assert as_consultant.get(COMPARE, asked).status_code == 404
