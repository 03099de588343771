"""The page of a measure."""

import pytest
from django.urls import reverse

from tests.governance.forms_for_tests import PERIOD, small_report
from tests.governance.measured import (
    MEASURED,
    accept_measured,
    closed_in_time,
    left_open,
    measure_entrances,
    measure_findings,
)
from tests.governance.supervised import in_october
from tests.parks.records_for_tests import make_record


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def as_person(client, cast):
    def sign_in(name):
        client.force_login(cast.person(name))
        return client

    return sign_in


def page_of(cast, indicator=MEASURED):
    return reverse("governance:measure_detail", args=[cast.park.code, indicator, PERIOD])


def test_measure_detail_shows_the_figure_in_words_and_its_records(cast, as_person, monkeypatch):
    measure_findings(monkeypatch)
    in_time = closed_in_time(cast, title="No rail at the ramp")
    left_open(cast, title="No lamp at the gate")
    accept_measured(cast)
    page = as_person("lead").get(page_of(cast)).content.decode()
    assert "1 of 2 findings were rectified and closed by their deadline." in page
    assert reverse("governance:finding_detail", args=[cast.park.code, in_time.code]) in page
    assert "No lamp at the gate" in page
    assert page.count("does not count") == 1
    assert "something else today" not in page


def test_measure_detail_tells_a_later_change_of_the_register(cast, as_person, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    accept_measured(cast)
    left_open(cast, title="No lamp at the gate")
    page = as_person("lead").get(page_of(cast)).content.decode()
    assert "something else today" in page
    assert "1 of 2 findings were rectified and closed by their deadline." in page
    assert "are not for you to see" not in page
    observed = as_person("observer").get(page_of(cast)).content.decode()
    assert "1 of 1 findings" in observed
    assert "something else today" not in observed
    assert "No lamp at the gate" not in observed


def test_measure_detail_says_which_events_were_absent(cast, as_person, monkeypatch):
    measure_entrances(monkeypatch)
    small_report(cast.park)
    page = as_person("editor").get(page_of(cast)).content.decode()
    assert "No public entrance or stop was in service on the last day of the period." in page
    assert "Nothing is accepted for this period yet." in page


def test_measure_detail_with_nothing_behind_it_says_so_to_each(cast, as_person, monkeypatch):
    measure_findings(monkeypatch)
    left_open(cast)
    accept_measured(cast)
    observed = as_person("observer").get(page_of(cast)).content.decode()
    assert "The records behind this figure are not for you to see." in observed
    measure_entrances(monkeypatch)
    page = as_person("observer").get(page_of(cast)).content.decode()
    assert "are not for you to see" not in page
    assert page.count("No public entrance or stop was in service") == 2


def test_measure_detail_is_not_found_by_others(cast, as_person, monkeypatch):
    measure_findings(monkeypatch)
    accept_measured(cast)
    assert as_person("stranger").get(page_of(cast)).status_code == 404
    assert as_person("lead").get(page_of(cast, "vacant")).status_code == 404


def test_measure_detail_costs_the_same_for_one_and_three(
    cast, as_person, monkeypatch, django_assert_num_queries
):
    measure_entrances(monkeypatch)
    make_record("facilities", cast.park, by=cast.editor, kind="entrance")
    accept_measured(cast)
    client = as_person("lead")
    client.get(page_of(cast))
    for more in (2, 0):
        with django_assert_num_queries(11):
            client.get(page_of(cast))
        for _number in range(more):
            make_record("facilities", cast.park, by=cast.editor, kind="entrance")
