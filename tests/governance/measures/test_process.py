"""The ten measures of the process, by the codes of their indicators."""

from governance.measures.process import PROCESS_MEASURES


def test_each_measure_stands_under_its_indicator():
    assert {code: one.indicator for code, one in PROCESS_MEASURES.items()} == {
        code: code
        for code in (
            "pilot_meetings_with_partners",
            "joint_meetings",
            "university_agreements_per_100_firms",
            "consultation_turnout",
            "plans_published_30_days",
            "duties_assigned",
            "median_approval_days",
            "approvals_on_time",
            "fast_track_share",
            "report_completeness",
        )
    }


def test_what_a_measure_tells_is_a_sentence():
    for one in PROCESS_MEASURES.values():
        assert "12 " in str(one.told) % {"part": "7", "whole": "12"}
        assert str(one.told).endswith(".")
        assert str(one.nothing).endswith(".")
