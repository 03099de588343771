"""Says the rules of a framework in the reader's language: scoring rules, formulas, caps, gates, checks."""

from __future__ import annotations

from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.page import exact, listed
from assessments.framework_file import FrameworkFile
from engine.rules import in_words, parse
from engine.spec import Band, Goalposts, MinMax, ScoringRule, Steps
from parks.models.naming import is_chinese


class Speaker:
    """Says the rules of one framework; titles and units are looked up once."""

    def __init__(self, file: FrameworkFile) -> None:
        self.language = "zh-hans" if is_chinese() else "en"
        self.titles = file.titles(self.language)
        self.units = file.units_beside(self.language)

    def rule(self, text: str) -> str:
        """Say a formula or a condition."""
        return in_words(parse(text), self.titles, self.language, units=self.units, formatter=exact)

    def score(self, rule: ScoringRule, code: str) -> str:
        """Say how the value of an indicator becomes a score."""
        return score_in_words(rule, self.units.get(code, ""))


def score_in_words(rule: ScoringRule, unit: str) -> str:
    """Say how a value becomes a score of 0 to 100."""
    match rule:
        case Goalposts(worst, best):
            text = _("0 at %(worst)s, 100 at %(best)s, linear in between")
            return text % {"worst": amount(worst, unit), "best": amount(best, unit)}
        case Band():
            text = _("100 from %(start)s to %(end)s, falling to 0 at %(below)s and at %(above)s")
            return text % {
                "start": amount(rule.good_from, unit),
                "end": amount(rule.good_to, unit),
                "below": amount(rule.worst_below, unit),
                "above": amount(rule.worst_above, unit),
            }
        case MinMax("high"):
            return _(
                "100 for the highest of the parks compared, 0 for the lowest, linear in between"
            )
        case MinMax():
            return _(
                "100 for the lowest of the parks compared, 0 for the highest, linear in between"
            )
        case Steps():
            return listed(_steps(rule, unit))


def _steps(rule: Steps, unit: str) -> list[str]:
    edges, scores = rule.edges, rule.scores
    below = _("%(score)s below %(edge)s")
    between = _("%(score)s from %(start)s to below %(end)s")
    above = _("%(score)s from %(edge)s on")
    return [
        below % {"score": exact(scores[0]), "edge": amount(edges[0], unit)},
        *(
            between
            % {"score": exact(score), "start": amount(start, unit), "end": amount(end, unit)}
            for (start, end), score in zip(pairwise(edges), scores[1:-1], strict=True)
        ),
        above % {"score": exact(scores[-1]), "edge": amount(edges[-1], unit)},
    ]


def amount(value: float, unit: str) -> str:
    """Write a number with its unit; a unit that begins with a digit stands in brackets."""
    if not unit:
        return exact(value)
    bracketed = _("%(value)s (%(unit)s)")
    text = bracketed if unit[0].isdigit() else _("%(value)s %(unit)s")
    return text % {"value": exact(value), "unit": unit}


def quarters_in_words(count: int) -> str:
    """Say for how many quarters in a row the rules of a gate have to hold."""
    text = ngettext(
        "All rules hold for %(count)s quarter.",
        "All rules hold for %(count)s quarters in a row.",
        count,
    )
    return text % {"count": count}
