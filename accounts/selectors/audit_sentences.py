"""What the actions of the audit trail are called: one sentence each, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    "record.create": gettext_lazy("The record %(target)s was entered in its register."),
    "record.change": gettext_lazy("The record %(target)s was changed."),
    "record.remove": gettext_lazy("The record %(target)s was struck off its register."),
    "records.upload": gettext_lazy("A file for a register was uploaded: %(target)s."),
    "records.import": gettext_lazy("A file was imported into a register: %(target)s."),
    "records.export": gettext_lazy("A register of the park was exported."),
    "record.attach": gettext_lazy("Evidence was added to the record %(target)s."),
    "record.detach": gettext_lazy("Evidence was removed from the record %(target)s."),
    "record.read_evidence": gettext_lazy("Evidence of the record %(target)s was opened."),
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
    "policy.create": gettext_lazy("The policy %(target)s was entered in the register."),
    "policy.change": gettext_lazy("The register entry of the policy %(target)s was changed."),
    "policy.remove": gettext_lazy("The policy %(target)s was struck off the register."),
    "policy.attach": gettext_lazy("Evidence was added to the policy %(target)s."),
    "policy.detach": gettext_lazy("Evidence was removed from the policy %(target)s."),
    "policy.read_evidence": gettext_lazy("Evidence of the policy %(target)s was opened."),
    "policies.upload": gettext_lazy("A file of policies was uploaded: %(target)s."),
    "policies.import": gettext_lazy("A file of policies was imported: %(target)s."),
    "policies.export": gettext_lazy("The policies were exported."),
    "policies.export_coverage": gettext_lazy("The coverage of parks by policies was exported."),
    "finding.raise": gettext_lazy("The finding %(target)s was raised."),
    "finding.plan": gettext_lazy("A corrective action for the finding %(target)s was planned."),
    "finding.rectify": gettext_lazy("The finding %(target)s was reported as rectified."),
    "finding.close": gettext_lazy("The finding %(target)s was closed."),
    "finding.send_back": gettext_lazy("The finding %(target)s was sent back."),
    "finding.escalate": gettext_lazy("The finding %(target)s was escalated."),
    "finding.extend": gettext_lazy("The deadline of the finding %(target)s was moved."),
    "finding.attach": gettext_lazy("Proof was attached to the finding %(target)s."),
    "finding.detach": gettext_lazy("Proof was removed from the finding %(target)s."),
    "finding.read_proof": gettext_lazy("Proof of the finding %(target)s was opened."),
    "finding.export": gettext_lazy("Findings were exported."),
    "round.open": gettext_lazy("The supervision round %(target)s was opened."),
    "round.draw": gettext_lazy("The sample of the supervision round %(target)s was drawn."),
    "round.check": gettext_lazy(
        "An item of the sample of the supervision round %(target)s was checked."
    ),
    "round.close": gettext_lazy("The supervision round %(target)s was closed."),
    "round.export": gettext_lazy("The supervision round %(target)s was exported."),
    "notice.issue": gettext_lazy("The monthly notice %(target)s was issued."),
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


def sentence_of(entry: AuditEntry) -> str:
    """Say what an entry records."""
    return _said(entry.action, entry.target_label)


def action_title(action: str) -> str:
    """Name an action to choose it by: its sentence with the thing left open."""
    return _said(action, "…")


def _said(action: str, target: str) -> str:
    sentence = SENTENCES.get(action)
    if sentence is None:
        unknown = _("“%(action)s” on %(target)s.")
        return unknown % {"action": action, "target": target}
    return sentence % {"target": target}
