"""What parks tells the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction of an import of history that changed something: imported (HistoryImport), parks (ids
# of those with changed values), first and last (the ends of the earliest and latest period changed), by.
history_imported = Signal()

# Sent inside the transaction that wrote records of one register: sender (their model), records.
records_written = Signal()

# Sent when the page of a record is asked for: sender (its model), record. Who adds something to the page answers with
# an Aside (selectors/record_detail.py).
record_shown = Signal()
