"""The path of a park, the decision on its gate, and decisions as they were taken."""

import pytest
from django.urls import reverse

from assessments.selectors.path_detail import path_detail
from assessments.services.gates import decide
from governance.models import GateDecision, PathStep
from tests.assessments.gated import AUGUST, GAP, GOOD, POOR, before_the_gate
from tests.assessments.small import at


@pytest.fixture(autouse=True)
def august():
    with at(AUGUST):
        yield


def address(name, cast, *more):
    return reverse(f"assessments:{name}", args=[cast.park.code, *more])


def page(client, user, cast):
    client.force_login(user)
    return client.get(address("path_detail", cast)).content.decode()


def form_of(client, cast):
    return client.get(address("gate_decide", cast)).context["form"]


def sent(client, cast, verdict="pass", **changes):
    body = {
        "verdict": verdict,
        "reason": "All rules hold.",
        "seen": form_of(client, cast)["seen"].value(),
    }
    return client.post(address("gate_decide", cast), {**body, **changes})


@pytest.mark.parametrize(
    ("name", "status"),
    [("editor", 200), ("observer", 200), ("stranger", 404), ("administrator", 404)],
)
def test_path_detail_is_for_who_has_a_role_in_the_park(client, cast, name, status):
    client.force_login(cast.person(name))
    assert client.get(address("path_detail", cast)).status_code == status


def test_path_detail_before_the_entry_says_what_comes_first(client, cast):
    assert "This park has not entered the path" in page(client, cast.observer, cast)
    assert "Decide on the entry" in page(client, cast.authority, cast)


def test_path_detail_shows_every_rule_over_the_quarters(client, cast):
    before_the_gate(cast, GOOD, POOR)
    html = page(client, cast.observer, cast)
    for text in (
        "Gate from Explore to Practise",
        "Vacancy below 20 %",
        "holds by 10 percentage points",
        "fails by 10 percentage points",
        "holds by 31.67 points",
        "Only an authority of the park&#x27;s region decides on its gates.",
        "In the latest quarter they did not all hold.",
    ):
        assert text in html
    assert "gate_decide" not in html


def test_path_detail_links_what_is_missing(client, cast):
    before_the_gate(cast, GAP, GAP)
    html = page(client, cast.editor, cast)
    assert "missing: Vacancy" in html
    assert reverse("assessments:why", args=[cast.park.code, "vacancy"]) + "?period=2025-Q2" in html


def test_path_detail_links_the_report_that_is_not_accepted_to_who_may_see_it(client, cast):
    before_the_gate(cast, second=None)
    report = reverse("governance:report_detail", args=[cast.park.code, "2025-Q2"])
    assert report in page(client, cast.editor, cast)
    html = page(client, cast.observer, cast)
    assert "The report of the quarter is not accepted." in html
    assert report not in html


def test_path_detail_says_to_an_authority_that_filed_why_not(client, cast):
    from_report = before_the_gate(cast).reports.get(period__code="2025-Q2")
    from_report.entries.first().changes.update(by=cast.authority)
    assert "You filed values of Q2 2025" in page(client, cast.authority, cast)


@pytest.mark.parametrize(
    "role", ["editor", "lead", "reviewer", "authority", "observer", "consultant"]
)
def test_path_detail_takes_as_many_queries_for_each_decision_and_role(
    client, cast, role, django_assert_num_queries
):
    before_the_gate(cast)
    client.force_login(cast.person(role))
    for _time in range(3):
        with django_assert_num_queries(22):
            client.get(address("path_detail", cast))
        client.force_login(cast.authority)
        sent(client, cast, "defer")
        client.force_login(cast.person(role))


def test_gate_decide_passes_an_open_gate(client, cast):
    before_the_gate(cast)
    client.force_login(cast.authority)
    assert "Decide on the gate" in page(client, cast.authority, cast)
    answer = sent(client, cast)
    decision = GateDecision.objects.get()
    assert answer.status_code == 302
    assert answer.url == address("decision_detail", cast, decision.pk)
    assert PathStep.objects.filter(stage="t2", gate_decision=decision).exists()


def test_gate_decide_cannot_pass_a_closed_gate_and_says_why(client, cast):
    before_the_gate(cast, GOOD, POOR)
    client.force_login(cast.authority)
    html = client.get(address("gate_decide", cast)).content.decode()
    assert "It cannot be passed: “Vacancy below 20 %” does not hold" in html
    assert "disabled" in html
    answer = sent(client, cast)
    assert answer.status_code == 409
    assert "The gate is not open" in answer.content.decode()
    assert sent(client, cast, "refuse").status_code == 302


def test_gate_decide_shows_anew_what_changed(client, cast):
    before_the_gate(cast)
    client.force_login(cast.authority)
    answer = sent(client, cast, seen="f" * 64)
    assert answer.status_code == 412
    assert "has changed since you looked" in answer.content.decode()
    again = {"verdict": "pass", "reason": "Fine.", "seen": answer.context["form"]["seen"].value()}
    assert client.post(address("gate_decide", cast), again).status_code == 302


def test_gate_decide_needs_a_reason(client, cast):
    before_the_gate(cast)
    client.force_login(cast.authority)
    answer = sent(client, cast, reason="")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"reason"}


def test_gate_decide_without_a_gate_says_so(client, cast):
    client.force_login(cast.authority)
    html = client.get(address("gate_decide", cast)).content.decode()
    assert "There is no gate ahead of this park." in html


@pytest.mark.parametrize(("name", "status"), [("reviewer", 403), ("lead", 403), ("stranger", 404)])
def test_gate_decide_is_refused_to_others(client, cast, name, status):
    before_the_gate(cast)
    client.force_login(cast.person(name))
    assert client.get(address("gate_decide", cast)).status_code == status


def decided(cast, verdict="defer"):
    seen = path_detail(cast.park, cast.authority).seen
    return decide(cast.park, verdict=verdict, reason="Wait a year.", by=cast.authority, seen=seen)


def test_decision_detail_shows_what_it_rested_on(client, cast):
    before_the_gate(cast)
    decision = decided(cast)
    client.force_login(cast.observer)
    html = client.get(address("decision_detail", cast, decision.pk)).content.decode()
    for text in ("Wait a year.", "Deferred", "Vacancy below 20 %", "holds by 10", "small 1"):
        assert text in html
    assert "Revoke the decision" not in html
    client.force_login(cast.stranger)
    assert client.get(address("decision_detail", cast, decision.pk)).status_code == 404


def test_decision_revoke_keeps_it_on_record(client, cast):
    before_the_gate(cast)
    decision = decided(cast, "pass")
    where = address("decision_revoke", cast, decision.pk)
    client.force_login(cast.authority)
    assert client.post(where, {"reason": ""}).status_code == 422
    assert client.post(where, {"reason": "Counted wrongly."}).status_code == 302
    html = client.get(address("decision_detail", cast, decision.pk)).content.decode()
    assert "Counted wrongly." in html
    assert "Revoke the decision" not in html
    assert client.post(where, {"reason": "Again."}).status_code == 409
    client.force_login(cast.reviewer)
    assert client.post(where, {"reason": "No."}).status_code == 403
