"""The details of an entry are told in the order in which they are read, codes by their words."""

import pytest
from django.utils import translation

from accounts import audit
from accounts.selectors.audit_details import details_of, indicator_of


@pytest.fixture
def told(person):
    """Record an act with details and return them as they are told."""

    def tell(*, titles=None, **details):
        entry = audit.record("planet.move", by=person, on=person, **details)
        entry.refresh_from_db()
        return details_of(entry, titles)

    return tell


def test_details_are_in_reading_order_and_empty_ones_left_out(told):
    shown = told(sha256="abc", reason="", text="Checked.", after=[2, "", "Late."], before=[1.5, ""])
    assert shown == [
        ("before", "1.5"),
        ("after", "2, Late."),
        ("text", "Checked."),
        ("sha256", "abc"),
    ]


def test_an_indicator_is_told_by_its_title(told):
    assert told(indicator="vacancy_rate", before=[], titles={"vacancy_rate": "Vacancy rate"}) == [
        ("indicator", "Vacancy rate"),
        ("before", "–"),
    ]
    assert told(indicator="gone") == [("indicator", "gone")]


def test_only_a_text_is_an_indicator(person):
    entries = [
        audit.record("planet.move", by=person, on=person, **details)
        for details in ({"indicator": "vacancy_rate"}, {"indicator": 3}, {})
    ]
    assert [indicator_of(one) for one in entries] == ["vacancy_rate", "", ""]


def test_fields_that_changed_are_told_before_and_after(told):
    changed = {
        "is_active": {"from": True, "to": False},
        "url": {"from": "https://a.example/", "to": "https://b.example/"},
        "events": {"from": [], "to": ["run_done", "gate_decided"]},
    }
    assert told(changed=changed) == [
        ("address", "https://a.example/ → https://b.example/"),
        ("events", "– → A run is done, A gate was decided"),
        ("active", "yes → no"),
    ]


def test_fields_that_changed_may_be_names_alone(told):
    """So they were once recorded for webhooks."""
    assert told(changed=["is_active", "pause_reason"]) == [("changed", "is_active, pause_reason")]


def test_a_mapping_is_told_field_by_field(told):
    fields = {"locks_on": "2026-11-14", "due_on": "2026-10-15", "moons": 1200}
    assert told(after=fields) == [("after", "due on 2026-10-15, locks on 2026-11-14, moons 1,200")]


def test_codes_are_told_in_words(told):
    assert told(verdict="defer") == [("decision", "Deferred")]
    with translation.override("zh-hans"):
        assert told(verdict="defer") == [("决定", "暂缓")]
