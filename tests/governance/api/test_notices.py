"""Monthly notices through the API."""

import pytest
from rest_framework.test import APIClient

from governance.models import MonthlyNotice
from governance.services.notices import issue_notices
from tests.factories import make_period
from tests.governance.supervised import more_parks

NEW = {"period": "2026-09", "parks": ["LH-01"], "remarks": "Mind the deadlines."}


@pytest.fixture
def call(cast):
    def send(name, method, rest="", data=None):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        form = None if method == "get" else "json"
        return getattr(client, method)(f"/api/v1/notices{rest}", data, format=form)

    return send


def test_notice_list_issues_and_lists(cast, call):
    answer = call("authority", "post", data=NEW)
    assert (answer.status_code, len(answer.data["results"])) == (201, 1)
    figures = answer.data["results"][0]["figures"]
    assert figures["reports"] == {"asked": 0, "on_time": 0, "late": 0, "missing": 0}
    assert figures["entries"]["completeness"] is None
    for name, count in (("lead", 1), ("observer", 1), ("stranger", 0)):
        assert len(call(name, "get").data["results"]) == count
    assert call("authority", "post", data=NEW).data["code"] == "notice_issued"


def test_notice_list_is_narrowed(cast, call):
    for month in ("2026-08", "2026-09"):
        issue_notices([cast.park], make_period(month), by=cast.authority)
    for asked, count in (
        ({"period": "2026-09"}, 1),
        ({"park": "LH-01", "order": "period"}, 2),
        ({"region": "YJ"}, 2),
        ({"region": "QN"}, 0),
    ):
        assert len(call("lead", "get", data=asked).data["results"]) == count


def test_notice_list_costs_the_same_for_one_and_three(cast, call, django_assert_num_queries):
    issue_notices([cast.park], make_period("2026-09"), by=cast.authority)
    with django_assert_num_queries(1):
        call("authority", "get")
    issue_notices(more_parks(cast, 2), make_period("2026-09"), by=cast.authority)
    with django_assert_num_queries(1):
        assert len(call("authority", "get").data["results"]) == 3


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"parks": ["LH-01", "QN-01"]}, "park_unknown"),
        ({"period": "2026-10"}, "month_not_ended"),
        ({"period": "soon"}, "period_unknown"),
    ],
)
def test_notice_list_refuses_what_does_not_fit(cast, call, wrong, code):
    answer = call("authority", "post", data={**NEW, **wrong})
    assert (answer.status_code, answer.data["code"]) == (400, code)
    assert not MonthlyNotice.objects.exists()


def test_notice_detail_is_for_who_sees_the_park(cast, call):
    issue_notices([cast.park], make_period("2026-09"), by=cast.authority)
    assert call("observer", "get", "/LH-01/2026-09").data["is_late"] is False
    assert call("stranger", "get", "/LH-01/2026-09").status_code == 404
    assert call("reviewer", "post", data=NEW).status_code == 403
