"""The trail is filtered by chain, action and person, newest first."""

from accounts import audit
from accounts.selectors.audit_list import audit_list
from tests.factories import make_park


def test_the_newest_entry_comes_first(administrator, person):
    audit.record("user.add", by=administrator, on=person)
    audit.record("user.update", by=person, on=person)
    shown = audit_list(administrator, filters={}, page="1")
    assert [entry.action for entry in shown.page] == ["user.update", "user.add"]
    assert shown.actions == [
        ("user.add", "The account … was made."),
        ("user.update", "The account … was changed."),
    ]


def test_each_filter_narrows(administrator, person):
    park = make_park()
    audit.record("user.add", by=administrator, on=person)
    audit.record("park.add", by=person, on=park)
    for filters in ({"chain": f"park:{park.pk}"}, {"action": "park.add"}, {"person": person}):
        shown = audit_list(administrator, filters=filters, page="1")
        assert [entry.action for entry in shown.page] == ["park.add"]


def test_others_see_nothing_not_even_what_there_is_to_choose(administrator, person):
    audit.record("user.add", by=administrator, on=person)
    shown = audit_list(person, filters={}, page="1")
    assert (list(shown.page), shown.chains, shown.actions) == ([], [], [])


def test_details_are_told_in_words(administrator, person):
    changed = {
        "name": {"from": "Li", "to": "Li Na"},
        "is_administrator": {"from": False, "to": True},
    }
    audit.record("user.update", by=person, on=person, changed=changed, days=30)
    (line,) = audit_list(administrator, filters={}, page="1").lines
    assert line.details == [
        ("days", "30"),
        ("name", "Li → Li Na"),
        ("administrator", "no → yes"),
    ]


def test_details_of_acts_in_parks_are_not_for_administrators(administrator, person):
    """They see names of parks and no drafts, and the values of an entry may be a draft's."""
    audit.record("entry.save", by=person, on=make_park(), value=42)
    (line,) = audit_list(administrator, filters={}, page="1").lines
    assert line.details == []
