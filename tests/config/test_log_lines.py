"""A line is one JSON object in production and one sentence in the demo; it says which request it belongs to."""

import json
import logging

import pytest
from django.test import RequestFactory

from config.log_lines import HumanLine, JSONLine
from config.request_log import occasion

REQUEST_ID = "proxy-0123456789"


def record_of(message, *args, exc_info=None, **extra):
    record = logging.LogRecord("parks.x", logging.WARNING, "", 1, message, args, exc_info)
    vars(record).update(extra)
    return record


def told(record):
    (line,) = JSONLine().format(record).splitlines()
    return json.loads(line)


def test_a_line_is_one_object():
    said = told(record_of("First %s\nsecond", "园区"))
    assert said.pop("time").endswith("+00:00")
    assert said == {"level": "WARNING", "logger": "parks.x", "message": "First 园区\nsecond"}


def test_a_line_says_which_request_it_belongs_to():
    with occasion(REQUEST_ID, RequestFactory().post("/parks/LH-01/?q=secret")):
        said = told(record_of("Done", status=302, duration_ms=12.5))
    assert said["request_id"] == REQUEST_ID
    assert (said["method"], said["path"]) == ("POST", "/parks/LH-01/")
    assert (said["status"], said["duration_ms"]) == (302, 12.5)


def test_django_s_word_for_the_status_is_ours():
    assert told(record_of("Not Found", status_code=404))["status"] == 404


def test_no_field_of_a_line_holds_a_secret():
    error = OSError("postgresql://parkpath:s3cret@db/parkpath")
    record = record_of('{"password=s3cret"}', exc_info=(OSError, error, None))
    with occasion(REQUEST_ID, RequestFactory().get("/password/set/MQ/s3cret-0123/")):
        said = told(record)
    assert "OSError" in said["exception"]
    assert "s3cret" not in json.dumps(said)


@pytest.mark.parametrize(
    ("request_id", "end"), [(REQUEST_ID, f"Done [{REQUEST_ID}]"), (None, "Done")]
)
def test_people_read_a_sentence_and_the_id(request_id, end):
    form = HumanLine("{levelname} {message}", style="{")
    if request_id:
        with occasion(request_id):
            assert form.format(record_of("Done")) == f"WARNING {end}"
    else:
        assert form.format(record_of("Done")) == f"WARNING {end}"
