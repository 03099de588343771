"""The policies of one park: what is in force for it by kind, what was before and what is to come."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from governance.choices import PolicyKind, PolicyState
from governance.models import Policy
from governance.permissions import may_view_policy
from governance.selectors.policy_coverage import SPECIAL
from governance.selectors.policy_list import covering
from parks.models import Park


@dataclass(frozen=True)
class KindInForce:
    """One kind with the policies of it that are in force for the park."""

    kind: PolicyKind
    policies: tuple[Policy, ...]

    @property
    def is_special(self) -> bool:
        return self.kind in SPECIAL


@dataclass(frozen=True)
class ParkPolicies:
    """What the page of a park's policies shows."""

    kinds: tuple[KindInForce, ...]
    coming: tuple[Policy, ...]
    past: tuple[Policy, ...]

    @property
    def special(self) -> int:
        """How many of the five kinds of special policy are in force."""
        return sum(1 for one in self.kinds if one.is_special and one.policies)

    @property
    def is_empty(self) -> bool:
        return not (self.coming or self.past or any(one.policies for one in self.kinds))


def park_policies(park: Park, user: User) -> ParkPolicies:
    """Collect the policies that cover a park, in one query."""
    covering_it = Policy.objects.current().filter(covering(park)).filter(may_view_policy(user))
    by_state: dict[PolicyState, list[Policy]] = {state: [] for state in PolicyState}
    for policy in covering_it.for_display():
        by_state[policy.state].append(policy)
    return ParkPolicies(
        kinds=tuple(
            KindInForce(
                kind, tuple(one for one in by_state[PolicyState.IN_FORCE] if one.kind == kind)
            )
            for kind in PolicyKind
        ),
        coming=tuple(by_state[PolicyState.COMING]),
        past=tuple(by_state[PolicyState.ENDED]),
    )
