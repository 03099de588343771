"""The network of a park's actors on a day: who is tied to whom, which kinds of partner are reached, who connects whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse

from engine.network import Network, betweenness, components, density, places
from governance.choices import ActorKind
from governance.models import Actor, Linkage
from parks.models import Park
from parks.models.records import RecordQuerySet

PARTNERS: Final = (
    ActorKind.DEPARTMENT,
    ActorKind.BUSINESS,
    ActorKind.UNIVERSITY,
    ActorKind.INSTITUTE,
)
"""The four kinds with which the paper's parks link."""
SIGNS: Final = {
    ActorKind.DEPARTMENT: "circle",
    ActorKind.BUSINESS: "circle",
    ActorKind.UNIVERSITY: "circle",
    ActorKind.INSTITUTE: "circle",
    ActorKind.ASSOCIATION: "rect",
    ActorKind.SERVICE: "rect",
    ActorKind.INVESTOR: "diamond",
    ActorKind.COLLECTIVE: "diamond",
    ActorKind.RESIDENTS: "triangle",
    ActorKind.MIGRANTS: "triangle",
}
"""The shape that tells a kind apart where its colour does not."""


@dataclass(frozen=True)
class Tied:
    """An actor with the actors it is tied to; `between` is its share in the shortest ways between all others."""

    actor: Actor
    others: tuple[Actor, ...]
    linkages: int
    between: float
    part: int

    @property
    def percent_between(self) -> float:
        return 100.0 * self.between

    @property
    def sign(self) -> str:
        return SIGNS[ActorKind(self.actor.kind)]


@dataclass(frozen=True)
class KindTied:
    """A kind of actor: how many there are, and how many of them are tied to anybody."""

    kind: ActorKind
    actors: int
    tied: int

    @property
    def is_partner(self) -> bool:
        return self.kind in PARTNERS

    @property
    def sign(self) -> str:
        return SIGNS[self.kind]


@dataclass(frozen=True)
class ActorNetwork:
    """What the page of a park's actors shows; the actors come in the order in which they connect others."""

    park: Park
    day: date
    actors: tuple[Tied, ...]
    linkages: tuple[Linkage, ...]
    kinds: tuple[KindTied, ...]
    density: float

    @property
    def reach(self) -> int:
        """How many of the four kinds of partner are tied to anybody."""
        return sum(1 for one in self.kinds if one.is_partner and one.tied)

    @property
    def partners(self) -> tuple[KindTied, ...]:
        return tuple(one for one in self.kinds if one.is_partner)

    @property
    def percent_dense(self) -> float:
        return 100.0 * self.density

    @property
    def ties(self) -> int:
        """How many pairs of actors are tied, by whatever number of linkages."""
        return sum(len(one.others) for one in self.actors) // 2

    @property
    def groups(self) -> int:
        """Into how many parts those fall who are tied to anybody."""
        return len({one.part for one in self.actors if one.others})

    @property
    def alone(self) -> int:
        return sum(1 for one in self.actors if not one.others)

    @property
    def connects_most(self) -> Tied | None:
        """Who lies on the most ways between others, if anybody does."""
        return self.actors[0] if self.actors and self.actors[0].between > 0 else None

    @property
    def drawing(self) -> dict[str, Any]:
        """What js/network.js draws: those who are tied; who is not is told in the table alone."""
        counts: defaultdict[tuple[int, int], int] = defaultdict(int)
        for one in self.linkages:
            counts[min(one.first_id, one.second_id), max(one.first_id, one.second_id)] += 1
        tied = [one for one in self.actors if one.others]
        numbers = {one.actor.pk: number for number, one in enumerate(tied)}
        ends = [[numbers[pair[end]] for pair in counts] for end in (0, 1)]
        at = places(Network.of(len(tied), *ends)).tolist()
        return {
            "actors": [_drawn(one, self.park, place) for one, place in zip(tied, at, strict=True)],
            "ties": [
                {"from": first, "to": second, "linkages": count}
                for (first, second), count in sorted(counts.items())
            ],
        }


def linkages_on(parks: Sequence[int], day: date) -> RecordQuerySet:
    """Return the linkages of parks in force on a day: started by then, and not ended by then."""
    not_over = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    found: RecordQuerySet = Linkage.objects.current().filter(
        not_over, park__in=parks, started_on__lte=day
    )
    return found.order_by("park", "code", "pk")


def actor_network_of(park: Park, day: date) -> ActorNetwork:
    """Collect a park's actors and what tied them on a day, in two queries."""
    actors = list(Actor.objects.current().filter(park=park).order_by("code", "pk"))
    numbers = {actor.pk: number for number, actor in enumerate(actors)}
    linkages = [
        one
        for one in linkages_on([park.pk], day)
        if one.first_id in numbers and one.second_id in numbers
    ]
    ends = [(numbers[one.first_id], numbers[one.second_id]) for one in linkages]
    network = Network.of(len(actors), [end[0] for end in ends], [end[1] for end in ends])
    tied = _tied(actors, ends, network)
    return ActorNetwork(
        park=park,
        day=day,
        actors=tuple(
            sorted(tied, key=lambda one: (-one.between, -len(one.others), one.actor.code))
        ),
        linkages=tuple(linkages),
        kinds=tuple(_kinds(tied)),
        density=density(network),
    )


def _tied(actors: Sequence[Actor], ends: Sequence[tuple[int, int]], network: Network) -> list[Tied]:
    others: defaultdict[int, list[int]] = defaultdict(list)
    for first, second in zip(network.first.tolist(), network.second.tolist(), strict=True):
        others[first].append(second)
        others[second].append(first)
    between, parts = betweenness(network).tolist(), components(network).tolist()
    return [
        Tied(
            actor=actor,
            others=tuple(actors[other] for other in sorted(others[place])),
            linkages=sum(1 for end in ends if place in end),
            between=between[place],
            part=parts[place],
        )
        for place, actor in enumerate(actors)
    ]


def _kinds(tied: Sequence[Tied]) -> list[KindTied]:
    """Return the kinds that there are, and the four partners in any case."""
    kinds = (
        KindTied(
            kind,
            sum(1 for one in tied if one.actor.kind == kind),
            sum(1 for one in tied if one.actor.kind == kind and one.others),
        )
        for kind in ActorKind
    )
    return [one for one in kinds if one.actors or one.is_partner]


def _drawn(one: Tied, park: Park, place: Sequence[float]) -> dict[str, Any]:
    actor = one.actor
    return {
        "key": actor.pk,
        "name": actor.name,
        "kind": actor.kind,
        "kindTitle": actor.get_kind_display(),
        "sign": one.sign,
        "ties": len(one.others),
        "x": round(place[0], 3),
        "y": round(place[1], 3),
        "url": reverse("parks:record_detail", args=[park.code, "actors", actor.pk]),
    }
