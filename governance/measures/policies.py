"""What the register of policies says of parks: how many of the kinds of special policy are in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from governance.choices import PolicyKind
from governance.selectors.policies_in_force import policies_for
from parks.measures import Counted, Measure
from parks.measures.measure import kinds
from parks.models import Period


def _policies_in_force(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """Yield each policy in force for a park on the period's last day; complementary rules do not count."""
    for park, policies in policies_for(parks, period.ends_on).items():
        for policy in policies:
            counts = policy.kind != PolicyKind.COMPLEMENTARY
            yield Counted(park, policy.pk, float(counts), 1.0, policy.kind)


POLICY_MEASURES: Final[dict[str, Measure]] = {
    "policy_kinds_in_force": Measure(
        indicator="policy_kinds_in_force",
        register="policies",
        read=_policies_in_force,
        value=kinds,
        told=_("%(part)s special policies were in force, of %(whole)s policies in all."),
        nothing=_("No policy was in force."),
    ),
}
