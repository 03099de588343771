"""Rules in words, in both languages."""

import pytest

from engine.rules import in_words, parse

TITLES = {
    "en": {
        "vacancy_rate": "Vacancy rate",
        "firms": "Firms",
        "goal": "Spatial equality",
        "tax": "Tax",
    },
    "zh-hans": {"vacancy_rate": "空置率", "firms": "企业数", "goal": "空间平等", "tax": "税收"},
}
UNITS = {
    "en": {"vacancy_rate": "%", "tax": "10k CNY", "firms": "firms"},
    "zh-hans": {"vacancy_rate": "%", "tax": "万元", "firms": "家"},
}


def said(text, language):
    return in_words(parse(text), TITLES[language], language, units=UNITS[language])


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("value.vacancy_rate < 43.2", "Vacancy rate is below 43.2 %", "空置率低于43.2%"),
        ("vacancy_rate > -1", "Vacancy rate is above −1 %", "空置率高于−1%"),
        ("1000 >= firms", "1,000 firms is at least Firms", "1,000家不低于企业数"),
        ("tax == 5", "Tax equals 5 (10k CNY)", "税收等于5万元"),
        ("tax / firms != 5", "Tax ÷ Firms differs from 5", "税收 ÷ 企业数不等于5"),
        (
            "score.goal >= 60",
            "The score of Spatial equality is at least 60 points",
            "空间平等得分不低于60分",
        ),
        (
            "completeness.goal >= 0.55",
            "The completeness of Spatial equality is at least 55 %",
            "空间平等完整度不低于55%",
        ),
        (
            "abs(vacancy_rate - previous.vacancy_rate) <= 10",
            "The difference between Vacancy rate and the previous Vacancy rate is at most 10 percentage points",
            "空置率与上期空置率之差的绝对值不高于10个百分点",
        ),
        ("abs(tax) <= 1", "The size of Tax is at most 1 (10k CNY)", "税收的绝对值不高于1万元"),
        (
            "tax > 1 and (firms > 2 or not firms < 1)",
            "Tax is above 1 (10k CNY) and (Firms is above 2 firms or Firms is at least 1 firms)",
            "税收高于1万元，且（企业数高于2家，或企业数不低于1家）",
        ),
        ("not (tax > 1 and firms > 1)", None, "以下不成立：（税收高于1万元，且企业数高于1家）"),
        ("not ismissing(tax)", "Tax is known", "税收有值"),
        ("ismissing(tax) or true", "Tax is missing or always", "税收缺失，或恒成立"),
        ("tax / firms * 100", "Tax ÷ Firms × 100", "税收 ÷ 企业数 × 100"),
        ("tax - (firms - 1)", "Tax − (Firms − 1)", "税收 − （企业数 − 1）"),
        ("-(tax + 1) * -firms", "−(Tax + 1) × (−Firms)", "−（税收 + 1） × （−企业数）"),
        (
            "(tax + 1)**2 / vacancy_rate**-1",
            "(Tax + 1)² ÷ (Vacancy rate)⁻¹",
            "（税收 + 1）² ÷ 空置率⁻¹",
        ),
        ("tax**0.5", "Tax to the power of 0.5", "税收的0.5次方"),
        (
            "if(firms > 0, tax / firms, 0)",
            "Tax ÷ Firms if Firms is above 0 firms, otherwise 0",
            "若企业数高于0家则为税收 ÷ 企业数，否则为0",
        ),
        (
            "if(firms > 0, tax > 1, false)",
            "If Firms is above 0 firms, then Tax is above 1 (10k CNY), otherwise never",
            "若企业数高于0家则要求税收高于1万元，否则要求恒不成立",
        ),
        ("min(tax, firms, 3)", "The smallest of Tax, Firms and 3", "税收、企业数、3中的最小值"),
        ("max(tax, 3) * 2", "(the largest of Tax and 3) × 2", None),
        ("sum(tax, firms)", "The sum of Tax and Firms", "税收、企业数之和"),
        ("mean(tax, firms)", "The mean of Tax and Firms", "税收、企业数的平均值"),
        (
            "count(tax, firms)",
            "The number of known values among Tax and Firms",
            "税收、企业数中有值的项数",
        ),
        (
            "count(tax > 1, firms > 2) >= 1",
            "The number of conditions that hold among (Tax is above 1 (10k CNY); Firms is above 2 firms)"
            " is at least 1",
            "条件（税收高于1万元；企业数高于2家）中成立的项数不低于1",
        ),
        ("coalesce(tax, 0)", "The first known of Tax and 0", "税收、0中首个有值者"),
        (
            "coalesce(tax > 1, true)",
            "The first that can be decided among (Tax is above 1 (10k CNY); always) holds",
            None,
        ),
        ("round(tax / 2, 1)", "(Tax ÷ 2) rounded to one decimal", "（税收 ÷ 2）四舍五入至1位小数"),
        ("round(tax)", "Tax rounded to a whole number", "税收四舍五入取整"),
        ("round(tax, 3)", "Tax rounded to 3 decimals", "税收四舍五入至3位小数"),
        ("change(tax) > 0", "The change of Tax since the period before is above 0 (10k CNY)", None),
        (
            "change(vacancy_rate, 4 periods) < 5",
            "The change of Vacancy rate over 4 periods is below 5 percentage points",
            "空置率较4期前的变化低于5个百分点",
        ),
        (
            "trend(tax, 12) > 0",
            "The average change of Tax per period over the last 12 periods is above 0",
            "税收近12期平均每期的变化高于0",
        ),
        ("mean_over(tax, 4)", "The mean of Tax over the last 4 periods", "税收近4期的平均值"),
        (
            "all_over(tax > 1, 2)",
            "In each of the last 2 periods Tax is above 1 (10k CNY)",
            "近2期每期均满足税收高于1万元",
        ),
    ],
)
def test_rules_in_words(text, english, chinese):
    if english is not None:
        assert said(text, "en") == english
    if chinese is not None:
        assert said(text, "zh-hans") == chinese


def test_a_name_without_a_title_is_shown_by_its_code_and_its_own_title_wins():
    assert in_words(parse("score.goal > 1"), {}, "en") == "The score of goal is above 1 points"
    titles = {"goal": "Indicator", "score.goal": "Goal"}
    assert (
        in_words(parse("score.goal > goal"), titles, "en") == "The score of Goal is above Indicator"
    )


def test_numbers_may_be_written_another_way():
    assert in_words(parse("x > 1.5"), {}, "en", formatter="{:.2f}".format) == "X is above 1.50"
