"""Logs go to the error stream, one line each, without secrets: for people, or in production for programs."""

import logging
from typing import Any

from config.settings.env import env

LINE = "config.log_lines.HumanLine"
JSON = "config.log_lines.JSONLine"


def logging_in(form: str) -> dict[str, Any]:
    """Return the logging of the whole site with lines in `form`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": form, "fmt": "{asctime} {levelname} {name} {message}", "style": "{"}
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", logging.INFO)},
    }


LOGGING = logging_in(LINE)
