"""The pages of reports: list, grid, whole-grid saving, narrative, copying last values forward."""

import pytest
from django.urls import reverse

from governance import report_workflow as workflow
from governance.models import StageReport
from governance.services.reports import save_entry
from tests.governance.forms_for_tests import (
    PERIOD,
    accept_filled,
    filled_report,
    in_october,
    small_report,
)
from tests.governance.measured import (
    MEASURED,
    accept_measured,
    closed_in_time,
    left_open,
    measure_findings,
)


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def url(name, cast, *more, park=None):
    return reverse(f"governance:{name}", args=[(park or cast.park).code, PERIOD, *more])


@pytest.fixture
def as_person(client, cast):
    def sign_in(name):
        client.force_login(cast.person(name))
        return client

    return sign_in


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("editor", 200),
        ("reviewer", 200),
        ("observer", 200),
        ("administrator", 200),
        ("stranger", 404),
    ],
)
def test_report_list_is_for_who_sees_the_park(cast, as_person, name, status):
    small_report(cast.park)
    answer = as_person(name).get(reverse("governance:report_list", args=[cast.park.code]))
    assert answer.status_code == status
    if status == 200:
        assert (b"/reports/2026-Q3/" in answer.content) == (name in {"editor", "reviewer"})


def test_report_list_costs_the_same_for_one_and_three(cast, as_person, django_assert_num_queries):
    client = as_person("editor")
    address = reverse("governance:report_list", args=[cast.park.code])
    small_report(cast.park)
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)
    small_report(cast.park, "2026-Q2")
    small_report(cast.park, "2026-Q1")
    with django_assert_num_queries(7):
        client.get(address)


@pytest.mark.parametrize("name", ["editor", "lead", "reviewer", "authority"])
def test_report_detail_of_a_draft_is_for_its_committee_and_reviewers(cast, as_person, name):
    small_report(cast.park)
    page = as_person(name).get(url("report_detail", cast), {"category": "all"})
    assert page.status_code == 200
    assert (b'name="value-employees"' in page.content) == (name in {"editor", "lead"})


@pytest.mark.parametrize("name", ["observer", "consultant", "administrator", "stranger"])
def test_report_detail_of_a_draft_does_not_exist_for_others(cast, as_person, name):
    small_report(cast.park)
    assert as_person(name).get(url("report_detail", cast)).status_code == 404


def test_report_detail_shows_the_newest_revision_that_one_may_see(cast, as_person):
    report = accept_filled(cast)
    draft = workflow.reopen_report(report, by=cast.authority, reason="A slip.")
    save_entry(
        draft, "floor", value=777, missing_reason="", note="", seen_version=0, by=cast.editor
    )
    everything = {"category": "all"}
    assert b"777" in as_person("editor").get(url("report_detail", cast), everything).content
    first = as_person("editor").get(url("report_detail", cast), {**everything, "revision": 1})
    assert b"777" not in first.content
    observer = as_person("observer")
    seen = observer.get(url("report_detail", cast), everything)
    assert seen.status_code == 200
    assert b"777" not in seen.content
    assert observer.get(url("report_detail", cast), {"revision": 2}).status_code == 404
    assert observer.get(url("report_detail", cast), {"revision": "x"}).status_code == 404


def test_report_detail_shows_a_reader_all_categories_and_the_way_to_the_scores(cast, as_person):
    accept_filled(cast)
    html = as_person("observer").get(url("report_detail", cast)).content.decode()
    for text in ("Vacant floor space", "Persons employed", 'class="category"'):
        assert text in html
    assert reverse("assessments:score_list", args=[cast.park.code]) + f"?period={PERIOD}" in html


def test_report_detail_computes_formulas_and_compares_with_the_last_period(cast, as_person):
    accept_filled(cast, "2026-Q2", vacant=30)
    filled_report(cast.park, cast.editor)
    page = as_person("editor").get(url("report_detail", cast), {"category": "all"})
    rows = {row.code: row for row in page.context["page"].rows}
    assert (rows["vacancy"].value, rows["vacancy"].last_value) == (20.0, 30.0)
    assert (rows["vacant"].last_value, rows["vacant"].change) == (30.0, -10.0)
    assert rows["vacant"].last_period == "2026-Q2"
    assert [row.code for row in page.context["page"].rows if row.is_item] == ["vacant", "floor"]
    assert b"self-reported" in page.content


def test_report_detail_says_why_a_report_was_returned(cast, as_person):
    report = filled_report(cast.park, cast.editor)
    workflow.submit_report(report, by=cast.lead)
    workflow.open_review(report, by=cast.reviewer)
    workflow.return_report(report, by=cast.reviewer, reason="Which firms are meant?")
    page = as_person("editor").get(url("report_detail", cast))
    assert b"Which firms are meant?" in page.content
    assert b"Returned" in page.content


@pytest.mark.parametrize("name", ["editor", "reviewer", "authority"])
def test_report_detail_costs_the_same_with_and_without_history(
    cast, as_person, django_assert_num_queries, name
):
    client = as_person(name)
    small_report(cast.park)
    client.get(url("report_detail", cast))
    with django_assert_num_queries(14):
        client.get(url("report_detail", cast))
    accept_filled(cast, "2026-Q2")
    accept_filled(cast, "2026-Q1")
    with django_assert_num_queries(14):
        client.get(url("report_detail", cast))


def typed(report, **values):
    posted = {}
    for code, value in values.items():
        posted |= {f"value-{code}": value, f"reason-{code}": "", f"seen-{code}": "0"}
    return posted


def test_report_save_saves_every_cell_without_javascript(cast, as_person):
    report = small_report(cast.park)
    posted = typed(
        report, vacant="\uff11\uff0c\uff12\uff13\uff14\uff0e\uff15", floor="2 000", employees=""
    )
    answer = as_person("editor").post(url("report_save", cast), posted)
    assert answer.status_code == 302
    values = dict(report.entries.values_list("indicator__code", "value"))
    assert values == {"vacant": 1234.5, "floor": 2000.0, "employees": None, "meetings": None}


def test_report_save_keeps_what_was_typed_and_saves_the_rest(cast, as_person):
    report = small_report(cast.park)
    posted = typed(report, vacant="plenty", floor="100", employees="1e999999")
    answer = as_person("editor").post(f"{url('report_save', cast)}?category=all", posted)
    assert answer.status_code == 422
    assert b"plenty" in answer.content
    assert b"1e999999" in answer.content
    assert report.entries.get(indicator__code="floor").value == 100


def test_report_save_shows_both_values_when_somebody_was_faster(cast, as_person):
    report = small_report(cast.park)
    save_entry(report, "vacant", value=5, missing_reason="", note="", seen_version=0, by=cast.lead)
    answer = as_person("editor").post(url("report_save", cast), typed(report, vacant="7"))
    assert answer.status_code == 422
    assert "Lead saved 5 while you typed “7”." in answer.content.decode()
    assert report.entries.get(indicator__code="vacant").value == 5


@pytest.mark.parametrize(
    ("name", "status"), [("reviewer", 403), ("observer", 404), ("stranger", 404)]
)
def test_report_save_is_for_the_committee(cast, as_person, name, status):
    report = small_report(cast.park)
    answer = as_person(name).post(url("report_save", cast), typed(report, vacant="1"))
    assert answer.status_code == status


def test_narrative_save_keeps_both_texts_apart(cast, as_person):
    small_report(cast.park)
    client = as_person("editor")
    posted = {"narrative": "We rebuilt hall 3.", "seen_narrative": 1}
    assert client.post(url("narrative_save", cast), posted).status_code == 302
    assert StageReport.objects.get().narrative == "We rebuilt hall 3."
    late = client.post(
        url("narrative_save", cast), {"narrative": "We rebuilt hall 4.", "seen_narrative": 1}
    )
    assert late.status_code == 412
    assert b"We rebuilt hall 3." in late.content
    assert b"We rebuilt hall 4." in late.content


def test_report_copy_forward_fills_only_what_is_empty(cast, as_person):
    accept_filled(cast, "2026-Q2")
    report = small_report(cast.park)
    save_entry(report, "floor", value=9, missing_reason="", note="", seen_version=0, by=cast.editor)
    assert as_person("editor").post(url("report_copy_forward", cast)).status_code == 302
    values = dict(report.entries.values_list("indicator__code", "value"))
    assert values == {"vacant": 20.0, "floor": 9.0, "employees": 50.0, "meetings": 2.0}


def test_report_detail_says_what_a_register_s_value_is_made_of(cast, as_person, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    left_open(cast)
    small_report(cast.park)
    page = as_person("editor").get(f"{url('report_detail', cast)}?category=all").content.decode()
    measure = reverse("governance:measure_detail", args=[cast.park.code, MEASURED, PERIOD])
    assert "1 of 2 findings were rectified and closed by their deadline." in page
    assert f'href="{measure}"' in page
    assert f"value-{MEASURED}" not in page


def test_report_detail_says_which_events_were_absent(cast, as_person, monkeypatch):
    measure_findings(monkeypatch)
    small_report(cast.park)
    page = as_person("editor").get(f"{url('report_detail', cast)}?category=all").content.decode()
    assert "No finding had its deadline in the month." in page


def test_report_detail_costs_the_same_with_a_register(
    cast, as_person, monkeypatch, django_assert_num_queries
):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    small_report(cast.park)
    client = as_person("editor")
    client.get(url("report_detail", cast))
    with django_assert_num_queries(14):
        client.get(url("report_detail", cast))


def test_report_detail_of_an_accepted_report_tells_what_the_register_says_now(
    cast, as_person, monkeypatch
):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    accept_measured(cast)
    assert b"A register now says something else" not in (
        as_person("lead").get(url("report_detail", cast)).content
    )
    left_open(cast)
    page = as_person("lead").get(url("report_detail", cast)).content.decode()
    assert "A register now says something else than this report." in page
    assert "1 of 2 findings were rectified and closed by their deadline." in page
    assert "counts once a new revision is accepted" in page
    observed = as_person("observer").get(url("report_detail", cast)).content.decode()
    assert "A register now says something else" not in observed
