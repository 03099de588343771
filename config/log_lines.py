"""How a log line looks: for people in the demo, one JSON object for programs in production; secrets in neither."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from config.redaction import RedactingFormatter, redacted
from config.request_log import facts_of_the_request

OF_THE_RECORD = {"status": "status", "status_code": "status", "duration_ms": "duration_ms"}


class HumanLine(RedactingFormatter):
    """Time, level, logger and message, then the request that it belongs to."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name of the library
        line = super().formatMessage(record)
        request_id = facts_of_the_request(record).get("request_id")
        return f"{line} [{request_id}]" if request_id else line


class JSONLine(RedactingFormatter):
    """One object: time, level, logger, message; what is known of the request; the traceback, if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        said: dict[str, str | int | float] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **facts_of_the_request(record),
        }
        given = vars(record)
        said |= {name: given[key] for key, name in OF_THE_RECORD.items() if key in given}
        if record.exc_info:
            said["exception"] = self.formatException(record.exc_info)
        hidden = {name: _without_secrets(value) for name, value in said.items()}
        return json.dumps(hidden, ensure_ascii=False)


def _without_secrets(value: str | float) -> str | float:
    return redacted(value) if isinstance(value, str) else value
