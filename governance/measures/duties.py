"""What the responsibility list says of parks: whether everything has somebody who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from governance.selectors.duties import duties_on
from parks.measures import Counted, Measure
from parks.measures.measure import share
from parks.models import Period


def read_assigned(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The duties on the list on the last day, done or not; those with a department and a person by then count.

    0/0: the list was empty.
    """
    for one in duties_on(parks, period.ends_on):
        yield Counted(one.duty.park_id, one.duty.pk, float(one.is_assigned))


DUTY_MEASURES: Final[dict[str, Measure]] = {
    "duties_assigned": Measure(
        indicator="duties_assigned",
        register="duties",
        read=read_assigned,
        value=share,
        told=_("%(part)s of %(whole)s duties name both a department and a person."),
        nothing=_("The responsibility list was empty on the last day of the period."),
    ),
}
