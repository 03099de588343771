"""Loads framework files as drafts and publishes them: from then on a version is frozen and its forms are installed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from assessments.choices import VersionStatus
from assessments.framework_file import (
    FrameworkFile,
    IndicatorPart,
    ItemPart,
    read_framework,
    spec_of,
)
from assessments.models import Framework, FrameworkVersion, Node
from assessments.permissions import may_manage_frameworks
from assessments.services.asked_rows import asked_rows, check_texts
from engine.spec import MinMax
from governance.services.forms import install_forms
from parks.choices import IndicatorKind
from parks.models import Indicator


@transaction.atomic
def load_framework(text: str, *, by: User | None) -> FrameworkVersion:
    """Keep a framework file as a draft, in place of an earlier draft of the same version.

    The same text again changes nothing. Errors: FrameworkErrors with all that is wrong; version_frozen.
    """
    refuse_others(by)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    file = read_framework(text)
    framework = _locked_framework(file.code)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    version = framework.versions.select_for_update().filter(version=file.version).first()
    if version is not None and version.source_sha256 == sha256:
        return version
    if version is not None and version.status == VersionStatus.PUBLISHED:
        message = _(
            "Version %(version)s of %(framework)s is published and frozen. Give the changed file a new version."
        )
        details = {"version": file.version, "framework": file.code}
        raise NoLongerPossible("version_frozen", message % details)
    version = version or FrameworkVersion(framework=framework, version=file.version)
    _keep(version, file, text, sha256, by)
    audit.record("framework.load", by=by, on=version, sha256=sha256)
    return version


@transaction.atomic
def publish_version(version: FrameworkVersion, *, by: User | None) -> FrameworkVersion:
    """Freeze a version, settle its indicators and install its report forms; a published one stays as it is.

    Errors: indicator_conflict, naming every indicator whose unit, frequency, `over` or `empty` differs.
    """
    refuse_others(by)
    version = (
        FrameworkVersion.objects.select_for_update(of=("self",))
        .select_related("framework")
        .get(pk=version.pk)
    )
    if version.status == VersionStatus.PUBLISHED:
        return version
    file = spec_of(version)
    _settle_indicators(version, file)
    version.status = VersionStatus.PUBLISHED
    version.published_at, version.published_by = clock.now(), by
    version.save(update_fields=["status", "published_at", "published_by"])
    install_forms(
        framework=file.code,
        version=file.version,
        stages=[stage.code for stage in file.stages] or [""],
        rows=asked_rows(file),
        checks=check_texts(file),
        by=by,
    )
    audit.record("framework.publish", by=by, on=version, sha256=version.source_sha256)
    return version


def refuse_others(by: User | None) -> None:
    """Only administrators keep frameworks; without a person it is the system itself."""
    if by is not None and not may_manage_frameworks(by):
        raise PermissionDenied(_("Only administrators keep frameworks and their assignments."))


def _locked_framework(code: str) -> Framework:
    """Return the framework of a code, made where there is none, so that one file of it is loaded at a time."""
    Framework.objects.get_or_create(code=code)
    return Framework.objects.select_for_update().get(code=code)


def _keep(
    version: FrameworkVersion, file: FrameworkFile, text: str, sha256: str, by: User | None
) -> None:
    """Write the draft's row and the index of its nodes."""
    version.name_en, version.name_zh = file.title["en"], file.title["zh-hans"]
    version.source, version.source_sha256 = text, sha256
    version.has_stages = bool(file.stages)
    version.is_relative = any(isinstance(one.score, MinMax) for one in file.indicators)
    version.loaded_at, version.loaded_by = clock.now(), by
    version.save()
    version.nodes.all().delete()
    made: dict[str, Node] = {}
    for position, part in enumerate(file.nodes, start=1):
        made[part.code] = Node.objects.create(
            version=version,
            code=part.code,
            kind=part.kind,
            parent=made.get(part.parent),
            position=position,
            depth=part.depth,
            weight=part.weight,
            stage=part.stage,
            aspect=part.aspect,
            name_en=part.title["en"],
            name_zh=part.title["zh-hans"],
        )


def _settle_indicators(version: FrameworkVersion, file: FrameworkFile) -> None:
    """Make what is new, refuse what differs, bring texts up to date, and tie the leaves to their indicators."""
    known = Indicator.objects.select_for_update().in_bulk(list(file.measures), field_name="code")
    conflicts = list(_conflicts(file, known))
    if conflicts:
        message = _(
            "These indicators are published already with another unit or frequency: %(codes)s."
        )
        codes = ", ".join(dict.fromkeys(str(one["indicator"]) for one in conflicts))
        raise RuleBroken("indicator_conflict", message % {"codes": codes}, conflicts=conflicts)
    for code, part in file.measures.items():
        indicator = known.setdefault(code, Indicator(code=code))
        _describe(indicator, part, file)
        indicator.save()
    leaves = list(version.nodes.filter(code__in=[one.code for one in file.indicators]))
    for leaf in leaves:
        leaf.indicator = known[leaf.code]
    Node.objects.bulk_update(leaves, ["indicator"])


def _fixed(part: ItemPart | IndicatorPart) -> dict[str, str | bool]:
    return {
        "unit": part.unit,
        "every": part.every,
        "over": part.over,
        "empty_not_applicable": isinstance(part, IndicatorPart) and part.empty_not_applicable,
    }


def _conflicts(
    file: FrameworkFile, known: Mapping[str, Indicator]
) -> Iterator[dict[str, str | bool]]:
    for code in (code for code in file.measures if code in known):
        for field, here in _fixed(file.measures[code]).items():
            there = getattr(known[code], field)
            if there != here:
                yield {"indicator": code, "field": field, "published": there, "here": here}


def _describe(indicator: Indicator, part: ItemPart | IndicatorPart, file: FrameworkFile) -> None:
    """Write what the framework says of an indicator or item; texts follow the latest publication."""
    if indicator._state.adding:
        is_item = isinstance(part, ItemPart)
        indicator.kind = IndicatorKind.ITEM if is_item else IndicatorKind.INDICATOR
        for field, value in _fixed(part).items():
            setattr(indicator, field, value)
    unit = file.units[part.unit]
    indicator.name_en, indicator.name_zh = part.title["en"], part.title["zh-hans"]
    indicator.definition_en = part.definition["en"]
    indicator.definition_zh = part.definition["zh-hans"]
    indicator.unit_en, indicator.unit_zh = unit["en"], unit["zh-hans"]
