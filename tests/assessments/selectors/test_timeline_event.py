"""An event says of what kind it is."""

from datetime import UTC, datetime

from django.utils import translation

from assessments.selectors.timeline_event import Event


def test_an_event_names_its_kind():
    event = Event("meeting", "meeting", datetime(2026, 1, 1, tzinfo=UTC), "", "It was held.")
    with translation.override("en"):
        assert event.kind_title == "Meetings"
