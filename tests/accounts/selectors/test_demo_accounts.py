"""The demo lists its active people; elsewhere nobody is listed."""

from django.utils import translation

from accounts.selectors.demo_accounts import LISTED_FIRST, DemoAccounts, demo_accounts
from tests.factories import make_user


def test_nobody_is_listed_outside_the_demo(person):
    assert demo_accounts() == DemoAccounts()


def test_the_demo_lists_active_people_with_their_position(person, settings):
    settings.DEMO = True
    make_user("Gone", is_active=False)
    person.position_en, person.position_zh = "Editor", "填报员"
    person.save()
    assert [(a.email, a.name, a.position) for a in demo_accounts().main] == [
        ("li.na@example.org", "Li Na", "Editor")
    ]
    with translation.override("zh-hans"):
        assert demo_accounts().main[0].position == "填报员"


def test_of_many_people_the_first_are_listed_and_all_others_stay_at_hand(db, settings):
    settings.DEMO = True
    names = [f"Person {number:02}" for number in range(LISTED_FIRST + 2)]
    for name in names:
        make_user(name)
    listed = demo_accounts()
    assert [one.name for one in (*listed.main, *listed.others)] == names
    assert len(listed.main) == LISTED_FIRST
