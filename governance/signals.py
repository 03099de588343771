"""What governance tells the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction of the acceptance, on locked rows: report, observations, by.
report_accepted = Signal()

# Sent inside the transaction of an entry decision or of a gate passed: step (PathStep), by.
stage_entered = Signal()

# Sent inside the transaction of a gate's decision, whatever the verdict: decision (GateDecision), by.
gate_decided = Signal()

# Sent inside the transaction in which a decision is revoked: decision (GateDecision), by.
decision_revoked = Signal()
