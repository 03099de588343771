"""Writing records: who may, codes, versions, what is on record, what is told to the apps above."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.models import Meeting
from parks.models import Enterprise, Plot
from parks.registers import REGISTERS
from parks.services.records import (
    Writing,
    add_record,
    change_record,
    remove_record,
    write_records,
)
from parks.signals import records_written
from tests.parks.records_for_tests import make_record, values_of

PLOTS, MEETINGS, ENTERPRISES = REGISTERS["plots"], REGISTERS["meetings"], REGISTERS["enterprises"]
CROOKED = {"type": "Polygon", "coordinates": [[[0, 0, 9], [0, 1, 9], [1, 1, 9], [0, 0, 9]]], "x": 1}


def plot_of(cast, **more):
    return make_record("plots", cast.park, by=cast.editor, **more)


def acts():
    kept = AuditEntry.objects.filter(action__startswith="record.").order_by("sequence")
    return [(one.action, one.target_label, one.details) for one in kept]


def test_codes_are_given_in_their_order(cast):
    codes = [plot_of(cast, code=code).code for code in ("", "", "PL-0010", "", "North")]
    assert codes == ["PL-0001", "PL-0002", "PL-0010", "PL-0011", "North"]


def test_a_code_is_not_given_again_after_its_record_was_struck_off(cast):
    plot = plot_of(cast)
    remove_record(PLOTS, plot, reason="Twice.", by=cast.editor)
    assert plot_of(cast).code == "PL-0002"


def test_a_code_can_be_taken_on_purpose_once_it_is_free(cast):
    plot = plot_of(cast)
    with pytest.raises(RuleBroken) as refused:
        plot_of(cast, code="PL-0001")
    assert (refused.value.code, refused.value.details["field"]) == ("code_taken", "code")
    remove_record(PLOTS, plot, reason="Twice.", by=cast.editor)
    assert plot_of(cast, code="PL-0001").pk != plot.pk


def test_each_park_counts_its_own_codes(cast):
    plot_of(cast)
    assert make_record("plots", cast.foreign_park, by=cast.stranger).code == "PL-0001"


def test_what_is_not_said_of_a_new_record_is_as_usual(cast):
    case = make_record("approval-cases", cast.park, by=cast.editor)
    assert (case.is_renewal, case.is_fast_track, case.decided_on) == (True, False, None)


def test_a_record_is_on_record(cast):
    plot = plot_of(cast, name_zh="")
    plot = change_record(PLOTS, plot, {"status": "idle"}, seen_version=1, by=cast.lead)
    remove_record(PLOTS, plot, reason=" Sold. ", by=cast.lead)

    (made, changed, removed) = acts()
    assert made[0] == "record.create"
    assert made[2]["register"] == "plots"
    assert made[2]["after"]["status"] == "in_use"
    assert "name_zh" not in made[2]["after"]
    assert changed[2] == {
        "register": "plots",
        "before": {"status": "in_use"},
        "after": {"status": "idle"},
    }
    assert removed[2] == {"register": "plots", "reason": "Sold."}


def test_a_record_that_says_the_same_is_left_as_it_is(cast):
    plot = plot_of(cast)
    same = change_record(PLOTS, plot, values_of(PLOTS, cast.park), seen_version=1, by=cast.editor)

    assert same.version == 1
    assert [action for action, _label, _details in acts()] == ["record.create"]


def test_a_change_that_answers_to_an_old_version_is_refused_with_both(cast):
    plot = plot_of(cast)
    change_record(PLOTS, plot, {"status": "idle"}, seen_version=1, by=cast.lead)
    with pytest.raises(ChangedMeanwhile) as refused:
        change_record(PLOTS, plot, {"status": "renewed"}, seen_version=1, by=cast.editor)

    assert refused.value.details["theirs"]["status"] == "idle"
    assert refused.value.details["version"] == 2
    assert Plot.objects.get().status == "idle"


def test_what_is_struck_off_is_not_changed_nor_struck_off_again(cast):
    plot = plot_of(cast)
    remove_record(PLOTS, plot, reason="Twice.", by=cast.editor)
    with pytest.raises(NoLongerPossible):
        change_record(PLOTS, plot, {"status": "idle"}, seen_version=1, by=cast.editor)
    with pytest.raises(NoLongerPossible):
        remove_record(PLOTS, plot, reason="Twice.", by=cast.editor)


def test_a_record_is_struck_off_with_a_reason(cast):
    with pytest.raises(RuleBroken) as refused:
        remove_record(PLOTS, plot_of(cast), reason="  ", by=cast.editor)
    assert refused.value.code == "reason_required"


def test_what_others_refer_to_is_not_struck_off(cast):
    plot = plot_of(cast)
    firm = make_record("enterprises", cast.park, by=cast.editor, plot="PL-0001")
    with pytest.raises(NoLongerPossible) as refused:
        remove_record(PLOTS, plot, reason="Sold.", by=cast.editor)
    assert refused.value.code == "record_referred_to"
    assert "EN-0001" in refused.value.message

    remove_record(ENTERPRISES, firm, reason="Gone.", by=cast.editor)
    remove_record(PLOTS, plot, reason="Sold.", by=cast.editor)
    assert not Plot.objects.current().exists()


@pytest.mark.parametrize("role", ["reviewer", "authority", "observer", "administrator", "stranger"])
def test_only_keepers_write(cast, role):
    plot, by = plot_of(cast), cast.person(role)
    with pytest.raises(PermissionDenied):
        add_record(PLOTS, cast.park, values_of(PLOTS, cast.park), by=by)
    with pytest.raises(PermissionDenied):
        change_record(PLOTS, plot, {"status": "idle"}, seen_version=99, by=by)
    with pytest.raises(PermissionDenied):
        remove_record(PLOTS, plot, reason="Sold.", by=by)


def test_many_are_written_or_none(cast):
    good, bad = values_of(PLOTS, cast.park), {**values_of(PLOTS, cast.park), "land_use": "moon"}
    with pytest.raises(RuleBroken):
        write_records(PLOTS, cast.park, [Writing(good), Writing(bad)], by=cast.editor)
    assert not Plot.objects.exists()


def test_many_are_written_in_their_order_new_and_old(cast):
    old = plot_of(cast)
    values = values_of(PLOTS, cast.park)
    written = write_records(
        PLOTS,
        cast.park,
        [
            Writing({**values, "status": "idle"}),
            Writing({"status": "renewed"}, old),
            Writing(values),
        ],
        by=cast.editor,
    )
    assert [(one.code, one.status, one.version) for one in written] == [
        ("PL-0002", "idle", 1),
        ("PL-0001", "renewed", 2),
        ("PL-0003", "in_use", 1),
    ]


def test_two_of_many_may_not_have_the_same_code(cast):
    values = {**values_of(PLOTS, cast.park), "code": "A"}
    with pytest.raises(RuleBroken) as refused:
        write_records(PLOTS, cast.park, [Writing(values), Writing(values)], by=cast.editor)
    assert refused.value.code == "code_taken"


@pytest.mark.parametrize("many", [1, 40])
def test_many_take_as_many_queries_as_one(cast, many, django_assert_num_queries):
    writings = [Writing(values_of(PLOTS, cast.park)) for _one in range(many)]
    with django_assert_num_queries(19):
        write_records(PLOTS, cast.park, writings, by=cast.editor)


def test_related_records_are_set_kept_and_taken_away(cast):
    actors = [make_record("actors", cast.park, by=cast.editor) for _one in range(3)]
    meeting = make_record("meetings", cast.park, by=cast.editor, attended_by=["AC-0001", "AC-0002"])

    def attending(**values):
        now = Meeting.objects.get(pk=meeting.pk)
        change_record(MEETINGS, now, values, seen_version=now.version, by=cast.editor)
        return [one.code for one in Meeting.objects.get().attended_by.order_by("code")]

    assert attending(is_pilot=True) == ["AC-0001", "AC-0002"]
    assert attending(attended_by=actors[1:]) == ["AC-0002", "AC-0003"]
    assert attending(attended_by=[]) == []
    changed = [details for action, _label, details in acts() if action == "record.change"]
    assert changed[1]["before"] == {"attended_by": ["AC-0001", "AC-0002"]}
    assert changed[1]["after"] == {"attended_by": ["AC-0002", "AC-0003"]}


def test_a_geometry_is_kept_without_what_nobody_reads(cast):
    plot_of(cast, geometry=CROOKED)
    kept = Plot.objects.get().geometry
    assert kept == {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}


def test_texts_lose_the_spaces_around_them(cast):
    make_record("enterprises", cast.park, by=cast.editor, name_en="  Bearings ")
    assert Enterprise.objects.get().name_en == "Bearings"


def test_the_ends_of_lines_are_no_change(cast):
    meeting = make_record("meetings", cast.park, by=cast.editor, agenda="Land.\nHousing.")
    values = {"agenda": "Land.\r\nHousing.\r\n"}
    same = change_record(MEETINGS, meeting, values, seen_version=1, by=cast.editor)
    assert (same.version, same.agenda) == (1, "Land.\nHousing.")


def test_the_apps_above_are_told_what_was_written(cast):
    heard = []

    def listen(sender, records, **said):
        heard.append((sender, [one.code for one in records]))

    records_written.connect(listen, sender=Plot)
    plot = plot_of(cast)
    change_record(PLOTS, plot, {}, seen_version=1, by=cast.editor)
    remove_record(PLOTS, plot, reason="Sold.", by=cast.editor)
    records_written.disconnect(listen, sender=Plot)

    assert heard == [(Plot, ["PL-0001"]), (Plot, []), (Plot, ["PL-0001"])]
