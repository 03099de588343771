"""The pages of policies: list, export, one policy, adding, changing, striking off; those of a park."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from governance.models import Policy
from tests.factories import make_park
from tests.governance.policies_for_tests import make_policy

LIST = reverse("governance:policy_list")
FIELDS = {
    "code": "YJ-9",
    "kind": "own_land",
    "name_en": "Own land",
    "name_zh": "自有土地改造办法",
    "parks": "",
    "issuer": "Bureau of Land",
    "number": "2026-9",
    "url": "https://example.org/9",
    "in_force_from": "2026-03-01",
    "in_force_until": "",
}


@pytest.fixture
def as_person(client, cast):
    def signed_in(name):
        client.force_login(cast.person(name))
        return client

    return signed_in


@pytest.fixture
def policy(cast):
    return make_policy("YJ-1", cast.district, name_en="Subsidies", name_zh="补贴办法")


def at(name, code="YJ-1"):
    return reverse(f"governance:{name}", args=[code])


def fields(cast, **changed):
    return {**FIELDS, "region": cast.district.pk, **changed}


def test_policy_list_shows_what_one_may_see(as_person, cast, policy):
    make_policy("QN-P", cast.foreign_park.region)
    page = as_person("observer").get(LIST).content.decode()
    assert "Subsidies" in page
    assert "补贴办法" in page
    assert "QN-P" not in page
    assert reverse("governance:policy_create") not in page


def test_policy_list_answers_htmx_with_its_rows(as_person, policy):
    answer = as_person("observer").get(LIST, {"kind": "x"}, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "No policy is like this" in answer.content.decode()


def test_policy_list_gives_the_authority_the_first_step(as_person):
    assert "Add a policy" in as_person("authority").get(LIST).content.decode()
    assert "No policies yet" in as_person("editor").get(LIST).content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_policy_list_has_a_constant_number_of_queries(
    as_person, cast, more, django_assert_num_queries
):
    for number in range(more):
        make_policy(f"M-{number}", cast.district, parks=[cast.park])
    client = as_person("authority")
    with django_assert_num_queries(7):
        client.get(LIST)


def test_policy_export_gives_the_same_policies(as_person, policy):
    address = reverse("governance:policy_export")
    answer = as_person("observer").get(address, {"kind": "finance_tax"})
    assert b"YJ-1,finance_tax" in b"".join(answer.streaming_content)
    assert answer.headers["X-Row-Count"] == "1"
    workbook = as_person("observer").get(address, {"format": "xlsx"})
    assert workbook.headers["Content-Disposition"].endswith('.xlsx"')
    assert b"".join(workbook.streaming_content).startswith(b"PK")


def test_policy_create_adds_a_policy(as_person, cast):
    client = as_person("authority")
    assert client.get(reverse("governance:policy_create")).status_code == 200
    answer = client.post(reverse("governance:policy_create"), fields(cast, parks="lh-01"))
    assert answer.url == at("policy_detail", "YJ-9")
    assert [park.code for park in Policy.objects.get(code="YJ-9").parks.all()] == ["LH-01"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "YJ-1"}, "code"),
        ({"code": "a b"}, "code"),
        ({"kind": "gift"}, "kind"),
        ({"name_en": "", "name_zh": ""}, "name_en"),
        ({"parks": "QN-01"}, "parks"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"in_force_from": "soon"}, "in_force_from"),
        ({"in_force_until": "2026-02-01"}, "in_force_until"),
        ({"region": 999_999}, "region"),
    ],
)
def test_policy_create_names_what_is_wrong(as_person, cast, policy, changed, field):
    answer = as_person("authority").post(
        reverse("governance:policy_create"), fields(cast, **changed)
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}


@pytest.mark.parametrize("role", ["editor", "lead", "reviewer", "observer", "administrator"])
def test_policy_create_is_for_authorities(as_person, role):
    assert as_person(role).get(reverse("governance:policy_create")).status_code == 403


def test_policy_detail_shows_what_it_covers(as_person, policy, cast):
    page = as_person("observer").get(at("policy_detail")).content.decode()
    assert "Lianhe Old Machinery Park" in page
    assert at("policy_edit") not in page
    assert at("policy_edit") in as_person("authority").get(at("policy_detail")).content.decode()
    assert as_person("stranger").get(at("policy_detail")).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_policy_detail_has_a_constant_number_of_queries(
    as_person, cast, policy, more, django_assert_num_queries
):
    for number in range(more):
        make_park(f"M-{number}", cast.district)
    client = as_person("authority")
    with django_assert_num_queries(11):
        client.get(at("policy_detail"))


def test_policy_edit_changes_what_the_register_says(as_person, cast, policy):
    client = as_person("authority")
    assert client.get(at("policy_edit")).context["form"].initial["seen_version"] == 1
    answer = client.post(at("policy_edit"), fields(cast, seen_version=1))
    assert answer.status_code == 302
    policy.refresh_from_db()
    assert (policy.code, policy.kind, policy.version) == ("YJ-1", "own_land", 2)


def test_policy_edit_shows_what_somebody_else_changed_and_saves_on_the_second_press(
    as_person, cast, policy
):
    Policy.objects.update(version=2, issuer="Treasury")
    client = as_person("authority")
    answer = client.post(at("policy_edit"), fields(cast, seen_version=1))
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "Treasury" in page
    assert "Bureau of Land" in page
    assert 'name="seen_version" value="2"' in page
    assert client.post(at("policy_edit"), fields(cast, seen_version=2)).status_code == 302


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 403), ("reviewer", 403), ("stranger", 404)]
)
def test_policy_edit_is_the_authoritys(as_person, policy, role, status):
    assert as_person(role).get(at("policy_edit")).status_code == status


def test_policy_remove_takes_a_reason_and_keeps_the_page(as_person, policy):
    client = as_person("authority")
    refused = client.post(at("policy_remove"), {"reason": ""})
    assert refused.status_code == 422
    assert "Say why it is struck off." in refused.content.decode()
    page = client.post(at("policy_remove"), {"reason": "Twice."}, follow=True).content.decode()
    assert "Struck off" in page
    assert "Twice." in page
    assert at("policy_edit") not in page
    assert client.post(at("policy_remove"), {"reason": "Again."}).status_code == 409
    assert AuditEntry.objects.filter(action="policy.remove").count() == 1


def test_park_policy_list_shows_what_is_in_force_and_what_was(as_person, cast, policy):
    make_policy("YJ-OLD", cast.district, in_force_until="2026-03-02")
    answer = as_person("observer").get(at("park_policy_list", "LH-01"))
    page = answer.content.decode()
    assert "1 of 5 kinds of special policy in force" in page
    assert "No longer in force" in page
    assert as_person("stranger").get(at("park_policy_list", "LH-01")).status_code == 404
    assert as_person("administrator").get(at("park_policy_list", "LH-01")).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_park_policy_list_has_a_constant_number_of_queries(
    as_person, cast, more, django_assert_num_queries
):
    for number in range(more):
        make_policy(f"M-{number}", cast.district)
    client = as_person("observer")
    with django_assert_num_queries(6):
        client.get(at("park_policy_list", "LH-01"))
