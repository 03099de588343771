"""The page of the matrix."""

import pytest
from django.urls import reverse

from tests.factories import make_park
from tests.governance.policies_for_tests import make_policy

MATRIX = reverse("governance:policy_coverage")
EXPORT = reverse("governance:policy_coverage_export")


def test_policy_coverage_leads_to_the_policies_behind_each_figure(client, cast):
    make_policy("YJ-1", cast.district)
    client.force_login(cast.observer)
    page = client.get(MATRIX, {"day": "2026-06-01"}).content.decode()
    listed = reverse("governance:policy_list")
    assert f"{listed}?park=LH-01&amp;kind=finance_tax&amp;day=2026-06-01" in page
    assert "1 of 5" in page
    assert "QN-01" not in page


def test_policy_coverage_answers_htmx_with_its_table(client, cast):
    client.force_login(cast.observer)
    answer = client.get(MATRIX, {"region": "QN"}, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "No park is like this" in answer.content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_policy_coverage_has_a_constant_number_of_queries(
    client, cast, more, django_assert_num_queries
):
    for number in range(more):
        make_park(f"M-{number}", cast.district)
        make_policy(f"P-{number}", cast.district)
    client.force_login(cast.authority)
    with django_assert_num_queries(11):
        client.get(MATRIX)


def test_policy_coverage_export_gives_all_parks_in_sight(client, cast):
    make_policy("YJ-1", cast.district)
    client.force_login(cast.observer)
    answer = client.get(EXPORT, {"day": "2026-06-01", "format": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert answer.headers["X-Row-Count"] == "1"
    assert "LH-01" in text
    assert "QN-01" not in text
    assert client.get(EXPORT, {"format": "xlsx"}).headers["Content-Disposition"].endswith('.xlsx"')
