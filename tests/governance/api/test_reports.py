"""Reports in the API: what is listed, filtered, ordered, and what may be done next."""

from datetime import UTC, datetime

import pytest
from rest_framework.test import APIClient

from accounts import clock
from governance import report_workflow as workflow
from governance.services.reports import save_entry
from parks.choices import Role
from tests.factories import grant, make_park
from tests.governance.forms_for_tests import accept_filled, filled_report, small_form, small_report


def listed(user, **query):
    client = APIClient()
    client.force_authenticate(user)
    answer = client.get("/api/v1/reports", query)
    assert answer.status_code == 200, answer.data
    return [(one["park"], one["period"], one["revision"]) for one in answer.data["results"]]


def test_report_list_holds_what_one_may_see(cast):
    report = accept_filled(cast)
    workflow.reopen_report(report, by=cast.authority, reason="A slip.")
    both = [("LH-01", "2026-Q3", 2), ("LH-01", "2026-Q3", 1)]
    for name in ("editor", "lead", "reviewer", "authority"):
        assert listed(cast.person(name)) == both
    for name in ("observer", "consultant"):
        assert listed(cast.person(name)) == both[1:]
    for name in ("administrator", "stranger"):
        assert listed(cast.person(name)) == []


def test_report_list_is_filtered_and_ordered(cast):
    accept_filled(cast, "2026-Q2")
    small_report(cast.park)
    user = cast.reviewer
    newest_first = [("LH-01", "2026-Q3", 1), ("LH-01", "2026-Q2", 1)]
    assert listed(user) == newest_first
    assert listed(user, order="period") == newest_first[::-1]
    assert listed(user, status="accepted") == newest_first[1:]
    assert listed(user, period="2026-Q3", park="LH-01", region="YJ-HT") == newest_first[:1]
    assert listed(user, park="QN-01") == []
    assert listed(user, every="month") == []


@pytest.mark.parametrize("order", ["-period", "period", "park", "submitted"])
def test_report_list_is_walked_page_by_page_in_every_order(cast, order):
    """Two are not submitted yet: what is empty comes last."""
    form = small_form()
    for code in ("LH-02", "LH-03"):
        small_report(make_park(code, cast.district), form=form)
    accept_filled(cast, "2026-Q2")
    client = APIClient()
    client.force_authenticate(cast.reviewer)
    whole = listed(cast.reviewer, order=order)
    found, url, query = [], "/api/v1/reports", {"order": order, "page_size": 1}
    while url:
        page = client.get(url, query).json()
        found += [(one["park"], one["period"], one["revision"]) for one in page["results"]]
        url, query = page["next"], {}
    assert found == whole
    assert len(whole) == 3


def test_report_list_of_a_region_holds_what_lies_below_it(cast):
    small_report(cast.park)
    assert len(listed(cast.reviewer, region="YJ")) == 1
    assert listed(cast.reviewer, region="YJ-HT") == listed(cast.reviewer, region="YJ")
    assert listed(cast.reviewer, region="QN") == []


def test_report_list_refuses_an_unknown_status(cast):
    client = APIClient()
    client.force_authenticate(cast.editor)
    answer = client.get("/api/v1/reports", {"status": "lost"})
    assert (answer.status_code, answer.data["code"]) == (400, "invalid")


def test_report_list_costs_the_same_for_one_and_three(cast, django_assert_num_queries):
    form = small_form()
    small_report(cast.park, form=form)
    with django_assert_num_queries(1):
        assert len(listed(cast.editor)) == 1
    for code in ("LH-02", "LH-03"):
        park = make_park(code, cast.district)
        grant(cast.editor, Role.EDITOR, park=park)
        small_report(park, form=form)
    with django_assert_num_queries(1):
        assert len(listed(cast.editor)) == 3


def test_report_detail_says_what_may_be_done(cast, call):
    filled_report(cast.park, cast.editor)
    for name, expected in [("editor", {"edit"}), ("lead", {"edit", "submit"}), ("reviewer", set())]:
        data = call(name, "get").data
        assert {key[4:] for key, value in data.items() if key[:4] == "may_" and value} == expected
    entry = next(one for one in data["entries"] if one["indicator"] == "vacant")
    assert entry["titles"] == {"en": "Vacant floor space", "zh-hans": "指标vacant"}
    assert (entry["value"], entry["version"], entry["observation_revision"]) == (20.0, 1, None)


def test_report_detail_shows_the_revision_asked_for(cast, call):
    report = accept_filled(cast)
    draft = workflow.reopen_report(report, by=cast.authority, reason="A slip.")
    save_entry(draft, "floor", value=7, missing_reason="", note="", seen_version=0, by=cast.editor)
    assert call("editor", "get").data["revision"] == 2
    assert (
        call("editor", "get", data={"revision": 1}).data["entries"][1]["observation_revision"] == 1
    )
    assert call("observer", "get").data["revision"] == 1
    for revision in ("2", "3", "x"):
        assert call("observer", "get", data={"revision": revision}).status_code == 404


@pytest.mark.parametrize("name", ["observer", "administrator", "stranger"])
def test_report_detail_of_a_draft_does_not_exist_for_others(cast, call, name):
    small_report(cast.park)
    answer = call(name, "get")
    assert (answer.status_code, answer.data["code"]) == (404, "not_found")


def test_report_detail_takes_a_narrative_with_its_version(cast, call):
    small_report(cast.park)
    sent = {"narrative": "Hall 3 is done.", "version": 1}
    assert call("editor", "patch", data=sent).data["narrative_version"] == 2
    late = call("lead", "patch", data={"narrative": "No.", "version": 1})
    assert (late.status_code, late.data["theirs"]["text"]) == (412, "Hall 3 is done.")
    assert call("reviewer", "patch", data=sent).status_code == 403


def test_report_detail_costs_two_queries(cast, call, django_assert_num_queries):
    small_report(cast.park)
    with django_assert_num_queries(2):
        call("editor", "get")


def test_report_list_as_of_a_day_tells_reports_as_they_then_stood(cast):
    with clock.at(datetime(2026, 10, 5, tzinfo=UTC)):
        report = filled_report(cast.park, cast.editor)
        workflow.submit_report(report, by=cast.lead)
        workflow.open_review(report, by=cast.reviewer)
    with clock.at(datetime(2026, 10, 7, tzinfo=UTC)):
        workflow.accept_report(report, by=cast.reviewer)
    client = APIClient()
    client.force_authenticate(cast.reviewer)
    (row,) = client.get("/api/v1/reports", {"as_of": "2026-10-06"}).data["results"]
    assert (row["status"], row["accepted_at"], row["may_reopen"]) == ("in_review", None, False)
    assert row["submitted_by"] is not None
    assert listed(cast.observer, as_of="2026-10-06") == []
    assert listed(cast.observer, as_of="2026-10-07") == [("LH-01", "2026-Q3", 1)]
    assert client.get("/api/v1/reports", {"as_of": "2999-01-01"}).status_code == 400
