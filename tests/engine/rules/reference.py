"""A slow evaluator of rules for one park, written from the documentation and sharing no code with the engine.

An expression is a tuple: ("number", text), ("name", namespace, code), (operator, …) or ("call", function, arguments,
count). A result is a float, a bool, MISSING or EMPTY (not applicable).
"""

import math
import operator

MISSING, EMPTY = "missing", "not applicable"
COMPARISONS = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def is_gap(value):
    return value in (MISSING, EMPTY) if isinstance(value, str) else False


def gap_of(values):
    if EMPTY in [v for v in values if is_gap(v)]:
        return EMPTY
    return MISSING if any(is_gap(v) for v in values) else None


def finite(value):
    return value if math.isfinite(value) else MISSING


class Reference:
    """Evaluates expressions for one park; `look_up(namespace, code, back)` gives its values."""

    def __init__(self, look_up, *, is_empty_allowed=False):
        self.look_up = look_up
        self.is_empty_allowed = is_empty_allowed

    def value(self, tree, back=0):
        kind, *rest = tree
        if kind == "call":
            return self.call(*rest, back)
        if kind in {"+", "-", "*", "/"}:
            return self.calculate(kind, *(self.value(one, back) for one in rest))
        if kind in COMPARISONS:
            left, right = (self.value(one, back) for one in rest)
            return gap_of([left, right]) or COMPARISONS[kind](left, right)
        return getattr(self, f"_{kind}")(*rest, back)

    def _number(self, text, back):
        return float(text)

    def _truth(self, text, back):
        return text == "true"

    def _name(self, namespace, code, back):
        return self.look_up(namespace, code, back)

    def _bracket(self, inside, back):
        return self.value(inside, back)

    def _minus(self, inside, back):
        value = self.value(inside, back)
        return value if is_gap(value) else -value

    def _not(self, inside, back):
        value = self.value(inside, back)
        return value if is_gap(value) else not value

    def _and(self, left, right, back):
        return self.conjunction([self.value(left, back), self.value(right, back)])

    def _or(self, left, right, back):
        values = [self.value(left, back), self.value(right, back)]
        return True if any(v is True for v in values) else gap_of(values) or False

    def _power(self, base, exponent, back):
        value, exponent = self.value(base, back), float(exponent)
        if is_gap(value):
            return value
        if value < 0 and exponent != int(exponent):
            return MISSING
        if value == 0 and exponent < 0:
            return MISSING
        try:
            result = self.positive_power(value, abs(exponent))
        except OverflowError:
            result = math.inf
        if exponent < 0:
            result = math.inf if result == 0 else 1.0 / result
        return finite(result)

    def positive_power(self, value, exponent):
        if exponent == 0.5:
            return math.sqrt(value)
        if exponent != int(exponent):
            return math.pow(value, exponent)
        result = 1.0
        for _ in range(int(exponent)):
            result *= value
        return result

    def calculate(self, sign, left, right):
        gap = gap_of([left, right])
        if gap:
            return gap
        if sign == "/":
            if right == 0:
                return EMPTY if left == 0 and self.is_empty_allowed else MISSING
            return finite(left / right)
        operation = {"+": operator.add, "-": operator.sub, "*": operator.mul}[sign]
        return finite(operation(left, right))

    def conjunction(self, values):
        return False if any(v is False for v in values) else gap_of(values) or True

    def call(self, function, arguments, count, back):
        if function == "if":
            condition = self.value(arguments[0], back)
            if is_gap(condition):
                return condition
            return self.value(arguments[1 if condition else 2], back)
        if function in {"change", "trend", "mean_over", "all_over"}:
            return self.series(function, arguments[0], count, back)
        values = [self.value(one, back) for one in arguments]
        return getattr(self, f"call_{function}")(values, count)

    def series(self, function, argument, count, back):
        if function == "change":
            now, before = self.value(argument, back), self.value(argument, back + (count or 1))
            return self.calculate("-", now, before)
        values = [self.value(argument, back + k) for k in reversed(range(count))]
        if function == "all_over":
            return self.conjunction(values)
        return self.call_mean(values, None) if function == "mean_over" else self.slope(values)

    def slope(self, values):
        known = [(float(t), v) for t, v in enumerate(values) if not is_gap(v)]
        if len(known) < 2:
            return EMPTY if all(v == EMPTY for v in values) else MISSING
        time_mean = self.total(t for t, _ in known) / len(known)
        mean = self.total(v for _, v in known) / len(known)
        above = below = 0.0
        for t, v in known:
            above += (t - time_mean) * (v - mean)
            below += (t - time_mean) * (t - time_mean)
        return finite(above / below)

    def total(self, values):
        total = 0.0
        for value in values:
            total += value
        return total

    def folded(self, values, step):
        result = values[0]
        for value in values[1:]:
            result = gap_of([result, value]) or finite(step(result, value))
        return result

    def call_min(self, values, _):
        return self.folded(values, min)

    def call_max(self, values, _):
        return self.folded(values, max)

    def call_sum(self, values, _):
        return self.folded(values, operator.add)

    def call_abs(self, values, _):
        return values[0] if is_gap(values[0]) else abs(values[0])

    def call_round(self, values, digits):
        (value,) = values
        if is_gap(value):
            return value
        scale = 10.0 ** (digits or 0)
        scaled = abs(value) * scale
        if scaled >= 2.0**52:
            return value
        whole = float(math.floor(scaled))
        return math.copysign((whole + (1.0 if scaled - whole >= 0.5 else 0.0)) / scale, value)

    def call_mean(self, values, _):
        known = [v for v in values if not is_gap(v)]
        if not known:
            return EMPTY if all(v == EMPTY for v in values) else MISSING
        return finite(self.total(known) / len(known))

    def call_count(self, values, _):
        return float(sum(not is_gap(v) and v is not False for v in values))

    def call_coalesce(self, values, _):
        for value in values:
            if not is_gap(value):
                return value
        return EMPTY if all(v == EMPTY for v in values) else MISSING

    def call_ismissing(self, values, _):
        return is_gap(values[0])
