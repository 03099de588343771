"""What can be wrong with the facts of a park, each with its stable code and its sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.errors import RuleBroken

SENTENCES = {
    # the park
    "park_code_invalid": _("A park code has 1 to 32 capital letters, digits and hyphens."),
    "park_code_unavailable": _("This park code cannot be used here."),
    "name_required": _("Give a name in at least one language."),
    "name_too_long": _("A name has at most 200 characters."),
    "name_characters": _("A name has no line breaks or control characters."),
    "level_unknown": _("There is no such level."),
    "industry_unknown": _("There is no industry “%(industry)s”."),
    "region_required": _("Name the region of the park by its code."),
    "region_unknown": _("There is no region with this code in which you may keep parks."),
    "year_out_of_range": _("The year lies between 1800 and 2100."),
    "area_out_of_range": _("The area is more than 0 and at most 1,000,000 hectares."),
    # its place
    "point_incomplete": _("Give both longitude and latitude, or neither."),
    "point_out_of_range": _("Longitudes lie between -180 and 180, latitudes between -90 and 90."),
    "geometry_not_an_object": _("A geometry is a GeoJSON object with “type” and “coordinates”."),
    "geometry_type": _("A geometry must be a Point, a Polygon or a MultiPolygon."),
    "geometry_nesting": _("The coordinates are not nested as the type asks."),
    "geometry_position": _("A position is a list of longitude and latitude."),
    "geometry_number": _("A coordinate is not a number."),
    "geometry_too_many_points": _("A boundary has at most %(limit)s points; simplify it."),
    "geometry_ring": _("A ring has at least four positions and ends where it begins."),
    "geometry_invalid": _("The boundary crosses itself or overlaps: %(reason)s."),
    # a row of a file
    "code_required": _("Each row needs the code of its park."),
    "duplicate_code": _("This code stands in more than one row of the file."),
    "number_malformed": _("This is not a plain number such as 12 or 3.5."),
    "year_malformed": _("This is not a year in four digits."),
    "text_expected": _("This cell holds neither text nor a number."),
    "cell_too_long": _("A cell has at most %(limit)s characters."),
    "row_too_long": _("The row has more cells than the header."),
    "feature_malformed": _("This is not a GeoJSON feature with properties."),
    # a row of a history
    "park_unknown": _("There is no park with this code in which you may import history."),
    "indicator_unknown": _("There is no indicator or item with this code."),
    "period_unknown": _("This is not a period; write 2026-09, 2026-Q3 or 2026."),
    "period_not_ended": _("This period has not ended yet."),
    "frequency_wrong": _("The indicator is measured at another frequency: %(expected)s."),
    "reason_unknown": _("The reason is one of %(known)s."),
    "value_or_reason": _("Give either a value or the reason why there is none."),
    "duplicate_pair": _("This park, indicator and period stand in more than one row of the file."),
    # a record of a register
    "value_required": _("This must be filled in."),
    "text_too_long": _("This has at most %(limit)s characters."),
    "text_characters": _("This holds characters that cannot be shown."),
    "word_unknown": _("“%(word)s” is none of the words that can stand here."),
    "day_malformed": _("This is not a day; write it as 2026-09-30."),
    "day_out_of_range": _("The day lies between 1900 and 2100."),
    "flag_malformed": _("This is neither yes nor no."),
    "whole_malformed": _("This is not a whole number from 0 on."),
    "number_out_of_range": _("This number is below 0 or too large."),
    "record_unknown": _("There is no record with the code “%(code)s” in this park."),
    "code_taken": _("Another record of this register has this code."),
    "code_characters": _("A code has no slash and no control characters."),
    "ends_before_it_starts": _("This day lies before the day on which it began."),
    "day_without_flag": _("This day is for what is marked so."),
    "industry_malformed": _("An industry is a letter and two digits of GB/T 4754, such as C26."),
    "plot_too_large": _("A plot has at most 1,000,000,000 m²."),
    "plot_without_area": _("The area of a plot is more than 0."),
    "plot_is_a_point": _("A plot is an area, not a point."),
    # a record in a file
    "day_of_republic": _(
        "Write the year in four digits: year %(year)s of the Minguo calendar is %(common)s."
    ),
    "day_zero": _("There is no year 0; leave the cell empty where the day is not known."),
    "point_expected": _("The geometry must be a Point."),
    # what is odd about a record, or about a file
    "outside_boundary": _("This lies outside the boundary of the park."),
    "far_from_park": _("This lies %(distance)s km from the point of the park."),
    "area_differs": _("%(stated)s m² are stated, the outline has %(drawn)s m²."),
    "spelt_differently": _("Spelt in several ways: %(spellings)s. All are read as “%(word)s”."),
    # a record of a region
    "code_invalid": _("A code has 1 to 40 letters, digits, hyphens and brackets, no spaces."),
    "code_unavailable": _("This code cannot be used here."),
    "region_code_required": _("Name the region by its code."),
    "region_not_kept": _("There is no region with this code whose records you keep."),
    "park_not_in_region": _("There is no park with the code “%(park)s” in the region."),
    "address_refused": _("Enter a full web address that begins with http:// or https://."),
    "address_too_long": _("A web address has at most %(limit)s characters."),
    # a notice
    "column_unknown": _("This column is not known and is ignored."),
    "column_twice": _("This column stands in the file twice; only the first one is read."),
}


CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what stands there, and why that cannot be."""

    column: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    row: int = 0
    value: str = ""

    @property
    def reason(self) -> str:
        """The sentence in the reader's language."""
        return str(SENTENCES[self.code]) % self.params


def shown(text: str) -> str:
    """Return the beginning of a text from a file, fit to be stored and shown."""
    return CONTROL.sub("\ufffd", text[:SHOWN_CHARACTERS])


def broken(code: str, **params: Any) -> RuleBroken:
    """Return the error of a code in the table above."""
    return RuleBroken(code, str(SENTENCES[code]) % params, **params)
