"""The page that explains a score."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.services.reporting import open_due_reports
from assessments.services.scoring import follow_change
from governance.measures import MEASURES
from governance.measures.supervision import SUPERVISION_MEASURES
from governance.models import Entry
from tests.assessments.small import QUARTER, at, enter, file, publish


@pytest.fixture
def scored(cast):
    """A park with the year 2024, the months and the first quarter of 2025 accepted."""
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2024", {"land": 100.0})
        for month in ("2025-01", "2025-02", "2025-03"):
            file(cast, month, {"tax": 200.0})
        file(cast, "2025-Q1", QUARTER)
    return cast.park


def page(client, user, park, node, **query):
    client.force_login(user)
    return client.get(reverse("assessments:why", args=[park.code, node]), query)


def test_why_leads_from_the_goal_down_to_the_people_behind_the_value(client, cast, scored):
    answer = page(client, cast.observer, scored, "vacancy")
    html = answer.content.decode()

    assert answer.status_code == 200
    for text in ("75.0", "Editor", "Lead", "Reviewer", "LH-01 2025-Q1 r1", "verified", "Sorting"):
        assert text in html


def test_why_leads_from_a_register_s_value_to_the_records_behind_it(
    client, cast, scored, monkeypatch
):
    measure = SUPERVISION_MEASURES["findings_closed_on_time"]
    monkeypatch.setitem(MEASURES, "vacancy", measure)
    read = Entry.objects.filter(indicator__code="vacancy")
    read.update(source="register", part=1.0, whole=10.0, changed_by=None)
    html = page(client, cast.observer, scored, "vacancy").content.decode()
    address = reverse("governance:measure_detail", args=[scored.code, "vacancy", "2025-Q1"])

    assert "Read from the platform" in html
    assert "1 of 10 findings were rectified and closed by their deadline." in html
    assert f'href="{address}"' in html
    assert client.get(address).status_code == 200


def test_why_writes_a_formula_out_with_its_numbers(client, cast, scored):
    html = page(client, cast.observer, scored, "tax_per_mu").content.decode()

    assert "600 ÷ 100 = 6" in html
    assert "(6 − 0) ÷ (10 − 0) × 100" in html
    assert html.count("Filed by <b>Editor</b>") == 4


def test_why_of_a_node_shows_its_parts(client, cast, scored):
    html = page(client, cast.observer, scored, "positioning").content.decode()

    assert "Sorting" in html
    assert "Piloting" in html
    assert "0.3333 × 67.50 + 0.6667 × 100.00" in html


def test_why_of_what_is_not_asked_yet_says_so(client, cast, scored):
    html = page(client, cast.observer, scored, "equality").content.decode()

    assert "Not yet asked" in html


def test_why_shows_an_earlier_quarter(client, cast, scored):
    with at("2025-07-03"):
        open_due_reports()
        file(cast, "2025-Q2", {**QUARTER, "vacancy": 20.0})
    assert "scored 50.0" in page(client, cast.observer, scored, "vacancy").content.decode()
    earlier = page(client, cast.observer, scored, "vacancy", period="2025-Q1").content.decode()
    assert "scored 75.0" in earlier


def test_why_says_when_the_score_was_recorded_not_when_it_was_last_confirmed(client, cast, scored):
    with at("2025-07-03"):
        follow_change([scored], date(2025, 1, 1))
    html = page(client, cast.observer, scored, "vacancy", period="2025-Q1").content.decode()
    chain = html[html.index("Scored by") :]
    assert "Apr" in chain[:200]
    assert "Jul" not in chain[:200]


@pytest.mark.parametrize(("node", "expected"), [("positioning", 14), ("tax_per_mu", 17)])
def test_why_takes_as_many_queries_however_much_is_on_record(
    client, cast, scored, node, expected, django_assert_num_queries
):
    page(client, cast.observer, scored, node)
    address = reverse("assessments:why", args=[scored.code, node])
    with django_assert_num_queries(expected):
        client.get(address)
    with at("2025-07-03"):
        open_due_reports()
        for month in ("2025-04", "2025-05", "2025-06"):
            file(cast, month, {"tax": 100.0})
        file(cast, "2025-Q2", QUARTER)
    with django_assert_num_queries(expected):
        client.get(address)


@pytest.mark.parametrize("role", ["stranger", "administrator"])
def test_why_does_not_exist_for_those_without_a_role(client, cast, scored, role):
    assert page(client, cast.person(role), scored, "vacancy").status_code == 404


def test_why_of_an_unknown_node_or_quarter_is_not_found(client, cast, scored):
    assert page(client, cast.observer, scored, "nothing").status_code == 404
    assert page(client, cast.observer, scored, "vacancy", period="2020-Q1").status_code == 404
