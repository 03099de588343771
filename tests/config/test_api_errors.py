"""Whatever goes wrong in the API is said in one way: status, stable code, sentence in the caller's language."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from config.api_errors import problem_response
from tests.factories import make_user

ME = "/api/v1/me"
TOKENS = "/api/v1/tokens"

CASES = [
    (RuleBroken("reason_missing", "Give a reason."), 400, "reason_missing"),
    (NoLongerPossible("not_draft", "It is no draft."), 409, "not_draft"),
    (ChangedMeanwhile("entry_changed", "Changed.", yours=1, theirs=2), 412, "entry_changed"),
    (Http404(), 404, "not_found"),
    (exceptions.NotFound(), 404, "not_found"),
    (PermissionDenied(), 403, "not_allowed"),
    (exceptions.PermissionDenied(), 403, "not_allowed"),
    (exceptions.NotAuthenticated(), 401, "not_authenticated"),
    (exceptions.AuthenticationFailed(), 401, "authentication_failed"),
    (exceptions.ParseError(), 400, "parse_error"),
    (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
    (exceptions.NotAcceptable(), 406, "not_acceptable"),
    (exceptions.UnsupportedMediaType("text/xml"), 415, "unsupported_media_type"),
    (exceptions.Throttled(30), 429, "throttled"),
    (exceptions.ValidationError({"name": ["Missing."]}), 400, "invalid"),
]


def answer(error):
    response = problem_response(error, {})
    assert isinstance(response, Response)
    return response


@pytest.mark.parametrize(("error", "status", "code"), CASES)
def test_each_error_has_its_status_and_code(error, status, code):
    response = answer(error)
    assert response.status_code == response.data["status"] == status
    assert response.data["code"] == code
    assert response.data["type"] == "about:blank"
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(("error", "status", "code"), CASES)
def test_each_error_says_a_full_sentence(error, status, code):
    assert answer(error).data["detail"].endswith(".")


def test_an_error_that_is_nobodys_to_see_rises():
    assert problem_response(ValueError("a bug"), {}) is None


def test_a_broken_rule_gives_its_details():
    data = answer(ChangedMeanwhile("entry_changed", "Changed.", yours=1, theirs=2)).data
    assert (data["yours"], data["theirs"]) == (1, 2)


def test_a_detail_never_hides_what_a_problem_always_says():
    data = answer(RuleBroken("x", "Y.", status="draft", type="report")).data
    assert (data["status"], data["type"]) == (400, "about:blank")


class RowSerializer(serializers.Serializer):
    year = serializers.IntegerField(min_value=1900)


class NestedSerializer(serializers.Serializer):
    name = serializers.CharField()
    rows = RowSerializer(many=True)

    def validate(self, data):
        raise serializers.ValidationError("They do not fit.", code="misfit")


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({}, {("name", "required"), ("rows", "required")}),
        (
            {"name": "", "rows": [{"year": 2000}, {"year": "x"}, {"year": 3}]},
            {("name", "blank"), ("rows.1.year", "invalid"), ("rows.2.year", "min_value")},
        ),
        ({"name": "a", "rows": []}, {("non_field_errors", "misfit")}),
    ],
)
def test_all_wrong_fields_are_named_at_once(sent, errors):
    serializer = NestedSerializer(data=sent)
    with pytest.raises(exceptions.ValidationError) as wrong:
        serializer.is_valid(raise_exception=True)
    found = answer(wrong.value).data["errors"]
    assert {(error["field"], error["code"]) for error in found} == errors
    assert all(error["detail"] for error in found)


def test_an_error_without_a_field_has_none():
    (error,) = answer(exceptions.ValidationError("No.", code="no")).data["errors"]
    assert (error["field"], error["code"], error["detail"]) == ("", "no", "No.")


# Over the wire


@pytest.fixture
def caller(client, db):
    client.force_login(make_user())
    return client


def test_nobody_signed_in_is_told_how(client, db):
    response = client.get(ME)
    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_wrong_method_is_told_the_right_ones(caller):
    response = caller.put(ME)
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in response["Allow"]


def test_what_is_not_json_is_refused(caller):
    response = caller.post(TOKENS, "{", content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (400, "parse_error")
    response = caller.post(TOKENS, "<a/>", content_type="text/xml")
    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


def test_waiting_time_is_in_a_header():
    assert answer(exceptions.Throttled(30)).headers["Retry-After"] == "30"


@pytest.mark.parametrize("error", [Http404(), PermissionDenied(), exceptions.NotAuthenticated()])
def test_sentences_are_in_the_language_of_the_caller(error):
    with translation.override("zh-hans"):
        chinese = str(answer(error).data["detail"])
    assert chinese
    assert str(answer(error).data["detail"]).isascii()


def test_the_sentences_of_the_framework_are_chinese_where_asked(client, db):
    response = client.get(ME, headers={"accept-language": "zh-hans"})
    assert not response.json()["detail"].isascii()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (PermissionDenied("Only an authority decides."), "not_allowed", "Only an authority"),
        (exceptions.PermissionDenied("Reading only."), "not_allowed", "Reading only."),
        (exceptions.PermissionDenied("CSRF Failed: CSRF cookie not set."), "csrf_failed", "key"),
    ],
)
def test_a_refusal_says_why_where_it_is_known(error, code, words):
    data = answer(error).data
    assert (data["status"], data["code"]) == (403, code)
    assert words in data["detail"]
