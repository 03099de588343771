"""The path of a park: its gate is explained while it is closed, decided when it is open, and the next report asks for more."""

from datetime import UTC, datetime

import pytest
from django.utils import translation
from playwright.sync_api import expect

from accounts.templatetags.page import period_name
from governance.models import GateDecision, StageReport
from parks.choices import Role
from tests.factories import grant
from tests.journeys.people import CHINESE
from tests.journeys.scene import BEFORE, QUARTER, VALUES_AFTER, file_quarter

TOMORROW = datetime(2026, 10, 10, 6, tzinfo=UTC)
JANUARY = datetime(2027, 1, 2, 6, tzinfo=UTC)
NEXT = "2026-Q4"
PATH, DECIDE = "/parks/LH-01/path/", "/parks/LH-01/path/decide/"
VACANCY = {"en": "Vacancy below 25 %", CHINESE: "空置率低于25%"}
REASON = "Both quarters hold; the second hall is let. 两个季度均达标。"
POOR = {**VALUES_AFTER, "vacant": 300.0, "pilots": 9.0}
CLOSED = "It cannot be passed: “%(rule)s” does not hold over all quarters asked for."
FILED = "You filed values of %(period)s; nobody decides on a park in whose reports they filed."
UNDECIDED = "cannot be decided"
DONE = "The decision is on record."


@pytest.mark.redis
def test_a_park_passes_the_gate_and_its_next_report_asks_for_the_next_stage(
    scene, enter_as, turn_to, celery_worker_process
):
    authority, reviewer, editor, lead = map(enter_as, ("authority", "reviewer", "editor", "lead"))
    has_too_few_quarters(authority)
    file_the_quarter(editor, lead, reviewer)
    is_told_why_not(reviewer)
    pass_the_gate(authority)
    stands_at(lead, "t1")
    turn_to(TOMORROW)
    stands_at(lead, "t2")
    turn_to(JANUARY)
    is_asked_for_the_next_stage(editor)
    report = StageReport.objects.get(period__code=NEXT)
    assert (report.stage, report.park_id) == ("t2", scene.park.pk)
    assert StageReport.objects.get(period__code=QUARTER).stage == "t1"


def cell(person, rule, quarter):
    """The state of a rule in a quarter of the window, both counted from 0."""
    return person.part(".gate-lines tbody tr").nth(rule).locator("td").nth(2 + quarter)


def has_too_few_quarters(authority):
    """One quarter is accepted and two are asked for, so no rule can be decided."""
    authority.go(PATH)
    expect(cell(authority, 0, 0)).to_contain_text(
        authority.say("The report of the quarter is not accepted.")
    )
    expect(cell(authority, 0, 1)).to_contain_text(authority.say("holds"))
    authority.press_link("Decide on the gate")
    expect(authority.part("input[value=pass]")).to_be_disabled()


def file_the_quarter(editor, lead, reviewer):
    editor.go(f"/parks/LH-01/reports/{QUARTER}/?category=all")
    expect(editor.part("#row-access")).to_have_count(0)
    for code, value in VALUES_AFTER.items():
        editor.types(code, f"{value:g}")
        editor.has_saved(code)
    lead.go(f"/parks/LH-01/reports/{QUARTER}/")
    lead.press("Submit report")
    lead.sees("The report is submitted. It can be withdrawn until a reviewer opens it.")
    reviewer.go("/reviews/")
    reviewer.press("Open for review", "#open-form")
    reviewer.press("Accept the report", "#accept-form")
    reviewer.sees("Nothing waits for you.")


def is_told_why_not(reviewer):
    """The gate is open, but not for a reviewer to decide: the page says so, and the address refuses."""
    reviewer.go(PATH)
    expect(cell(reviewer, 1, 1)).to_contain_text(
        holds_by(reviewer, "15", reviewer.say("percentage points"))
    )
    reviewer.sees("Open", "#gate")
    button = reviewer.page.get_by_role("button", name=reviewer.say("Decide on the gate"))
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description(
        reviewer.say("Only an authority of the park's region decides on its gates.")
    )
    assert reviewer.page.request.get(DECIDE).status == 403
    assert not GateDecision.objects.exists()


def holds_by(person, figure, unit):
    amount = person.say("%(value)s %(unit)s", value=figure, unit=unit)
    return person.say("holds by %(amount)s", amount=amount)


def pass_the_gate(authority):
    """The first page says that a gate is ready; a pass needs a reason and is kept with its ground."""
    authority.go("/")
    authority.part(f"#gates a[href='{DECIDE}']").click()
    authority.part("input[value=pass]").check()
    authority.part("#id_reason").fill(REASON)
    authority.press("Decide")
    authority.sees(DONE, "#messages")
    authority.sees_exactly(REASON, "main")
    expect(authority.part(".facts .tag-ok")).to_have_text(
        authority.say.of("gate decision", "Passed")
    )
    for quarter in (0, 1):
        expect(cell(authority, 1, quarter)).to_contain_text("5" if quarter == 0 else "15")
    decision = GateDecision.objects.get()
    assert (decision.verdict, decision.decided_by) == ("pass", authority.user)
    assert [one["period"] for one in decision.evaluation["window"]] == [BEFORE, QUARTER]


def stands_at(person, stage):
    person.go(PATH)
    expect(person.part(".path .now")).to_have_class(f"step step-{stage} now")


def is_asked_for_the_next_stage(editor):
    editor.go("/")
    editor.part(f"#due a.strong[href='/parks/LH-01/reports/{NEXT}/']").click()
    expect(editor.part("h1")).to_contain_text("t2")
    editor.part("nav.cats a").last.click()
    editor.types("access", "45")
    editor.has_saved("access")


# While the gate is closed


def test_a_failing_rule_says_by_how_much_and_the_gate_can_only_be_refused(scene, say, enter_as):
    file_quarter(scene.park, QUARTER, POOR, scene.cast)
    authority = enter_as("authority")
    authority.go(PATH)
    amount = say("%(value)s %(unit)s", value="5", unit=say("percentage points"))
    expect(cell(authority, 1, 0)).to_contain_text(say("holds by %(amount)s", amount=amount))
    expect(cell(authority, 1, 1)).to_contain_text(say("fails by %(amount)s", amount=amount))
    authority.press_link("Decide on the gate")
    rule = VACANCY[say.language]
    authority.sees(CLOSED, "main", rule=rule)
    expect(authority.part("input[value=pass]")).to_be_disabled()
    authority.part("input[value=refuse]").check()
    authority.part("#id_reason").fill("Let the third hall first.")
    authority.press("Decide")
    authority.sees(DONE, "#messages")
    expect(authority.part(".facts .tag-bad")).to_have_text(say.of("gate decision", "Refused"))
    authority.go("/parks/LH-01/")
    authority.sees_exactly(rule, ".gate-rules")


def test_what_is_missing_is_named_and_leads_to_where_it_would_come_from(scene, say, enter_as):
    file_quarter(scene.park, QUARTER, {**VALUES_AFTER, "vacant": "not_applicable"}, scene.cast)
    lead = enter_as("lead")
    lead.go(PATH)
    expect(cell(lead, 1, 0)).to_contain_text(say("holds"))
    expect(cell(lead, 1, 1)).to_contain_text(say(UNDECIDED))
    cell(lead, 1, 1).locator("a").click()
    lead.page.wait_for_url(f"**/parks/LH-01/why/vacancy/?period={QUARTER}")
    lead.go(PATH)
    button = lead.page.get_by_role("button", name=say("Decide on the gate"))
    expect(button).to_be_disabled()


def test_who_filed_does_not_decide_and_reads_the_reason(scene, say, enter_as):
    file_quarter(scene.park, QUARTER, VALUES_AFTER, scene.cast)
    grant(scene.cast.lead, Role.AUTHORITY, region=scene.cast.province)
    lead = enter_as("lead")
    lead.go(PATH)
    button = lead.page.get_by_role("button", name=say("Decide on the gate"))
    expect(button).to_be_disabled()
    with translation.override(say.language):
        period = period_name(QUARTER)
    lead.sees(FILED, "#why-not", period=period)


def test_an_evaluation_that_changed_meanwhile_is_looked_at_again(scene, say, enter_as):
    """What the authority has written stays; the new evaluation stands beside it."""
    authority = enter_as("authority")
    authority.go(DECIDE)
    authority.part("input[value=defer]").check()
    authority.part("#id_reason").fill(REASON)
    file_quarter(scene.park, QUARTER, VALUES_AFTER, scene.cast)
    authority.press("Decide")
    authority.sees("The evaluation of the gate has changed since you looked; look at it again.")
    expect(authority.part("#id_reason")).to_have_value(REASON)
    expect(cell(authority, 1, 1)).to_contain_text("15")
    authority.part("input[value=pass]").check()
    authority.press("Decide")
    authority.sees(DONE, "#messages")


def test_a_pass_is_revoked_and_the_park_stands_before_the_gate_again(scene, say, enter_as, turn_to):
    file_quarter(scene.park, QUARTER, VALUES_AFTER, scene.cast)
    authority = enter_as("authority")
    pass_the_gate(authority)
    turn_to(TOMORROW)
    stands_at(authority, "t2")
    authority.part("#decisions tbody a").click()
    authority.part("#id_reason").fill("The halls were counted twice.")
    authority.press("Revoke the decision")
    authority.sees("The decision is revoked.", "#messages")
    stands_at(authority, "t1")
    authority.sees("Revoked", "#decisions")
