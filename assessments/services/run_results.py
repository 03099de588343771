"""What a run gives: the rows of each shard, then ranks, notices, hashes and the manifest over all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np

from assessments.choices import NodeKind
from assessments.models import Node, Run, RunPark, RunRank, RunScore, RunShard
from assessments.selectors.columns import FLOAT, KEY, read_columns
from assessments.services.run_freezing import spec_of_run
from assessments.services.run_rows import Column, write_rows
from assessments.services.score_columns import columns_of_scores
from engine.manifest import ENGINE_VERSION, hash_of_spec
from engine.ranks import rank
from engine.result import Result

RANKED: Final = (NodeKind.INDEX, NodeKind.GOAL, NodeKind.CATEGORY)
Notices = list[dict[str, Any]]


def store_shard(shard: RunShard, result: Result) -> None:
    """Write the scores of a shard, inside the transaction that notes its end: one without an end has no rows yet."""
    of_shard = RunPark.objects.filter(run=shard.run_id, shard_number=shard.number)
    parks = dict(of_shard.values_list("park__code", "park_id"))
    nodes = dict(Node.objects.filter(version=shard.run.version_id).values_list("code", "pk"))
    write_rows(RunScore, columns_of(shard.run_id, result, parks, nodes))


def columns_of(
    run_id: int, result: Result, parks: Mapping[str, int], nodes: Mapping[str, int]
) -> dict[str, Column]:
    """Return the rows of a result, park by park and node by node, as columns."""
    rows, width = result.scores.shape
    keys = np.array([parks[unit] for unit in result.units], dtype=np.int64)
    of_nodes = np.array([nodes[node.code] for node in result.spec.nodes], dtype=np.int64)
    return {
        "run_id": np.full(rows * width, run_id, dtype=np.int64),
        "park_id": np.repeat(keys, width),
        "node_id": np.tile(of_nodes, rows),
        **columns_of_scores(result),
    }


def notices_of(result: Result) -> Notices:
    """Return what the engine remarked, each code and node once, with the parks it is about."""
    found: dict[tuple[str, str], set[str]] = {}
    for notice in result.manifest.notices:
        units = notice.params.get("units")
        held = found.setdefault((str(notice.code), notice.place), set())
        held |= set(units) if isinstance(units, tuple) else set()
    return [
        {"code": code, "place": place, "units": sorted(units)}
        for (code, place), units in found.items()
    ]


def merged(parts: Iterable[Notices]) -> Notices:
    """Return the notices of all shards, each code and node once, with the number of parks."""
    counts: dict[tuple[str, str], int] = {}
    for notice in (one for part in parts for one in part):
        key = notice["code"], notice["place"]
        counts[key] = counts.get(key, 0) + len(notice["units"])
    return [
        {"code": code, "place": place, "count": count}
        for (code, place), count in sorted(counts.items())
    ]


def ranks_of(run: Run) -> dict[str, Column]:
    """Return the places of all parks on each node above the concepts, as columns."""
    nodes = Node.objects.filter(version=run.version_id, kind__in=RANKED)
    scores = RunScore.objects.filter(run=run, node__in=list(nodes), value__isnull=False)
    held = read_columns(scores, {"node_id": KEY, "park_id": KEY, "value": FLOAT})
    node, values = held["node_id"], held["value"]
    places = np.zeros(len(node), dtype=np.int32)
    for one in np.unique(node):
        places[node == one] = rank(values[node == one])
    return {
        "run_id": np.full(len(node), run.pk, dtype=np.int64),
        "node_id": node,
        "park_id": held["park_id"],
        "place": places,
    }


def store_ranks(run: Run) -> None:
    """Rank the parks of a run whose scores are all there, in place of any ranks before."""
    RunRank.objects.filter(run=run).delete()
    write_rows(RunRank, ranks_of(run))


def result_of(run: Run) -> dict[str, Any]:
    """Return notices, result hash and manifest of a run whose shards are all done."""
    shards = list(run.shards.defer("inputs").order_by("number"))
    return {
        "notices": merged(one.notices for one in shards),
        "result_hash": joined_hash(one.result_hash for one in shards),
        "manifest": {**run.manifest, **_manifest_of(run, shards)},
    }


def joined_hash(hashes: Iterable[str]) -> str:
    """Return the SHA-256 over the hashes of the shards in their order."""
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def _manifest_of(run: Run, shards: list[RunShard]) -> dict[str, Any]:
    return {
        "engine_version": ENGINE_VERSION,
        "framework": run.version.framework.code,
        "version": run.version.version,
        "period": run.period.code,
        "spec_hash": hash_of_spec(spec_of_run(run)),
        "data_hash": joined_hash(one.inputs_hash for one in shards),
        "shards": len(shards),
        "frozen_at": run.frozen_at.isoformat() if run.frozen_at else "",
        "weights_set": run.weights.name if run.weights else "",
        "weights": run.weights.weights if run.weights else {},
    }
