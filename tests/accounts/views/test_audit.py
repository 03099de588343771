"""Administrators read the trail; it does not exist for anybody else."""

import pytest
from django.urls import reverse

from accounts import audit

LIST = reverse("accounts:audit_list")


def test_audit_list_does_not_exist_for_others(signed_in):
    assert signed_in.get(LIST).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_audit_list_costs_the_same_for_any_number(
    administration, person, rows, django_assert_num_queries
):
    for _number in range(rows):
        audit.record("user.update", by=person, on=person)
    with django_assert_num_queries(8):  # session, user, roles, chains, actions, people, count, rows
        page = administration.get(LIST)
    assert page.content.decode().count("was changed.</td>") == rows


@pytest.mark.parametrize(
    ("asked", "entries"),
    [({}, 2), ({"action": "user.add"}, 1), ({"chain": "park:9"}, 0), ({"person": "x"}, 2)],
)
def test_audit_list_shows_what_is_asked_for(administration, person, asked, entries):
    audit.record("user.update", by=person, on=person)
    audit.record("user.add", by=None, on=person)
    page = administration.get(LIST, asked)
    assert page.status_code == 200
    assert page.context["page"].paginator.count == entries
