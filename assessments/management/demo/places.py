"""Where the demo plays: two fictional provinces with their cities and districts, and the files of their parks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

REGISTERS: Final = {"YJ": "yunjiang.geojson", "QN": "qingnan.geojson"}
"""The register file of each province; its authority imports it."""

REGIONS: Final = (
    ("YJ", "", "Yunjiang Province", "云江省"),
    ("YJ-XZ", "YJ", "Xizhou City", "溪洲市"),
    ("YJ-HT", "YJ-XZ", "Hengtang District", "横塘区"),
    ("YJ-NP", "YJ-XZ", "Nanpu District", "南浦区"),
    ("YJ-LT", "YJ", "Lantian City", "岚田市"),
    ("YJ-BH", "YJ-LT", "Beihe District", "北河区"),
    ("QN", "", "Qingnan Province", "青南省"),
    ("QN-TL", "QN", "Tanlin City", "潭林市"),
    ("QN-CH", "QN-TL", "Changhe County", "长河县"),
    ("QN-ST", "QN-TL", "Santang District", "三塘区"),
)
"""Code, code of the region above, English and Chinese name; each stands after the one above it."""


def register_file(province: str) -> tuple[bytes, str]:
    """Return content and name of a province's register file."""
    path = Path(__file__).with_name(REGISTERS[province])
    return path.read_bytes(), path.name
