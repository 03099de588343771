"""The demo lists its active people; elsewhere nobody is listed."""

from django.utils import translation

from accounts.selectors.demo_accounts import demo_accounts
from tests.factories import make_user


def test_nobody_is_listed_outside_the_demo(person):
    assert demo_accounts() == []


def test_the_demo_lists_active_people_with_their_position(person, settings):
    settings.DEMO = True
    make_user("Gone", is_active=False)
    person.position_en, person.position_zh = "Editor", "填报员"
    person.save()
    assert [(a.email, a.name, a.position) for a in demo_accounts()] == [
        ("li.na@example.org", "Li Na", "Editor")
    ]
    with translation.override("zh-hans"):
        assert demo_accounts()[0].position == "填报员"
