"""What the map for placing a record shows: the park, its point, and what is placed already."""

from __future__ import annotations

from typing import Any, Final

from parks.models import Park
from parks.registers import Register
from parks.selectors.record_list import records_of

MOST_OTHERS: Final = 1_000


def ground_of(register: Register, park: Park, record: Any = None) -> dict[str, Any] | None:
    """Return the ground for a register whose records stand at a point; None for the others."""
    if not register.has_points:
        return None
    others = records_of(register, park)
    if record is not None:
        others = others.exclude(pk=record.pk)
    points = others.order_by("pk").values_list("latitude", "longitude")[:MOST_OTHERS]
    has_point = park.latitude is not None
    return {
        "boundary": park.boundary,
        "point": {"lat": park.latitude, "lon": park.longitude} if has_point else None,
        "others": [{"lat": latitude, "lon": longitude} for latitude, longitude in points],
    }
