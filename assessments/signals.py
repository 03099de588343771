"""What assessments tells of."""

from django.dispatch import Signal

# Sent when a run has come to its end with a result, inside the transaction that notes it: run (Run).
run_done = Signal()
