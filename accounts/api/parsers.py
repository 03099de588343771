"""Reading request bodies: JSON whose numbers are finite and whose depth is bounded."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser


class StrictJSONParser(BaseParser):
    """Takes UTF-8 JSON; refuses NaN, Infinity, numbers too large for a float and nesting without end."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        content = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if len(content) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise ParseError(_("This is larger than the API takes."))
        try:
            return json.loads(
                content.decode("utf-8"),
                parse_float=_finite,
                parse_int=_whole,
                parse_constant=_refused,
            )
        except (ValueError, RecursionError) as error:
            raise ParseError(_("This is not JSON that the API can read.")) from error


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _whole(text: str) -> int:
    number = int(text)
    _finite(text)  # what follows computes in floats
    return number


def _refused(text: str) -> float:
    raise ValueError(text)
