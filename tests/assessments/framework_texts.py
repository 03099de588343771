"""Framework files for tests: the two of the product and a small one with all kinds of parts."""

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "assessments" / "frameworks"
WANG = (FOLDER / "wang-2023.yaml").read_text()
LOGISTICS = (FOLDER / "logistics-2026.yaml").read_text()

SMALL = """\
code: small
version: 1.0.0
title: {en: Small framework, zh-hans: 小型指标体系}
citation: "Invented for tests."
missing:
  carry: {month: 3, quarter: 2, year: 1}
  then: omit
  minimum_completeness: 0.5
bands:
  - {from: 0, code: weak, title: {en: Weak, zh-hans: 薄弱}}
  - {from: 60, code: sound, title: {en: Sound, zh-hans: 良好}}
units:
  "%": {en: "%", zh-hans: "%"}
  m2: {en: m², zh-hans: 平方米}
stages:
  - {code: t1, title: {en: Exploration, zh-hans: 探索}}
  - {code: t2, title: {en: Practice, zh-hans: 实践}}
  - {code: complete, title: {en: Upgraded, zh-hans: 完成}, terminal: true}
aspects:
  - {code: conversion, title: {en: Conversion, zh-hans: 转换}}
items:
  - code: floor_area
    title: {en: Floor area, zh-hans: 建筑面积}
    definition:
      en: Floor area of all buildings at the end of the month.
      zh-hans: 指月末全部房屋的建筑面积。
    unit: m2
    every: month
  - code: vacant_area
    title: {en: Vacant floor area, zh-hans: 空置面积}
    definition:
      en: Floor area that is vacant at the end of the month.
      zh-hans: 指月末空置的建筑面积。
    unit: m2
    every: month
goals:
  - code: positioning
    title: {en: Positioning, zh-hans: 定位}
    definition: {en: How well the park is positioned., zh-hans: 反映园区定位。}
    stage: t1
    categories:
      - code: space
        title: {en: Space, zh-hans: 空间}
        definition: {en: How the space is used., zh-hans: 反映空间利用。}
        aggregation: geometric
        indicators:
          - code: vacancy
            title: {en: Vacancy rate, zh-hans: 空置率}
            definition: {en: Vacant share of the floor area., zh-hans: 指空置面积占比。}
            unit: "%"
            every: month
            by: formula
            formula: "vacant_area / floor_area * 100"
            score: {worst: 43.2, best: 5}
            weight: 3
            basis: published
          - code: satisfaction
            title: {en: Satisfaction, zh-hans: 满意率}
            definition: {en: Share of firms that are satisfied., zh-hans: 指满意企业占比。}
            unit: "%"
            every: quarter
            by: entry
            score: {worst: 50, best: 95}
            basis: proposed
            evidence: {en: survey, zh-hans: 问卷}
  - code: equality
    title: {en: Equality, zh-hans: 平等}
    definition: {en: How equal the space is., zh-hans: 反映空间平等。}
    stage: t2
    indicators:
      - code: access
        title: {en: Access, zh-hans: 可达率}
        definition: {en: Share of people with access., zh-hans: 指可达人口占比。}
        unit: "%"
        every: year
        by: platform
        register: {en: facilities, zh-hans: 设施}
        empty: not_applicable
        score: {method: steps, edges: [50, 80], scores: [0, 60, 100]}
        basis: convention
caps:
  - node: positioning
    at: 59
    when: "value.vacancy >= 50"
    title: {en: Half of the space is vacant, zh-hans: 一半空间空置}
gates:
  - from: t1
    to: t2
    quarters: 2
    rules:
      - rule: "score.positioning >= 60"
        title: {en: Positioning at least 60, zh-hans: 定位不低于60分}
      - rule: "value.vacancy < 43.2 and completeness.positioning >= 0.8"
        title: {en: Vacancy below 43.2 %, zh-hans: 空置率低于43.2%}
checks:
  - level: error
    rule: "vacant_area <= floor_area"
    fails_as: {en: Vacant exceeds total, zh-hans: 空置面积大于总面积}
  - level: warning
    rule: "abs(vacancy - previous.vacancy) <= 10"
    missing: fail
    fails_as: {en: Vacancy moved by more than 10 points, zh-hans: 空置率变动超过10个百分点}
"""


def changed(old: str, new: str, text: str = SMALL) -> str:
    """Return a framework file with one place changed."""
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)
