"""What nobody may read in a log is not in it."""

import logging
import logging.config

import pytest
from django.conf import settings

from config.redaction import HIDDEN, RedactingFormatter, redacted
from config.settings.logs import JSON, LINE, logging_in


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Not Found: /password/set/MQ/c8x2-0123456789abcdef/", "c8x2-0123456789abcdef"),
        ("key pp_" + "0a" * 32 + " was sent", "0a0a0a"),
        ("Authorization: Bearer abc.def", "abc.def"),
        ("postgresql://parkpath:s3cret@db:5432/parkpath refused", "s3cret"),
        ("redis://:s3cret@cache:6379/0", "s3cret"),
        ("Cookie: sessionid=k3y; csrftoken=t0ken", "k3y"),
        ("Cookie: sessionid=k3y; csrftoken=t0ken", "t0ken"),
        ("email=a@example.org&password=s3cret&next=/", "s3cret"),
    ],
)
def test_a_secret_is_hidden(text, secret):
    assert secret not in redacted(text)
    assert HIDDEN in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /parks/LH-01/reports/2026-Q3/",
        "Bad Request: /password/forgotten/",
        "http://127.0.0.1:8000/ a@example.org",
        "Task assessments.follow_assignment[2450b7b1-4bf8-4d59-923a-4f888a2644d0] succeeded",
    ],
)
def test_what_is_no_secret_stays(text):
    assert redacted(text) == text


def test_a_traceback_hides_its_secrets_too():
    error = OSError("postgresql://parkpath:s3cret@db/parkpath")
    told = (OSError, error, None)
    record = logging.LogRecord("x", logging.ERROR, "", 1, "failed", None, told)
    assert "OSError" in RedactingFormatter().format(record)
    assert "s3cret" not in RedactingFormatter().format(record)


@pytest.mark.parametrize("form", [LINE, JSON])
def test_every_line_of_the_site_goes_through_it(form):
    logs = logging_in(form)
    used = {handler["formatter"] for handler in logs["handlers"].values()}
    for name in used:
        formatter = logging.config.DictConfigurator(logs).configure_formatter(
            dict(logs["formatters"][name])
        )
        assert isinstance(formatter, RedactingFormatter)
    assert logging_in(LINE) == settings.LOGGING


@pytest.mark.django_db
def test_a_link_that_sets_a_password_is_not_in_the_log(client, caplog):
    with caplog.at_level(logging.WARNING, logger="django.request"):
        caplog.handler.setFormatter(RedactingFormatter())
        client.put("/password/set/MQ/c8x2-0123456789abcdef/")
    assert "Method Not Allowed" in caplog.text
    assert "c8x2-0123456789abcdef" not in caplog.text
