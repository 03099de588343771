"""What a program sends is read strictly, and what cannot be read is a problem, never a crash."""

import io

import pytest
from rest_framework.exceptions import ParseError

from accounts.api.parsers import StrictJSONParser

REFUSED = [
    b'{"value": NaN}',
    b'{"value": -Infinity}',
    b'{"value": 1e999999}',
    b'{"value": ' + b"9" * 400 + b"}",
    b'{"value": ' + b"9" * 5000 + b"}",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"value": "\xff\xfe"}',
    b"{'value': 1}",
    b"",
]


def parsed(content: bytes):
    return StrictJSONParser().parse(io.BytesIO(content))


@pytest.mark.parametrize("content", REFUSED, ids=lambda content: content[:20].decode("latin-1"))
def test_what_is_no_strict_json_is_a_parse_error(content):
    with pytest.raises(ParseError):
        parsed(content)


def test_numbers_texts_and_lists_come_as_they_are():
    assert parsed(
        '{"value": 8.507995780255964, "note": "备注", "list": [1, null, true]}'.encode()
    ) == {
        "value": 8.507995780255964,
        "note": "备注",
        "list": [1, None, True],
    }


def test_a_body_over_the_limit_is_refused_before_it_is_read(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    with pytest.raises(ParseError):
        parsed(b'{"value": 12345}')
