"""The columns a rule is evaluated on: one value and one state per park, for each name and period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, Self

import numpy as np
import numpy.typing as npt

from engine.errors import Code, EngineError, Notice, Problem

Floats = npt.NDArray[np.float64]
States = npt.NDArray[np.uint8]
Booleans = npt.NDArray[np.bool_]

OK: Final = 0
MISSING: Final = 1
NOT_APPLICABLE: Final = 2


@dataclass(frozen=True, eq=False)
class Column:
    """Values of all parks, float64 (n,), and their states, uint8 (n,): OK, MISSING or NOT_APPLICABLE.

    Conditions have the values 1.0 and 0.0; MISSING then means undecided. Cells that are not OK hold NaN.
    """

    values: Floats
    state: States
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or self.values.shape != self.state.shape:
            shapes = f"{self.values.shape} and {self.state.shape}"
            raise EngineError(
                Problem(Code.SHAPE_MISMATCH, f"values and state have the shapes {shapes}")
            )
        if bad := np.flatnonzero((self.state == OK) & ~np.isfinite(self.values)).tolist():
            message = f"values that count as observed are not finite, first at {bad[0]}"
            raise EngineError(
                Problem(Code.VALUE_NOT_FINITE, message, place=str(bad[0]), params={"units": bad})
            )

    @classmethod
    def of(cls, values: Sequence[float | None] | Floats, state: States | None = None) -> Self:
        """Make a column; None and NaN are missing unless `state` says otherwise, infinity is refused."""
        numbers = np.array([np.nan if v is None else v for v in values], dtype=np.float64)
        if state is None:
            state = np.where(np.isnan(numbers), MISSING, OK).astype(np.uint8)
        return cls(np.where(state == OK, numbers, np.nan), state)

    @classmethod
    def absent(cls, size: int) -> Self:
        """Make a column in which every park's value is missing."""
        return cls(np.full(size, np.nan), np.full(size, MISSING, dtype=np.uint8))

    def at(self, index: int) -> Self:
        """Return the column of one park alone."""
        return type(self)(self.values[index : index + 1], self.state[index : index + 1])


class Columns(Protocol):
    """Where a rule finds its values: `column(namespace, code, back)`, each `size` cells long.

    `back` counts periods of the name's own frequency before the present one.
    """

    @property
    def size(self) -> int: ...

    def column(self, namespace: str, code: str, back: int = 0) -> Column: ...


@dataclass(frozen=True, eq=False)
class Environment:
    """Columns kept in a dictionary: (namespace, code) → the column, or the columns latest first.

    A period further back than there are columns is missing. `previous` is read from its own columns where
    they are given, else from `value` one period earlier. An unknown name is an EngineError.
    """

    size: int
    columns: Mapping[tuple[str, str], Column | Sequence[Column]]

    def column(self, namespace: str, code: str, back: int = 0) -> Column:
        """Return the column of a name `back` periods ago."""
        found = self.columns.get((namespace, code))
        if found is None and namespace == "previous" and ("value", code) in self.columns:
            return self.column("value", code, back + 1)
        if found is None:
            message = f"there is no column for {namespace}.{code}"
            raise EngineError(
                Problem(Code.NAME_UNKNOWN, message, params={"name": f"{namespace}.{code}"})
            )
        series = (found,) if isinstance(found, Column) else found
        return series[back] if back < len(series) else Column.absent(self.size)


@dataclass(frozen=True, eq=False)
class OnePark:
    """The columns of one park out of many, for looking closely at its case."""

    columns: Columns
    index: int
    size: int = 1

    def column(self, namespace: str, code: str, back: int = 0) -> Column:
        """Return the one-celled column of a name."""
        return self.columns.column(namespace, code, back).at(self.index)
