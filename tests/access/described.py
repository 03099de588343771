"""The lines of the access table that the operations of the API's description stand for."""

from __future__ import annotations

import re
from typing import Any

from django.urls import resolve, reverse
from drf_spectacular.generators import SchemaGenerator

from tests.access.scene import Scene
from tests.access.table import LINES, Line

PLACE = re.compile(r"\{(\w+)\}|<(?:\w+:)?\w+>")


def parameters_of(path: str) -> list[str]:
    """Return the names in a described address, in their order."""
    return [match[1] for match in PLACE.finditer(path)]


def description() -> dict[str, Any]:
    """Return the API's description as it is handed out."""
    described: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return described


def line_of(path: str, method: str, scene: Scene) -> Line | None:
    """Return the first line of the table for a described address and method."""
    wanted = PLACE.sub("*", path)
    for line in LINES:
        if line.is_api and line.method == method.upper():
            route = resolve(reverse(line.name, args=scene.arguments(line.at))).route
            if f"/{PLACE.sub('*', route)}" == wanted:
                return line
    return None
