"""The registers of a park in the API."""

import pytest
from django.urls import reverse

from parks.models import Enterprise, Plot
from parks.registers import REGISTERS
from tests.parks.records_for_tests import make_record, make_records, sent_to_api

EACH = pytest.mark.parametrize("register", REGISTERS.values(), ids=list(REGISTERS))
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}


def at(name, *more, park="LH-01"):
    return reverse(f"api:{name}", args=[park, *more])


def codes(answer):
    return [one["code"] for one in answer.json()["results"]]


@pytest.fixture
def plots(cast):
    return [
        make_record("plots", cast.park, by=cast.editor, name_en=name, status=status, is_pilot=pilot)
        for name, status, pilot in (
            ("North yard", "in_use", True),
            ("Boiler house", "idle", False),
            ("Old mill", "idle", False),
        )
    ]


@EACH
def test_each_register_takes_reads_changes_and_strikes_off_a_record(api_as, cast, register):
    """The life of a record, by the example that its register gives."""
    make_records(cast.park, by=cast.editor)
    client, sent = api_as("editor"), sent_to_api(register, code="NEW")
    made = client.post(at(f"{register.singular}_list"), sent, format="json")
    assert made.status_code == 201, made.json()
    told = made.json()
    assert {name: told[name] for name in sent} == sent
    assert told["version"] == 1

    address = at(f"{register.singular}_detail", told["id"])
    assert client.get(address).json() == told
    changed = client.patch(address, {"code": "NEWER", "version": 1}, format="json")
    assert changed.status_code == 200
    assert {**changed.json(), "code": "NEW", "version": 1, "changed_at": told["changed_at"]} == told
    assert client.delete(f"{address}?reason=Twice").status_code == 204
    assert client.get(address).status_code == 404
    assert "NEWER" not in codes(client.get(at(f"{register.singular}_list")))


@EACH
def test_each_register_is_read_by_who_has_a_role_in_the_park(api_as, cast, register):
    record = make_records(cast.park, by=cast.editor)[register.word]
    found, one = at(f"{register.singular}_list"), at(f"{register.singular}_detail", record.pk)

    assert record.code in codes(api_as("observer").get(found))
    assert api_as("observer").get(one).status_code == 200
    for role in ("administrator", "stranger"):
        assert api_as(role).get(found).status_code == 404
        assert api_as(role).get(one).status_code == 404


def test_a_record_is_told_with_names_days_and_codes_of_others(api_as, cast):
    make_record("plots", cast.park, by=cast.editor)
    firm = make_record("enterprises", cast.park, by=cast.editor, plot="PL-0001")
    told = api_as("observer").get(at("enterprise_detail", firm.pk)).json()

    assert told["names"] == {"en": "Northern Bearings", "zh-hans": "北方轴承"}
    assert (told["plot"], told["settled_on"], told["left_on"]) == ("PL-0001", "2024-03-01", None)
    assert (told["employees"], told["is_high_tech"]) == (180, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["PL-0001", "PL-0002", "PL-0003"]),
        ({"q": "mill"}, ["PL-0003"]),
        ({"status": "idle"}, ["PL-0002", "PL-0003"]),
        ({"is_pilot": "true"}, ["PL-0001"]),
        ({"status": "idle", "q": "boiler"}, ["PL-0002"]),
        ({"order": "-changed_at", "page_size": "1"}, ["PL-0003"]),
    ],
)
def test_a_list_filters_and_orders(api_as, plots, query, found):
    assert codes(api_as("observer").get(at("plot_list"), query)) == found


def test_a_list_goes_on_page_by_page(api_as, plots):
    client = api_as("observer")
    page = client.get(at("plot_list"), {"page_size": 2}).json()
    assert [one["code"] for one in page["results"]] == ["PL-0001", "PL-0002"]
    assert codes(client.get(page["next"])) == ["PL-0003"]


def test_a_list_is_narrowed_to_what_belongs_to_another_record(api_as, cast):
    for _one in range(2):
        make_record("approval-cases", cast.park, by=cast.editor)
    for case in ("CA-0001", "CA-0002"):
        make_record("case-events", cast.park, by=cast.editor, case=case)
    assert codes(api_as("observer").get(at("case_event_list"), {"case": "CA-0002"})) == ["CE-0002"]


def test_a_list_has_the_newest_first_where_that_is_asked(api_as, cast):
    for day in ("2024-01-01", "2025-01-01"):
        make_record("enterprises", cast.park, by=cast.editor, settled_on=day)
    answer = api_as("observer").get(at("enterprise_list"), {"order": "-settled_on"})
    assert codes(answer) == ["EN-0002", "EN-0001"]


@pytest.mark.parametrize(
    "query", [{"status": "burning"}, {"statsu": "idle"}, {"order": "password"}, {"cursor": "x"}]
)
def test_a_list_refuses_words_it_does_not_know(api_as, query):
    assert api_as("observer").get(at("plot_list"), query).status_code == 400


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize(("word", "queries"), [("linkages", 2), ("meetings", 3), ("plots", 2)])
def test_a_list_has_a_constant_number_of_queries(
    api_as, cast, more, word, queries, django_assert_num_queries
):
    register = REGISTERS[word]
    for _one in range(2):
        make_record("actors", cast.park, by=cast.editor)
    for _one in range(more):
        both = {"attended_by": ["AC-0001", "AC-0002"]} if word == "meetings" else {}
        make_record(word, cast.park, by=cast.editor, **both)
    client = api_as("observer")
    with django_assert_num_queries(queries):
        client.get(at(f"{register.singular}_list"))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"land_use": "moon"}, "invalid"),
        ({"land_use": ""}, "invalid"),
        ({"names": {"en": "", "zh-hans": ""}}, "name_required"),
        ({"area_m2": 0}, "plot_without_area"),
        ({"area_m2": "much"}, "invalid"),
        ({"since": "2025-02-30"}, "invalid"),
        ({"since": "2025-02-02", "ended_on": "2025-02-01"}, "ends_before_it_starts"),
        ({"geometry": {"type": "Point", "coordinates": [1, 2]}}, "plot_is_a_point"),
        ({"geometry": []}, "invalid"),
        ({"code": "a/b"}, "code_characters"),
        ({"names": {"en": "x" * 201}}, "text_too_long"),
    ],
)
def test_what_is_wrong_is_told(api_as, changed, code):
    sent = {**sent_to_api(REGISTERS["plots"]), **changed}
    answer = api_as("editor").post(at("plot_list"), sent, format="json")

    assert answer.status_code == 400
    assert answer.json()["code"] == code
    assert not Plot.objects.exists()


def test_only_what_is_needed_has_to_be_sent(api_as):
    sent = {"names": {"zh-hans": "北地块"}, "land_use": "living", "status": "idle"}
    answer = api_as("editor").post(at("plot_list"), sent, format="json")

    assert answer.status_code == 201
    assert (answer.json()["code"], answer.json()["names"]["en"]) == ("PL-0001", "")


def test_a_code_that_another_record_has_is_refused(api_as, plots):
    sent = sent_to_api(REGISTERS["plots"], code="PL-0002")
    answer = api_as("editor").post(at("plot_list"), sent, format="json")
    assert (answer.status_code, answer.json()["code"]) == (400, "code_taken")


def test_records_of_elsewhere_are_as_unknown_as_any(api_as, cast):
    make_record("plots", cast.foreign_park, by=cast.stranger, code="FAR")
    told = []
    for code in ("FAR", "NO-SUCH"):
        sent = sent_to_api(REGISTERS["enterprises"], plot=code)
        answer = api_as("editor").post(at("enterprise_list"), sent, format="json")
        told.append((answer.status_code, answer.json()["detail"].replace(code, "")))
    assert told[0] == told[1]
    assert told[0][0] == 400
    assert not Enterprise.objects.exists()


def test_a_change_answers_to_the_version_that_was_read(api_as, plots):
    client, address = api_as("editor"), at("plot_detail", plots[0].pk)
    assert client.patch(address, {"status": "idle", "version": 1}, format="json").status_code == 200
    for late in ({"version": 1}, {}):
        answer = client.patch(address, {"status": "renewed", **late}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (412, "record_changed")
    assert answer.json()["theirs"]["status"] == "idle"
    assert answer.json()["version"] == 2


def test_a_change_leaves_what_is_not_sent(api_as, cast):
    make_record("actors", cast.park, by=cast.editor)
    meeting = make_record("meetings", cast.park, by=cast.editor, attended_by=["AC-0001"])
    address = at("meeting_detail", meeting.pk)
    client = api_as("editor")
    told = client.patch(address, {"is_pilot": True, "version": 1}, format="json").json()
    assert (told["attended_by"], told["is_pilot"], told["is_joint"]) == (["AC-0001"], True, True)
    told = client.patch(address, {"attended_by": [], "version": 2}, format="json").json()
    assert told["attended_by"] == []


def test_a_shape_goes_in_and_out(api_as, plots):
    address = at("plot_detail", plots[0].pk)
    sent = {"geometry": SQUARE, "version": 1}
    assert api_as("editor").patch(address, sent, format="json").json()["geometry"] == SQUARE
    sent = {"geometry": None, "version": 2}
    assert api_as("editor").patch(address, sent, format="json").json()["geometry"] is None


def test_striking_off_takes_a_reason(api_as, plots):
    address = at("plot_detail", plots[0].pk)
    for query in ("", "?reason=", "?reason=%20"):
        assert api_as("editor").delete(f"{address}{query}").status_code == 400
    assert Plot.objects.current().count() == 3


def test_what_others_refer_to_is_not_struck_off(api_as, cast, plots):
    make_record("enterprises", cast.park, by=cast.editor, plot="PL-0001")
    answer = api_as("editor").delete(f"{at('plot_detail', plots[0].pk)}?reason=Sold")
    assert (answer.status_code, answer.json()["code"]) == (409, "record_referred_to")


@pytest.mark.parametrize("role", ["reviewer", "authority", "observer", "consultant"])
def test_only_keepers_write(api_as, plots, role):
    client, address = api_as(role), at("plot_detail", plots[0].pk)
    assert client.post(at("plot_list"), {}, format="json").status_code == 403
    assert client.patch(address, {}, format="json").status_code == 403
    assert client.delete(address).status_code == 403


def test_a_record_of_another_park_is_unknown_below_one_s_own(api_as, cast):
    foreign = make_record("plots", cast.foreign_park, by=cast.stranger)
    client = api_as("editor")
    for answer in (
        client.get(at("plot_detail", foreign.pk)),
        client.patch(at("plot_detail", foreign.pk), {}, format="json"),
        client.delete(f"{at('plot_detail', foreign.pk)}?reason=x"),
        client.get(at("plot_list", park="QN-01")),
    ):
        assert answer.status_code == 404


def test_every_register_has_a_schema_of_its_own():
    from tests.access.described import description

    described = description()
    for register in REGISTERS.values():
        path = f"/api/v1/parks/{{code}}/{register.word}"
        assert described["paths"][path]["get"]["operationId"] == f"{register.singular}_list"
        shape = described["components"]["schemas"][register.model.__name__]["properties"]
        named = {"name_en", "name_zh"} & set(register.fields)
        assert set(register.fields) - named <= set(shape)
        assert ("names" in shape) == register.is_named
