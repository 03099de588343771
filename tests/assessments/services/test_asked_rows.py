"""What a framework asks of committees."""

from assessments.framework_file import read_framework
from assessments.services.asked_rows import asked_rows, check_texts
from governance.choices import EntrySource
from tests.assessments.framework_texts import SMALL, WANG


def test_each_indicator_is_a_row_in_tree_order_with_its_stage_and_heading():
    rows = asked_rows(read_framework(SMALL))
    assert [(row.indicator, row.stage, row.category) for row in rows] == [
        ("vacancy", "t1", "space"),
        ("satisfaction", "t1", "space"),
        ("access", "t2", "equality"),
    ]


def test_a_formula_names_its_items_in_the_order_of_its_text():
    vacancy, satisfaction, access = asked_rows(read_framework(SMALL))
    assert vacancy.items == ("vacant_area", "floor_area")
    assert (vacancy.source, satisfaction.source, access.source) == (
        EntrySource.FORMULA,
        EntrySource.ENTRY,
        EntrySource.REGISTER,
    )


def test_rows_of_the_paper_carry_concept_section_and_evidence():
    rows = {row.indicator: row for row in asked_rows(read_framework(WANG))}
    row = rows["plan_milestones_on_time"]
    assert (row.category, row.concept, row.paper) == (
        "industry_positioning",
        "transformation_planning",
        "4.1.1",
    )
    assert row.concept_titles["zh-hans"] == "产业转型规划体系"
    assert row.evidence["en"] == "plan schedule and acceptance records"
    assert len(rows) == 63


def test_checks_keep_level_and_what_to_do_where_a_value_is_missing():
    first, second = check_texts(read_framework(SMALL))
    assert (first.level, first.missing_fails) == ("error", False)
    assert (second.level, second.missing_fails) == ("warning", True)
    assert second.fails_as["zh-hans"] == "空置率变动超过10个百分点"
