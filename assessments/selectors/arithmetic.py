"""Writes a score out as arithmetic: each line a sum with its numbers put in, what it is in words, and its result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from accounts.templatetags.page import exact, figure
from assessments.framework_file import FrameworkFile
from assessments.selectors.explaining import Explained, environment_of
from assessments.selectors.framework_words import Speaker, amount
from engine.explain import CapStep, LeafStep, NodeStep, Share
from engine.rules import parse, written_out
from parks.models.naming import in_language

DIGITS = 6


@dataclass(frozen=True)
class Line:
    """One line of arithmetic."""

    text: str
    words: str
    result: str


def number(value: float) -> str:
    """Write a number with at most six significant digits behind its whole part, in the reader's way."""
    return exact(shown(value))


def shown(value: float) -> float:
    """Round a number as it is shown."""
    whole = len(str(int(abs(value))))
    return round(value, max(DIGITS - whole, 0))


def lines_of(explained: Explained) -> list[Line]:
    """Return the arithmetic of a node: value, score, caps and what it brings to the top of the explanation."""
    writer = _Writer(explained)
    return [*writer.own(), *writer.caps(), *writer.contribution()]


class _Writer:
    def __init__(self, explained: Explained) -> None:
        self.explained = explained
        self.file: FrameworkFile = explained.file
        self.speaker = Speaker(explained.file)
        self.step = explained.step

    def title(self, code: str) -> str:
        return in_language(dict(self.file.nodes_by_code[code].title))

    def own(self) -> Iterator[Line]:
        if isinstance(self.step, LeafStep):
            yield from self._value(self.step)
            if self.step.before_caps is not None:
                yield self._score(self.step)
        elif self.step.before_caps is not None:
            yield self._mean(self.step)

    def _value(self, step: LeafStep) -> Iterator[Line]:
        """Write out the formula, the items' values in the place of their names."""
        if step.formula is None:
            return
        text = written_out(
            parse(step.formula),
            environment_of(step),
            0,
            self.speaker.language,
            titles=self.speaker.titles,
            formatter=number,
            empty_not_applicable=step.empty_not_applicable,
        )
        unit = self.speaker.units.get(step.code, "")
        result = "–" if step.value is None else amount(shown(step.value), unit)
        yield Line(text, self.speaker.rule(step.formula), result)

    def _score(self, step: LeafStep) -> Line:
        rule = self.file.spec.indicator(step.code).score
        words = self.speaker.score(rule, step.code)
        return Line(score_written_out(step), words, figure(step.before_caps, 2))

    def _mean(self, step: NodeStep) -> Line:
        scored = [share for share in step.shares if share.score is not None and share.effective]
        if step.aggregation == "geometric":
            text = " × ".join(f"{figure(one.score, 2)}^{_share(one)}" for one in scored)
            words = _("Geometric mean of what lies below, each with its share of the weight")
        else:
            text = " + ".join(f"{_share(one)} × {figure(one.score, 2)}" for one in scored)
            words = _("Mean of what lies below, each with its share of the weight")
        if len(scored) < len(step.shares):
            words = _("%(words)s; what has no score is left out and the shares scaled up") % {
                "words": words
            }
        return Line(text, words, figure(step.before_caps, 2))

    def caps(self) -> Iterator[Line]:
        for cap in self.step.caps:
            if cap.holds and cap.before is not None:
                text = f"min({figure(cap.before, 2)}, {exact(cap.at)})"
                yield Line(text, cap_words(self.file, cap, self.speaker), figure(cap.after, 2))

    def contribution(self) -> Iterator[Line]:
        """Write what the node brings to the top, where scores are added up all the way."""
        path = self.explained.explanation.path
        if len(path) < 2 or not self.explained.bars or self.step.score is None:
            return
        shares = [self._share_on_path(above, below) for above, below in pairwise(path)]
        factors = " × ".join(_share(one) for one in reversed(shares))
        text = f"{figure(self.step.score, 2)} × {factors}"
        words = _("Its share of the weight at each level, up to “%(top)s”")
        points = self.explained.top_share * self.step.score
        result = _("%(points)s points") % {"points": figure(points, 2)}
        yield Line(text, words % {"top": self.title(path[0])}, result)

    def _share_on_path(self, above: str, below: str) -> Share:
        step = self.explained.explanation.step(above)
        assert isinstance(step, NodeStep)
        return next(share for share in step.shares if share.code == below)


def score_written_out(step: LeafStep) -> str:
    """Write the normalising formula with the numbers put in."""
    value = number(step.value or 0.0)
    given = step.parameters
    low, high = step.scale
    span = exact(high - low)
    match step.method:
        case "goalposts":
            worst, best = _of(given, "worst"), _of(given, "best")
            text = f"({value} − {worst}) ÷ ({best} − {worst}) × {span}"
        case "minmax" if "smallest" in given and given["smallest"] != given["largest"]:
            least, most = _of(given, "smallest"), _of(given, "largest")
            above = f"{value} − {least}" if given.get("better") == "high" else f"{most} − {value}"
            text = f"({above}) ÷ ({most} − {least}) × {span}"
        case "band":
            rising = f"({value} − {_of(given, 'worst_below')}) ÷ ({_of(given, 'good_from')} − {_of(given, 'worst_below')})"
            falling = f"({_of(given, 'worst_above')} − {value}) ÷ ({_of(given, 'worst_above')} − {_of(given, 'good_to')})"
            text = f"min({rising}, {falling}, 1) × {span}"
        case _:
            text = f"{value} → {number(step.before_caps or 0.0)}"
    text = text if low == 0 else f"{exact(low)} + {text}"
    beyond = {"worst": f" < {exact(low)}", "best": f" > {exact(high)}"}
    return text + beyond.get(step.clipped, "")


def cap_words(file: FrameworkFile, cap: CapStep, speaker: Speaker) -> str:
    """Say a cap: its title, and its rule in words."""
    titles = {
        f"{one.node}_{place}": in_language(dict(one.title))
        for place, one in enumerate(file.caps, start=1)
    }
    text = _("Cap “%(title)s”: %(rule)s")
    return text % {"title": titles.get(cap.code, cap.code), "rule": speaker.rule(cap.when)}


def _of(given: Mapping[str, float | str | tuple[float, ...]], name: str) -> str:
    value = given[name]
    text = number(float(str(value)))
    return f"({text})" if text.startswith(("-", "−")) else text


def _share(share: Share) -> str:
    """Write a share of the weight as a fraction of one."""
    return exact(Decimal(str(round(share.effective, 4))))
