"""What governance tells the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction of the acceptance, on locked rows: report, observations, by.
report_accepted = Signal()

# Sent inside the transaction of an entry decision: step (PathStep), by.
stage_entered = Signal()
