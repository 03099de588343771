"""The page of a finding after a refused form: what was typed stays, what may not be done is not offered."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from governance.forms.supervision import CloseFindingForm, PlanForm
from governance.views.finding_showing import find_finding, show_finding
from tests.governance.supervised import in_october, raised


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def request_of(cast):
    def made(name):
        request = RequestFactory().get("/")
        request.user, request.htmx = cast.person(name), False
        return request

    return made


def test_who_may_not_see_a_finding_does_not_find_it(cast, request_of):
    finding = raised(cast)
    assert find_finding(request_of("lead"), cast.park.code, finding.code).may_plan
    with pytest.raises(Http404):
        find_finding(request_of("observer"), cast.park.code, finding.code)


def test_a_refused_form_keeps_what_was_typed(cast, request_of):
    raised(cast)
    request = request_of("lead")
    finding = find_finding(request, cast.park.code, "2026-001")
    form = PlanForm({"action": "Order the rails."}, auto_id="plan-%s")
    page = show_finding(request, finding, form=("plan", form))
    assert page.status_code == 422
    assert "Order the rails." in page.content.decode()


def test_a_form_that_is_not_open_is_not_shown(cast, request_of):
    raised(cast)
    request = request_of("lead")
    finding = find_finding(request, cast.park.code, "2026-001")
    form = CloseFindingForm({"text": "Good."})
    form.add_error(None, "Only a rectified finding can be closed.")
    page = show_finding(request, finding, form=("close", form), status=409).content.decode()
    assert "Only a rectified finding can be closed." in page
    assert 'id="close"' not in page
