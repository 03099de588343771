"""The pages of registers: the list of them, one of them, a record, adding, changing, striking off."""

import pytest
from django.urls import reverse

from accounts.errors import NoLongerPossible
from parks.models import Facility, Plot
from parks.registers import REGISTERS
from parks.services.records import change_record, remove_record
from parks.views import records as views
from tests.parks.records_for_tests import make_record, make_records, typed_into_page

EACH = pytest.mark.parametrize("word", list(REGISTERS))
PLOTS = REGISTERS["plots"]
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}


def at(name, *more, park="LH-01"):
    return reverse(f"parks:{name}", args=[park, *more])


def typed(cast, word, **more):
    return {**typed_into_page(REGISTERS[word], cast.park), **more}


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def plot(cast):
    return make_record("plots", cast.park, by=cast.editor)


def test_register_list_names_every_register(as_person, cast):
    make_records(cast.park, by=cast.editor)
    page = text_of(as_person("observer").get(at("register_list")))

    for word, register in REGISTERS.items():
        assert at("record_list", word) in page
        assert register.title in page
    assert "AC-0003 City university" in page


@pytest.mark.parametrize("role", ["administrator", "stranger"])
def test_register_list_is_for_who_has_a_role_in_the_park(as_person, role):
    client = as_person(role)
    for address in (at("register_list"), at("record_list", "plots"), at("record_create", "plots")):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_register_list_has_a_constant_number_of_queries(
    as_person, cast, more, django_assert_num_queries
):
    for _one in range(more):
        make_records(cast.park, by=cast.editor)
    client = as_person("observer")
    with django_assert_num_queries(5 + len(REGISTERS)):
        client.get(at("register_list"))


@EACH
def test_record_list_of_each_register_leads_to_its_records(as_person, cast, word):
    record = make_records(cast.park, by=cast.editor)[word]
    page = text_of(as_person("observer").get(at("record_list", word)))

    assert at("record_detail", word, record.pk) in page
    assert record.code in page


@EACH
def test_record_list_says_what_it_is_for_where_it_is_empty(as_person, word):
    page = text_of(as_person("observer").get(at("record_list", word)))
    assert "Nothing stands here yet" in page


def test_record_list_answers_htmx_with_what_is_found(as_person, plot):
    answer = as_person("observer").get(
        at("record_list", "plots"), {"status": "idle"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in text_of(answer)
    assert "No record is like this" in text_of(answer)


def test_record_list_draws_what_lies_somewhere(as_person, cast):
    make_record("plots", cast.park, by=cast.editor, geometry=SQUARE)
    page = text_of(as_person("observer").get(at("record_list", "plots")))
    assert 'id="records-map"' in page
    assert "js/maps" in page


def test_record_list_offers_adding_to_keepers_alone(as_person):
    address = at("record_create", "plots")
    assert address in text_of(as_person("lead").get(at("record_list", "plots")))
    assert address not in text_of(as_person("reviewer").get(at("record_list", "plots")))


def test_record_list_knows_its_registers_only(as_person):
    assert as_person("editor").get(at("record_list", "weather")).status_code == 404


@pytest.mark.parametrize("role", ["editor", "observer", "authority"])
@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize(("word", "queries"), [("plots", 9), ("linkages", 8), ("meetings", 9)])
def test_record_list_has_a_constant_number_of_queries(
    as_person, cast, role, more, word, queries, django_assert_num_queries
):
    for _one in range(2):
        make_record("actors", cast.park, by=cast.editor)
    for _one in range(more):
        both = {"attended_by": ["AC-0001", "AC-0002"]} if word == "meetings" else {}
        make_record(word, cast.park, by=cast.editor, **both)
    client = as_person(role)
    with django_assert_num_queries(queries):
        client.get(at("record_list", word))


@EACH
def test_record_detail_of_each_register_says_what_it_holds(as_person, cast, word):
    record = make_records(cast.park, by=cast.editor)[word]
    page = text_of(as_person("editor").get(at("record_detail", word, record.pk)))

    for field in REGISTERS[word].fields.values():
        assert field.label in page
    assert record.code in page
    assert "was entered in its register" in page


def test_record_detail_keeps_the_history_from_who_sees_no_drafts(as_person, plot):
    address = at("record_detail", "plots", plot.pk)
    assert "History</h2>" in text_of(as_person("reviewer").get(address))
    assert "History</h2>" not in text_of(as_person("observer").get(address))


def test_record_detail_ends_when_its_record_is_struck_off(as_person, cast, plot):
    remove_record(PLOTS, plot, reason="Twice.", by=cast.editor)
    assert as_person("editor").get(at("record_detail", "plots", plot.pk)).status_code == 404


def test_record_detail_of_another_register_or_park_is_unknown(as_person, cast, plot):
    foreign = make_record("plots", cast.foreign_park, by=cast.stranger)
    client = as_person("editor")
    assert client.get(at("record_detail", "facilities", plot.pk)).status_code == 404
    assert client.get(at("record_detail", "plots", foreign.pk)).status_code == 404


@pytest.mark.parametrize("role", ["editor", "authority", "reviewer"])
@pytest.mark.parametrize("more", [1, 3])
def test_record_detail_has_a_constant_number_of_queries(
    as_person, cast, role, more, django_assert_num_queries
):
    codes = [make_record("actors", cast.park, by=cast.editor).code for _one in range(more)]
    meeting = make_record("meetings", cast.park, by=cast.editor, attended_by=codes)
    client = as_person(role)
    with django_assert_num_queries(11):
        client.get(at("record_detail", "meetings", meeting.pk))


@EACH
def test_record_create_adds_to_each_register_what_is_changed_and_struck_off(as_person, cast, word):
    """The life of a record, by the example that its register gives."""
    make_records(cast.park, by=cast.editor)
    client, model = as_person("editor"), REGISTERS[word].model
    before = set(model.objects.values_list("pk", flat=True))
    assert client.get(at("record_create", word)).status_code == 200

    made = client.post(at("record_create", word), typed(cast, word))
    (pk,) = set(model.objects.values_list("pk", flat=True)) - before
    assert (made.status_code, made.headers["Location"]) == (302, at("record_detail", word, pk))

    edit = at("record_edit", word, pk)
    assert client.get(edit).status_code == 200
    changed = client.post(edit, typed(cast, word, code="NEW-CODE", seen_version="1"))
    assert changed.status_code == 302
    record = model.objects.get(pk=pk)
    assert (record.code, record.version) == ("NEW-CODE", 2)

    removed = client.post(at("record_remove", word, pk), {"reason": "It was entered twice."})
    assert removed.status_code == 302
    assert model.objects.get(pk=pk).removed_at is not None


def test_record_create_says_what_is_wrong(as_person, cast):
    answer = as_person("editor").post(
        at("record_create", "facilities"), typed(cast, "facilities", longitude="181")
    )
    assert answer.status_code == 422
    assert "Longitudes lie between -180 and 180" in text_of(answer)
    assert not Facility.objects.exists()


def test_record_create_says_that_a_code_is_taken(as_person, cast, plot):
    answer = as_person("editor").post(
        at("record_create", "plots"), typed(cast, "plots", code="PL-0001")
    )
    assert answer.status_code == 422
    assert "Another record of this register has this code." in text_of(answer)


def test_record_create_places_a_point_on_a_map(as_person, cast):
    page = text_of(as_person("editor").get(at("record_create", "facilities")))
    assert "data-place-map" in page
    assert "js/place_map" in page
    assert "data-place-map" not in text_of(as_person("editor").get(at("record_create", "actors")))


@pytest.mark.parametrize("role", ["reviewer", "authority", "observer", "consultant"])
def test_record_create_is_for_keepers(as_person, cast, plot, role):
    client = as_person(role)
    assert client.get(at("record_create", "plots")).status_code == 403
    assert client.post(at("record_create", "plots"), typed(cast, "plots")).status_code == 403
    assert client.get(at("record_edit", "plots", plot.pk)).status_code == 403
    assert client.post(at("record_remove", "plots", plot.pk), {"reason": "x"}).status_code == 403


def test_record_edit_shows_both_where_somebody_else_was_faster(as_person, cast, plot):
    change_record(PLOTS, plot, {"status": "idle"}, seen_version=1, by=cast.lead)
    client, address = as_person("editor"), at("record_edit", "plots", plot.pk)
    mine = typed(cast, "plots", code="PL-0001", status="renewed", seen_version="1")
    answer = client.post(address, mine)

    assert answer.status_code == 412
    assert "Somebody else changed this record" in text_of(answer)
    assert '<td data-l="What you typed">Renewed</td>' in text_of(answer)
    assert '<td data-l="What stands there now">Idle</td>' in text_of(answer)
    assert 'name="seen_version" value="2"' in text_of(answer)
    assert Plot.objects.get().status == "idle"
    assert client.post(address, {**mine, "seen_version": "2"}).status_code == 302
    assert Plot.objects.get().status == "renewed"


def test_record_edit_says_what_is_wrong(as_person, cast, plot):
    answer = as_person("editor").post(
        at("record_edit", "plots", plot.pk), typed(cast, "plots", area_m2="0", seen_version="1")
    )
    assert answer.status_code == 422
    assert "The area of a plot is more than 0." in text_of(answer)


def test_record_edit_says_that_a_code_is_taken(as_person, cast, plot):
    make_record("plots", cast.park, by=cast.editor)
    answer = as_person("editor").post(
        at("record_edit", "plots", plot.pk), typed(cast, "plots", code="PL-0002", seen_version="1")
    )
    assert answer.status_code == 422
    assert "Another record of this register has this code." in text_of(answer)


def test_record_remove_asks_for_the_reason(as_person, plot):
    answer = as_person("editor").post(at("record_remove", "plots", plot.pk), {"reason": " "})
    assert answer.status_code == 422
    assert "<details open" in text_of(answer)


def test_record_remove_leaves_what_others_refer_to(as_person, cast, plot):
    make_record("enterprises", cast.park, by=cast.editor, plot="PL-0001")
    answer = as_person("editor").post(at("record_remove", "plots", plot.pk), {"reason": "Sold."})

    assert answer.status_code == 409
    assert "EN-0001" in text_of(answer)
    assert Plot.objects.current().exists()


def test_record_remove_says_so_where_somebody_else_was_faster(as_person, plot, monkeypatch):
    def refuse(*_given, **_more):
        raise NoLongerPossible("record_removed", "This record has been struck off.")

    monkeypatch.setattr(views, "remove_record", refuse)
    answer = as_person("editor").post(at("record_remove", "plots", plot.pk), {"reason": "Sold."})
    assert answer.status_code == 409
    assert "This record has been struck off." in text_of(answer)
