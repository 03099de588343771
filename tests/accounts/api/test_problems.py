"""Refusals are documented with every view."""

from drf_spectacular.generators import SchemaGenerator

from accounts.api.problems import problems


def test_problems_documents_each_status_and_that_nobody_is_signed_in():
    documented = problems(404, 409)
    assert [status for status, _type in documented] == [401, 404, 409]
    assert {content_type for _status, content_type in documented} == {"application/problem+json"}
    assert all(answer.description for answer in documented.values())


def test_a_list_keeps_its_cursor_beside_documented_problems():
    schema = SchemaGenerator().get_schema(request=None, public=True)
    names = {p["name"] for p in schema["paths"]["/api/v1/tokens"]["get"]["parameters"]}
    assert names == {"cursor", "page_size", "order"}
    answers = schema["paths"]["/api/v1/tokens"]["get"]["responses"]
    assert set(answers) == {"200", "400", "401", "403"}
    assert set(answers["403"]["content"]) == {"application/problem+json"}
