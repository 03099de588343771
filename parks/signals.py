"""What parks tells the apps above it."""

from django.dispatch import Signal

# Sent inside the transaction of an import of history that changed something: imported (HistoryImport), parks (ids
# of those with changed values), first and last (the ends of the earliest and latest period changed), by.
history_imported = Signal()

# Sent inside the transaction that wrote records of one register: sender (their model), records.
records_written = Signal()
