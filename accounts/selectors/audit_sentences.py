"""What the actions of the audit trail are called: one sentence each, in the reader's language; and their details in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.choices import Scope
from accounts.models import AuditEntry

SENTENCES = {
    "user.add": gettext_lazy("The account %(target)s was made."),
    "user.update": gettext_lazy("The account %(target)s was changed."),
    "user.deactivate": gettext_lazy("The account %(target)s was closed."),
    "user.reactivate": gettext_lazy("The account %(target)s was opened again."),
    "user.invite": gettext_lazy("%(target)s was invited to set a password."),
    "user.set_password": gettext_lazy("%(target)s set a password."),
    "token.create": gettext_lazy("The API token %(target)s was made."),
    "token.revoke": gettext_lazy("The API token %(target)s was revoked."),
    "webhook.create": gettext_lazy("The webhook %(target)s was made."),
    "webhook.end": gettext_lazy("The webhook %(target)s was ended."),
    "webhook.update": gettext_lazy("The webhook %(target)s was changed."),
    "webhook.pause": gettext_lazy("The webhook %(target)s was paused after failed deliveries."),
    "webhook.resume": gettext_lazy("The webhook %(target)s goes on."),
    "webhook.rotate": gettext_lazy("The webhook %(target)s got a new secret."),
    "webhook.resend": gettext_lazy("A delivery of the webhook %(target)s was sent again."),
    "park.create": gettext_lazy("The park %(target)s was entered in the register."),
    "park.update": gettext_lazy("The register entry of the park %(target)s was changed."),
    "park_register.upload": gettext_lazy("A register of parks was uploaded: %(target)s."),
    "park_register.import": gettext_lazy("A register of parks was imported: %(target)s."),
    "park_register.export": gettext_lazy("The register of parks was exported."),
    "observation.export": gettext_lazy("The history of facts of %(target)s was exported."),
    "audit.export": gettext_lazy("The audit trail of %(target)s was exported."),
    "history.import": gettext_lazy("Accepted history was imported: %(target)s."),
    "region.create": gettext_lazy("The region %(target)s was made."),
    "grant.create": gettext_lazy("A role was granted: %(target)s."),
    "grant.end": gettext_lazy("A role was ended: %(target)s."),
    "period.change_deadline": gettext_lazy("The deadline of the period %(target)s was changed."),
    "calendar.set": gettext_lazy("The day %(target)s was set in the calendar of working days."),
    "calendar.end": gettext_lazy(
        "The day %(target)s is no longer set in the calendar of working days."
    ),
    "path.enter": gettext_lazy("The entry into the path was decided: %(target)s."),
    "gate.decide": gettext_lazy("A gate was decided on: %(target)s."),
    "gate.revoke": gettext_lazy("The decision on a gate was revoked: %(target)s."),
    "report.create": gettext_lazy("The report %(target)s was opened for filing."),
    "report.supplement": gettext_lazy("The supplementary form %(target)s was opened."),
    "report.narrate": gettext_lazy("The narrative of the report %(target)s was changed."),
    "report.submit": gettext_lazy("The report %(target)s was submitted."),
    "report.withdraw": gettext_lazy("The report %(target)s was withdrawn."),
    "report.open": gettext_lazy("The review of the report %(target)s began."),
    "report.return": gettext_lazy("The report %(target)s was returned."),
    "report.accept": gettext_lazy("The report %(target)s was accepted."),
    "report.reopen": gettext_lazy("The report %(target)s was reopened."),
    "entry.write": gettext_lazy("A value of the report %(target)s was written."),
    "note.add": gettext_lazy("A note was added to the report %(target)s."),
    "evidence.add": gettext_lazy("Evidence was added: %(target)s."),
    "evidence.remove": gettext_lazy("Evidence was removed: %(target)s."),
    "evidence.read": gettext_lazy("Evidence was opened: %(target)s."),
    "form.install": gettext_lazy("A report form was installed: %(target)s."),
    "framework.load": gettext_lazy("The framework %(target)s was loaded as a draft."),
    "framework.publish": gettext_lazy("The framework %(target)s was published."),
    "assignment.create": gettext_lazy("A framework was assigned: %(target)s."),
    "weights.create": gettext_lazy("The weights set %(target)s was made."),
    "weights.change": gettext_lazy("The weights set %(target)s was changed."),
    "run.start": gettext_lazy("The assessment run %(target)s was started."),
    "run.cancel": gettext_lazy("The assessment run %(target)s was cancelled."),
    "run.finish": gettext_lazy("The assessment run %(target)s was finished."),
    "run.fail": gettext_lazy("The assessment run %(target)s failed."),
    "run.export": gettext_lazy("The assessment run %(target)s was exported."),
    "portfolio.export": gettext_lazy("The portfolio was exported."),
    "view.save": gettext_lazy("The view %(target)s was saved."),
    "view.delete": gettext_lazy("The view %(target)s was removed."),
}
NOTHING = "–"
DETAILS = {
    "after": gettext_lazy("after"),
    "before": gettext_lazy("before"),
    "days": gettext_lazy("days"),
    "email": gettext_lazy("e-mail"),
    "entered_on": gettext_lazy("entered on"),
    "framework": gettext_lazy("framework"),
    "from_period": gettext_lazy("from period"),
    "from_stage": gettext_lazy("from stage"),
    "indicator": gettext_lazy("indicator"),
    "is_administrator": gettext_lazy("administrator"),
    "language": gettext_lazy("language"),
    "name": gettext_lazy("name"),
    "next_revision": gettext_lazy("next revision"),
    "parks": gettext_lazy("parks"),
    "period": gettext_lazy("period"),
    "reason": gettext_lazy("reason"),
    "revision": gettext_lazy("revision"),
    "role": gettext_lazy("role"),
    "rows": gettext_lazy("rows"),
    "scope": gettext_lazy("scope"),
    "stage": gettext_lazy("stage"),
    "text": gettext_lazy("text"),
    "title": gettext_lazy("title"),
    "to_stage": gettext_lazy("to stage"),
    "url": gettext_lazy("address"),
    "verdict": gettext_lazy("decision"),
    "version": gettext_lazy("version"),
}
# Codes among the details that have a word of their own, by the name of the detail.
WORDS: dict[tuple[str, str], Any] = {
    **{("scope", scope.value): scope.label for scope in Scope},
    ("verdict", "pass"): pgettext_lazy("gate decision", "Passed"),
    ("verdict", "refuse"): pgettext_lazy("gate decision", "Refused"),
    ("verdict", "defer"): pgettext_lazy("gate decision", "Deferred"),
}


def sentence_of(entry: AuditEntry) -> str:
    """Say what an entry records."""
    return _said(entry.action, entry.target_label)


def action_title(action: str) -> str:
    """Name an action to choose it by: its sentence with the thing left open."""
    return _said(action, "…")


def details_of(entry: AuditEntry) -> list[tuple[str, str]]:
    """Return the details of an entry, each with its name, in the order of the names."""
    return sorted(_details(entry))


def _said(action: str, target: str) -> str:
    sentence = SENTENCES.get(action)
    if sentence is None:
        unknown = _("“%(action)s” on %(target)s.")
        return unknown % {"action": action, "target": target}
    return sentence % {"target": target}


def _details(entry: AuditEntry) -> Iterator[tuple[str, str]]:
    for name, value in entry.details.items():
        if name == "changed":
            for field, change in value.items():
                yield _word(field), f"{_text(change['from'])} → {_text(change['to'])}"
        elif isinstance(value, str) and (name, value) in WORDS:
            yield _word(name), str(WORDS[name, value])
        elif value not in ("", None):
            yield _word(name), _text(value)


def _word(name: str) -> str:
    return str(DETAILS.get(name, name))


def _text(value: Any) -> str:
    """Write a value as people read it: the parts of a list that are there, the fields of a mapping by name."""
    if isinstance(value, list):
        parts = [_text(one) for one in value if one not in ("", None)]
        return ", ".join(parts) or NOTHING
    if isinstance(value, dict):
        fields = [f"{_word(name)} {_text(one)}" for name, one in value.items()]
        return ", ".join(fields) or NOTHING
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
