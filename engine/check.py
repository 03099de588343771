"""Whether a spec can be scored at all: every problem of its tree, weights, scoring rules, formulas and caps at once."""

from __future__ import annotations

from engine.spec import Spec


def check_spec(spec: Spec) -> None:
    """Raise EngineError with every problem of the spec; return where there is none.

    Codes:    tree_*, node_duplicate, weight_*, goalposts_equal, bands_order, parameter_range, method_unknown,
              negative_under_geometric, and the rule language's for formulas and caps.
    """
    raise NotImplementedError
