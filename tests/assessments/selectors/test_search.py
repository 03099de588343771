"""The search over what one may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.selectors.search import GROUPS, SHOWN, search_for, words_of
from governance.models import StageReport
from governance.permissions import may_view_report
from governance.report_workflow import reopen_report
from parks.choices import Role
from tests.assessments.many import copy_park
from tests.assessments.small import at
from tests.factories import grant, make_park, make_user
from tests.governance.policies_for_tests import make_policy


def found_for(user, text, **more):
    return search_for(user, text, **more)


def codes(user, text):
    return [one.code for one in found_for(user, text).of("parks").hits]


def reports(user, text):
    return [
        (one.report.park.code, one.report.period.code)
        for one in found_for(user, text).of("reports").hits
    ]


@pytest.mark.parametrize(
    "text",
    [
        "LH-01",
        "lh-01",
        "lianhe",
        "old machinery",
        "machinery lianhe",
        "联合",
        "机械园区",
        "\uff2c\uff28\uff0d\uff10\uff11",
    ],
)
def test_parks_are_found_by_code_and_names_in_both_languages(cast, text):
    assert codes(cast.reviewer, text) == ["LH-01"]


@pytest.mark.parametrize("text", ["QN-01", "园区QN", "Park QN"])
def test_what_one_may_not_see_is_neither_found_nor_counted(cast, text):
    assert found_for(cast.reviewer, text).count == 0
    assert codes(cast.stranger, text) == ["QN-01"]


def test_an_exact_code_comes_first(cast):
    make_park("A-1", cast.district, name_en="Other", name_zh="")
    make_park("A-11", cast.district, name_en="A-1 yard", name_zh="")
    make_park("AA-1", cast.district, name_en="Third", name_zh="")
    assert codes(cast.reviewer, "a-1") == ["A-1", "A-11", "AA-1"]


def test_a_full_width_name_is_found_as_it_is_written(cast):
    make_park("A-1", cast.district, name_en="", name_zh="老厂（东区）")
    assert codes(cast.reviewer, "老厂（东区）") == ["A-1"]


def test_signs_of_patterns_are_plain_signs(cast):
    assert codes(cast.reviewer, "%") == []
    assert codes(cast.reviewer, "L_-01") == []


@pytest.mark.parametrize(
    "text", ["yj-1", "补贴 办法", "subsidies", "treasury", "\u30142026\u301512号"]
)
def test_policies_are_found_by_code_names_issuer_and_number(cast, text):
    make_policy(
        "YJ-1",
        cast.province,
        name_en="Subsidies",
        name_zh="更新补贴办法",
        issuer="Treasury",
        number="云政发\u30142026\u301512号",
    )
    assert [one.code for one in found_for(cast.observer, text).of("policies").hits] == ["YJ-1"]
    assert found_for(cast.stranger, text).of("policies").count == 0


def test_struck_off_policies_are_not_found(cast):
    gone = make_policy("YJ-1", cast.province)
    gone.removed_at = gone.changed_at
    gone.save()
    assert found_for(cast.authority, "YJ-1").of("policies").count == 0


@pytest.mark.parametrize("text", ["", "   ", "\0", "\u3000"])
def test_nothing_is_looked_for_without_words(cast, text, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found_for(cast.reviewer, text).groups == ()


def test_a_long_text_is_cut(cast):
    found = found_for(cast.reviewer, "x " * 5000)
    assert len(found.text) <= 100
    assert found.groups == ()


@pytest.mark.parametrize(
    "text",
    [
        "lianhe 2025-Q2",
        "Q2 2025 LH-01",
        "联合 2025年第2季度",
        "２０２５年第二季度 联合",
        "lianhe 2025-q2",
    ],
)
def test_reports_are_found_by_park_and_period(cast, scored, text):
    assert reports(cast.reviewer, text) == [("LH-01", "2025-Q2")]


def test_a_month_is_found_as_chinese_writes_it(cast, scored):
    assert reports(cast.reviewer, "2025年3月") == [("LH-01", "2025-03")]


def test_reports_of_a_park_are_found_the_latest_first(cast, scored):
    periods = [period for _park, period in reports(cast.reviewer, "lianhe")]
    assert periods[0] == "2025-06"
    assert "2024" in periods or len(periods) == SHOWN


def test_drafts_do_not_exist_in_the_search_of_an_observer(cast, scored):
    found = found_for(cast.observer, "lianhe").of("reports")
    assert {one.state for one in found.hits} == {"accepted"}
    assert found.count < found_for(cast.reviewer, "lianhe").of("reports").count


@pytest.mark.parametrize("role", ["editor", "reviewer", "observer", "consultant", "stranger"])
def test_the_reports_found_are_those_that_one_may_view(cast, scored, role):
    with at("2025-07-18"):
        report = StageReport.objects.get(park=scored, period__code="2025-Q1")
        reopen_report(report, by=cast.authority, reason="A hall was missed.")
    user = cast.person(role)
    visible = StageReport.objects.filter(may_view_report(user), park=scored).newest_revisions()
    found = found_for(user, "lianhe", group="reports").of("reports")
    assert {one.report.pk for one in found.hits} == set(visible.values_list("pk", flat=True))


def test_indicators_and_items_lead_to_their_framework(cast, scored):
    hit = found_for(cast.observer, "vacancy").of("indicators").hits[0]
    assert (hit.framework, hit.version, hit.anchor) == ("small", "1", "node-vacancy")
    hit = found_for(cast.observer, "中文Tax paid").of("indicators").hits[0]
    assert hit.anchor == "item-tax"


def test_administrators_find_everybody_by_name_and_address(cast):
    found = found_for(cast.administrator, "stranger@example").of("people")
    assert [(one.person, one.park) for one in found.hits] == [(cast.stranger, None)]


def test_leads_find_the_people_of_their_parks(cast):
    found = found_for(cast.lead, "editor").of("people")
    assert [(one.person, one.park) for one in found.hits] == [(cast.editor, cast.park)]
    assert found_for(cast.lead, "stranger").of("people").count == 0
    assert found_for(cast.lead, "reviewer").of("people").count == 0


@pytest.mark.parametrize("role", ["editor", "reviewer", "authority", "observer", "consultant"])
def test_for_others_nobody_is_there_to_be_found(cast, role):
    assert found_for(cast.person(role), "example").of("people").count == 0


def test_a_role_that_has_ended_is_no_longer_found(cast):
    former = make_user("Former editor")
    grant(former, Role.EDITOR, park=cast.park, ends_on="2020-01-01")
    assert found_for(cast.lead, "former").of("people").count == 0


def test_the_first_of_each_kind_are_shown_and_all_are_counted(cast):
    for number in range(SHOWN + 2):
        make_park(f"Z-{number:02}", cast.district, name_en="Zone")
    group = found_for(cast.reviewer, "zone").of("parks")
    assert (len(group.hits), group.count, group.is_cut) == (SHOWN, SHOWN + 2, True)
    one = found_for(cast.reviewer, "zone", group="parks", number="1")
    assert len(one.of("parks").hits) == SHOWN + 2
    assert one.page.paginator.num_pages == 1


def test_a_group_that_does_not_exist_is_all_groups(cast):
    assert found_for(cast.reviewer, "lianhe", group="tokens").page is None


@pytest.mark.parametrize("role", ["reviewer", "lead", "administrator", "observer"])
def test_any_number_of_hits_takes_the_same_queries(cast, scored, role):
    taken = set()
    for count in (1, 3):
        for number in range(count - 1):
            copy_park(scored, f"LH-2{number}")
        with CaptureQueriesContext(connection) as queries:
            search_for(cast.person(role), "a")
        taken.add(len(queries))
    assert len(taken) == 1
    assert max(taken) <= 16


def test_words_are_read_once_and_in_both_forms():
    assert [one.forms for one in words_of("\uff41b \uff41b c")] == [("ab", "\uff41b"), ("c",)]
    assert len(words_of("a b c d e f g h")) == 6
    assert GROUPS == ("parks", "reports", "policies", "indicators", "people")
