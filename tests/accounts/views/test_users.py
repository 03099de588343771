"""Administrators manage people; for everybody else these pages do not exist."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, User
from tests.factories import make_user

LIST = reverse("accounts:user_list")
CREATE = reverse("accounts:user_create")
NEW = {"email": "chen.yu@example.org", "name": "Chen Yu", "language": "zh-hans"}
PAGES = [("user_list", False), ("user_create", False), ("user_detail", True)]
ACTS = ["user_deactivate", "user_reactivate", "user_invite"]


def address(name, person):
    return reverse(f"accounts:{name}", args=[person.pk])


@pytest.mark.parametrize(("name", "is_about_one"), PAGES)
def test_user_pages_do_not_exist_for_others(signed_in, person, name, is_about_one):
    url = reverse(f"accounts:{name}", args=[person.pk] if is_about_one else [])
    assert signed_in.get(url).status_code == 404
    assert signed_in.post(url).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_user_acts_do_not_exist_for_others(signed_in, person, name):
    assert signed_in.post(address(name, person)).status_code == 404
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_user_list_costs_the_same_for_any_number(administration, rows, django_assert_num_queries):
    for _number in range(rows):
        make_user()
    with django_assert_num_queries(5):  # session, user, roles, count, rows
        page = administration.get(LIST).content.decode()
    assert page.count("Person ") >= rows


def test_user_list_finds_by_name_and_address(administration, person):
    make_user("Chen Yu", email="cy@example.org")
    for asked in ("li na", "LI.NA@"):
        page = administration.get(LIST, {"q": asked}).content.decode()
        assert "Li Na" in page
        assert "Chen Yu" not in page
    assert administration.get(LIST, {"q": "nobody"}).status_code == 200


def test_user_create_adds_and_invites(
    administration, mailoutbox, django_capture_on_commit_callbacks
):
    assert administration.get(CREATE).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        response = administration.post(CREATE, NEW)
    user = User.objects.get(email="chen.yu@example.org")
    assert response.url == address("user_detail", user)
    assert (user.language, user.is_administrator) == ("zh-hans", False)
    assert mailoutbox[0].to == ["chen.yu@example.org"]


def test_user_create_says_that_an_address_is_taken(administration, person):
    response = administration.post(CREATE, {**NEW, "email": "LI.NA@example.org"})
    assert response.status_code == 422
    assert "already here" in response.content.decode()


def test_user_detail_changes_a_person(administration, person):
    url = address("user_detail", person)
    assert administration.get(url).status_code == 200
    changed = {"name": "Li Na", "language": "en", "position_en": "Reviewer, Hengtang District"}
    assert administration.post(url, changed).url == url
    person.refresh_from_db()
    assert person.position_en == "Reviewer, Hengtang District"
    assert administration.post(url, {**changed, "name": ""}).status_code == 422


def test_user_detail_keeps_the_last_administrator(administration, administrator):
    url = address("user_detail", administrator)
    response = administration.post(url, {"name": "Sun Wei", "language": "en"})
    assert response.status_code == 422
    assert "last administrator" in response.content.decode()


def test_user_deactivate_ends_the_session(administration, person):
    theirs = type(administration)()
    theirs.force_login(person)
    url = address("user_deactivate", person)
    assert administration.post(url).url == address("user_detail", person)
    assert theirs.get(reverse("accounts:account_detail")).status_code == 302


def test_user_deactivate_says_why_not(administration, administrator):
    response = administration.post(address("user_deactivate", administrator), follow=True)
    assert "last administrator" in response.content.decode()


def test_user_reactivate_lets_in_again(administration, db):
    gone = make_user("Gone", is_active=False)
    administration.post(address("user_reactivate", gone))
    gone.refresh_from_db()
    assert gone.is_active


def test_user_invite_sends_the_mail_again(
    administration, person, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        administration.post(address("user_invite", person))
    assert mailoutbox[0].to == [person.email]
