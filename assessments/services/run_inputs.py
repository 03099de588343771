"""The frozen inputs of a shard: everything that decides its scores, as plain bytes whose hash is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from assessments.selectors.inputs import MONTHS_OF_A_QUARTER, quarters_back
from engine.carry import Cells, quarter_values
from engine.normalise import Ends
from engine.numbers import Bools, Ints
from engine.result import Result
from engine.scoring import asked_at, ends_of_table, score
from engine.spec import Spec
from engine.table import Table
from governance.choices import Stage

STORED_AS = {"unit": "<i4", "column": "<i2", "ends": "<i4", "values": "<f8", "states": "u1"}


@dataclass(frozen=True, eq=False)
class ShardInputs:
    """Consecutive parks by code with their stages, and the observations that can act on their scores.

    `cells` follow `ids`, the observations they are; `columns` are the codes that `cells.column` counts.
    """

    parks: tuple[str, ...]
    stages: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Cells
    ids: Ints

    def packed(self) -> bytes:
        """Return the inputs as arrays one after the other, the same bytes for the same inputs."""
        parts: list[npt.NDArray[Any]] = [
            np.array(codes, dtype=np.str_) for codes in (self.parks, self.stages, self.columns)
        ]
        parts += [
            getattr(self.cells, name).astype(stored, casting="same_kind")
            for name, stored in STORED_AS.items()
        ]
        parts.append(self.ids.astype("<i8"))
        held = BytesIO()
        for part in parts:
            np.save(held, part, allow_pickle=False)
        return held.getvalue()

    @classmethod
    def unpacked(cls, data: bytes) -> ShardInputs:
        held = BytesIO(data)
        parks, stages, columns = (
            tuple(np.load(held, allow_pickle=False).tolist()) for _ in range(3)
        )
        unit, column, ends, values, states, ids = (
            np.load(held, allow_pickle=False) for _ in range(6)
        )
        cells = Cells(
            unit.astype(np.int64), column.astype(np.int64), ends.astype(np.int64), values, states
        )
        return cls(parks, stages, columns, cells, ids)


def hash_of_inputs(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def weighted(spec: Spec, weights: Mapping[str, float]) -> Spec:
    """Return the spec with the weights of a panel; a node that is not named keeps its own."""
    nodes = tuple(replace(one, weight=weights.get(one.code, one.weight)) for one in spec.nodes)
    return replace(spec, nodes=nodes)


@dataclass(frozen=True, eq=False)
class ShardScoring:
    """The scoring of one shard in the quarter whose last month is `last_month`."""

    spec: Spec
    inputs: ShardInputs
    last_month: int

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the quarter and of those before it that rules look back at, the latest first."""
        ends = (
            self.last_month - MONTHS_OF_A_QUARTER * back
            for back in range(quarters_back(self.spec) + 1)
        )
        parks, cells = self.inputs.parks, self.inputs.cells
        return tuple(quarter_values(self.spec, parks, cells, end).table for end in ends)

    @property
    def asked(self) -> Bools:
        """A park past the last stage is asked for everything."""
        stages = ["" if one == Stage.COMPLETE else one for one in self.inputs.stages]
        return asked_at(self.spec, stages)

    def ends(self) -> dict[str, Ends]:
        """Return what relative rules compare with, over this shard alone."""
        return ends_of_table(self.spec, self.tables[0], asked=self.asked, earlier=self.tables[1:])

    def score(self, ends: Mapping[str, Ends]) -> Result:
        """Score the shard with the ends over all parks of the run."""
        first, *earlier = self.tables
        return score(self.spec, first, asked=self.asked, earlier=earlier, ends=ends)
