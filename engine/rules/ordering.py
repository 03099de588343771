"""The order in which formulas that use each other are computed, and the circles that make one impossible."""

from collections.abc import Iterator, Mapping

from engine.errors import Code, EngineError, Problem
from engine.rules.functions import FUNCTIONS
from engine.rules.nodes import VALUE, Call, Name, Rule, walk


def check_cycles(formulas: Mapping[str, Rule]) -> None:
    """Raise EngineError with a formula_cycle problem for each circle among formulas that need each other."""
    evaluation_order(formulas)


def evaluation_order(formulas: Mapping[str, Rule]) -> list[str]:
    """Return the codes of formulas so that each stands after those it uses, else in the order given.

    A formula that needs itself, straight or through others, is a formula_cycle; each circle is one problem.
    """
    needs = {code: sorted(_needs(rule) & formulas.keys()) for code, rule in formulas.items()}
    order: list[str] = []
    problems: list[Problem] = []
    done: set[str] = set()
    for start, needed in needs.items():
        path: dict[str, Iterator[str]] = {} if start in done else {start: iter(needed)}
        while path:
            code = next(reversed(path))
            following = next(path[code], None)
            if following is None:
                path.popitem()
                done.add(code)
                order.append(code)
            elif following in path:
                problems.append(_cycle(formulas, [*path], following))
            elif following not in done:
                path[following] = iter(needs[following])
    if problems:
        raise EngineError(*problems)
    return order


def periods_needed(rule: Rule) -> dict[Name, int]:
    """Return, for each name of a rule, how many periods before the present one it looks back at most."""
    needed: dict[Name, int] = {}
    waiting = [(rule.root, 0)]
    while waiting:
        node, back = waiting.pop()
        if isinstance(node, Name):
            needed[node] = max(back, needed.get(node, 0))
        elif isinstance(node, Call):
            back = max(periods_back(node, back))
        waiting.extend((child, back) for child in node.children)
    return needed


def periods_back(call: Call, back: int = 0) -> tuple[int, ...]:
    """Return the periods at which a call looks at its arguments, itself standing `back` periods ago."""
    if call.function == "change":
        return (back, back + (call.count or 1))
    length = call.count or 1 if FUNCTIONS[call.function].is_series else 1
    return tuple(range(back, back + length))


def _needs(rule: Rule) -> set[str]:
    return {name.code for name in rule.names if name.namespace == VALUE}


def _cycle(formulas: Mapping[str, Rule], path: list[str], back_to: str) -> Problem:
    circle = [*path[path.index(back_to) :], back_to]
    rule = formulas[path[-1]]
    name = next(
        node
        for node in walk(rule.root)
        if isinstance(node, Name) and node.namespace == VALUE and node.code == back_to
    )
    return Problem(
        Code.FORMULA_CYCLE,
        f"formulas need each other in a circle: {' → '.join(circle)}",
        place=path[-1],
        value=back_to,
        rule=rule.text,
        start=name.start,
        end=name.end,
        params={"cycle": tuple(circle)},
    )
