"""Every action of the trail has its sentence."""

import re
from pathlib import Path

from accounts import audit
from accounts.selectors.audit_sentences import SENTENCES, action_title, sentence_of
from governance.report_workflow import STEPS

ROOT = Path(__file__).parents[3]
APPS = ("accounts", "parks", "governance", "assessments")


def recorded():
    """Return the actions that the code records."""
    written = re.compile(r"\brecord\(\s*f?\"([a-z_]+\.[a-z_]+)\"")
    return {
        action
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        for action in written.findall(path.read_text())
    }


def test_every_action_that_is_recorded_has_a_sentence():
    expected = recorded() | {f"report.{step.name}" for step in STEPS}
    assert "user.add" in expected
    assert expected - set(SENTENCES) == set()


def test_an_entry_is_told_by_its_sentence(person):
    entry = audit.record("user.deactivate", by=person, on=person)
    assert sentence_of(entry) == f"The account {person} was closed."
    assert action_title("user.deactivate") == "The account … was closed."


def test_an_unknown_action_is_still_told(person):
    entry = audit.record("planet.move", by=person, on=person)
    assert sentence_of(entry) == f"“planet.move” on {person}."
