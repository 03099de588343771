"""Installs report forms when a framework is published: one per stage and frequency, with rows and checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from engine.rules import parse
from governance.choices import EntrySource
from governance.models import FormCheck, FormEntry, ReportForm
from parks.choices import Frequency, IndicatorKind
from parks.models import Indicator


@dataclass(frozen=True)
class AskedRow:
    """One indicator or item as a framework asks for it; a formula names the items that it is made of."""

    indicator: str
    source: EntrySource
    stage: str
    formula: str = ""
    items: tuple[str, ...] = ()
    category: str = ""
    category_titles: Mapping[str, str] = field(default_factory=dict)
    concept: str = ""
    concept_titles: Mapping[str, str] = field(default_factory=dict)
    paper: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    is_required: bool = True


@dataclass(frozen=True)
class CheckText:
    """A rule on reports; `fails_as` is what the reader is told in each language."""

    rule: str
    level: str
    fails_as: Mapping[str, str]
    missing_fails: bool = False


@dataclass(frozen=True)
class _Framework:
    """The rows of a framework with what is known about their indicators."""

    code: str
    version: str
    stages: tuple[str, ...]
    rows: tuple[AskedRow, ...]
    checks: tuple[CheckText, ...]
    indicators: Mapping[str, Indicator]

    @property
    def by_code(self) -> dict[str, AskedRow]:
        return {row.indicator: row for row in self.rows}


@transaction.atomic
def install_forms(
    *,
    framework: str,
    version: str,
    stages: Sequence[str],
    rows: Sequence[AskedRow],
    checks: Sequence[CheckText],
    by: User | None,
) -> list[ReportForm]:
    """Store what reports of each stage and frequency ask for; a framework version installs its forms once."""
    if ReportForm.objects.filter(framework=framework, version=version).exists():
        message = _("The forms of version %(version)s of this framework are installed already.")
        raise NoLongerPossible("forms_installed", message % {"version": version})
    asked = _Framework(
        code=framework,
        version=version,
        stages=tuple(stages) or ("",),
        rows=tuple(rows),
        checks=tuple(checks),
        indicators=_indicators_of(rows),
    )
    made = [
        form
        for stage in asked.stages
        for every in Frequency.values
        if (form := _install_form(asked, stage, every)) is not None
    ]
    for form in made:
        audit.record("form.install", by=by, on=form, framework=framework, version=version)
    return made


def _indicators_of(rows: Sequence[AskedRow]) -> dict[str, Indicator]:
    codes = {row.indicator for row in rows} | {code for row in rows for code in row.items}
    found = {one.code: one for one in Indicator.objects.filter(code__in=codes)}
    if missing := sorted(codes - found.keys()):
        message = _("These indicators are not known: %(codes)s.")
        raise RuleBroken("indicator_unknown", message % {"codes": ", ".join(missing)})
    return found


def _install_form(asked: _Framework, stage: str, every: str) -> ReportForm | None:
    """Make one form; none where nothing would be asked at this stage and frequency."""
    plan = list(_planned(asked, stage, every))
    if all(row.source == EntrySource.FORMULA for row, _below in plan):
        return None
    form = ReportForm.objects.create(
        framework=asked.code, version=asked.version, stage=stage, every=every
    )
    made: dict[str, FormEntry] = {}
    for position, (row, below) in enumerate(plan, start=1):
        made[row.indicator] = FormEntry.objects.create(
            form=form,
            position=position,
            indicator=asked.indicators[row.indicator],
            source=row.source,
            hangs_below=made[below] if below else None,
            formula=row.formula,
            is_required=row.is_required,
            category=row.category,
            category_titles=dict(row.category_titles),
            concept=row.concept,
            concept_titles=dict(row.concept_titles),
            paper=row.paper,
            evidence_asked=dict(row.evidence),
        )
    FormCheck.objects.bulk_create(_checks_of(asked, form, set(made)))
    return form


def _planned(asked: _Framework, stage: str, every: str) -> Iterable[tuple[AskedRow, str]]:
    """Yield the rows of a form in order, each with the formula that it hangs below."""
    present = [
        row for row in asked.rows if _is_reached(asked, row, stage) and _stands_alone(asked, row)
    ]
    own = {row.indicator for row in present}
    placed: set[str] = set()
    for row in present:
        is_due = asked.indicators[row.indicator].every == every
        if row.source != EntrySource.FORMULA:
            if is_due and row.indicator not in placed:
                placed.add(row.indicator)
                yield row, ""
            continue
        due_items = [
            code for code in _base_items(asked, row) if asked.indicators[code].every == every
        ]
        if is_due or due_items:
            yield row, ""
        for code in due_items:
            if code not in placed and code not in own:
                placed.add(code)
                yield _item_row(asked, code, row), row.indicator


def _is_reached(asked: _Framework, row: AskedRow, stage: str) -> bool:
    """Whether a row belongs to `stage` or an earlier one."""
    if row.stage not in asked.stages:
        return not stage
    return asked.stages.index(row.stage) <= asked.stages.index(stage)


def _stands_alone(asked: _Framework, row: AskedRow) -> bool:
    """Whether a row has a place of its own; items stand below the formulas that use them."""
    is_item = asked.indicators[row.indicator].kind == IndicatorKind.ITEM
    return not is_item or not any(row.indicator in formula.items for formula in asked.rows)


def _base_items(asked: _Framework, row: AskedRow, seen: frozenset[str] = frozenset()) -> list[str]:
    """Return the codes that a formula is made of in the end, other formulas followed through."""
    found: list[str] = []
    for code in row.items:
        inner = asked.by_code.get(code)
        is_formula = inner is not None and inner.source == EntrySource.FORMULA
        if inner is not None and is_formula and code not in seen:
            found.extend(_base_items(asked, inner, seen | {row.indicator}))
        elif not is_formula:
            found.append(code)
    return list(dict.fromkeys(found))


def _item_row(asked: _Framework, code: str, formula: AskedRow) -> AskedRow:
    """Return how an item is asked for below a formula: in its place, as the framework says of the item itself."""
    own = asked.by_code.get(code)
    return AskedRow(
        indicator=code,
        source=own.source if own else EntrySource.ENTRY,
        stage=formula.stage,
        category=formula.category,
        category_titles=formula.category_titles,
        concept=formula.concept,
        concept_titles=formula.concept_titles,
        paper=formula.paper,
        evidence=own.evidence if own else {},
        is_required=own.is_required if own else formula.is_required,
    )


def _checks_of(asked: _Framework, form: ReportForm, rows: set[str]) -> Iterable[FormCheck]:
    """Yield the checks that say something about a row of the form."""
    for position, check in enumerate(asked.checks, start=1):
        if rows & {name.code for name in parse(check.rule).names}:
            yield FormCheck(
                form=form,
                position=position,
                level=check.level,
                rule=check.rule,
                missing_fails=check.missing_fails,
                fails_as=dict(check.fails_as),
            )
