"""Proves the audit trail: recomputes every chain, and holds it against the anchors written down before."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from accounts import clock
from accounts.audit import hash_entry, hash_of
from accounts.models import AuditAnchor, AuditEntry, AuditHead

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class BrokenLink:
    """The first place where a chain does not hold, and in what way."""

    chain: str
    sequence: int
    code: str
    why: str

    def __str__(self) -> str:
        return f"{self.chain}, entry {self.sequence}: {self.why}"


@transaction.atomic
def verify_chains() -> list[BrokenLink]:
    """Return the first broken link of every chain that has one; none means that the trail is whole."""
    heads = {head.chain: head for head in AuditHead.objects.all()}
    entries = AuditEntry.objects.order_by("chain", "sequence").iterator(chunk_size=2000)
    problems: dict[str, BrokenLink] = {}
    lasts: dict[str, AuditEntry] = {}
    for chain, links in groupby(entries, key=lambda entry: entry.chain):
        problem, lasts[chain] = _walk(links)
        if problem is not None:
            problems[chain] = problem
    for chain in sorted({*heads, *lasts}):
        problem = _against_head(chain, heads.get(chain), lasts.get(chain))
        if problem is not None:
            problems.setdefault(chain, problem)
    for problem in _against_anchors():
        problems.setdefault(problem.chain, problem)
    return list(problems.values())


@dataclass(frozen=True)
class ChainState:
    """How one chain stands: how many entries it has, and the first broken link if there is one."""

    entries: int
    problem: BrokenLink | None


def verify_chain(chain: str) -> ChainState:
    """Follow one chain from its first entry to its head and hold it against the latest anchor."""
    links = AuditEntry.objects.filter(chain=chain).order_by("sequence").iterator(chunk_size=2000)
    head = AuditHead.objects.filter(chain=chain).first()
    first = next(links, None)
    if first is None and head is None:
        return ChainState(0, None)
    problem, last = (None, None) if first is None else _walk(itertools.chain([first], links))
    problem = problem or _against_head(chain, head, last) or _against_last_anchor(chain)
    return ChainState(last.sequence if last else 0, problem)


def _against_last_anchor(chain: str) -> BrokenLink | None:
    anchor = AuditAnchor.objects.order_by("-at", "-pk").first()
    sequence, known = anchor.heads.get(chain, (0, "")) if anchor else (0, "")
    if not sequence:
        return None
    found = AuditEntry.objects.filter(chain=chain, sequence=sequence).first()
    if found is not None and found.hash == known:
        return None
    why = f"the anchor of {anchor.at:%Y-%m-%d %H:%M} names another" if anchor else ""
    return BrokenLink(chain, sequence, "rewritten" if found else "cut", why)


def _walk(links: Iterator[AuditEntry]) -> tuple[BrokenLink | None, AuditEntry]:
    """Follow one chain to its end; return the first broken link in it and its last entry."""
    sequence, previous_hash = 0, "0" * 64
    problem: BrokenLink | None = None
    for entry in links:
        problem = problem or _broken(entry, sequence + 1, previous_hash)
        sequence, previous_hash = entry.sequence, entry.hash
    return problem, entry


def _broken(entry: AuditEntry, expected: int, previous_hash: str) -> BrokenLink | None:
    chain = entry.chain
    if entry.sequence != expected:
        return BrokenLink(chain, expected, "missing", "it is missing")
    if entry.previous_hash != previous_hash:
        return BrokenLink(
            chain, expected, "not_linked", "it does not follow from the entry before it"
        )
    if entry.hash != hash_entry(entry):
        return BrokenLink(chain, expected, "changed", "it was changed after it was written")
    return None


def _against_head(chain: str, head: AuditHead | None, last: AuditEntry | None) -> BrokenLink | None:
    """The head says where the chain ends: entries cut off at the end are found by it."""
    if head is None:
        sequence = last.sequence if last else 0
        return BrokenLink(chain, sequence, "no_head", "the head of its chain is missing")
    sequence, last_hash = (last.sequence, last.hash) if last else (0, "0" * 64)
    if sequence < head.sequence:
        return BrokenLink(chain, sequence + 1, "cut", "it and what followed it were cut off")
    if (sequence, last_hash) != (head.sequence, head.hash):
        return BrokenLink(chain, sequence, "head_differs", "the head of its chain names another")
    return None


def _against_anchors() -> Iterator[BrokenLink]:
    """Where a tail was cut together with its head, an anchor still names an entry that is gone."""
    for anchor in AuditAnchor.objects.order_by("-at", "-pk"):
        if anchor.digest != hash_of(anchor.heads):
            yield BrokenLink("anchors", anchor.pk, "changed", "this anchor was changed")
            continue
        hashes = {
            (chain, sequence): value
            for chain, sequence, value in AuditEntry.objects.filter(
                chain__in=anchor.heads, sequence__in={s for s, _hash in anchor.heads.values()}
            ).values_list("chain", "sequence", "hash")
        }
        for chain, (sequence, known) in anchor.heads.items():
            found = hashes.get((chain, sequence), "")
            if sequence and found != known:
                code = "rewritten" if found else "cut"
                why = f"the anchor of {anchor.at:%Y-%m-%d %H:%M} names another"
                yield BrokenLink(chain, sequence, code, why)


def anchor_changes() -> AuditAnchor | None:
    """Anchor the heads unless they stand as the last anchor has them."""
    heads = {head.chain: [head.sequence, head.hash] for head in AuditHead.objects.all()}
    last = AuditAnchor.objects.order_by("-at", "-pk").first()
    return None if last is not None and last.heads == heads else anchor_heads()


@transaction.atomic
def anchor_heads() -> AuditAnchor:
    """Write all heads down as they stand, in a row and in the log, which is kept elsewhere."""
    heads = {head.chain: [head.sequence, head.hash] for head in AuditHead.objects.all()}
    anchor = AuditAnchor.objects.create(at=clock.now(), heads=heads, digest=hash_of(heads))
    logger.info("Audit heads anchored: %d chains, digest %s", len(heads), anchor.digest)
    return anchor
