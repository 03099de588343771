"""Refusals are documented with every view."""

from accounts.api.problems import problems


def test_problems_documents_each_status_and_that_nobody_is_signed_in():
    documented = problems(404, 409)
    assert [status for status, _type in documented] == [401, 404, 409]
    assert {content_type for _status, content_type in documented} == {"application/problem+json"}
    assert all(answer.description for answer in documented.values())
