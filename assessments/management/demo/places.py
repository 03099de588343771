"""Where the demo plays: three fictional provinces with their cities and districts, and the files of their parks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

REGISTERS: Final = {
    "YJ": "yunjiang.geojson",
    "QN": "qingnan.geojson",
    "MS": "mingshan.geojson",
}
"""The register file of each province; its authority imports it."""

REGIONS: Final = (
    ("YJ", "", "Yunjiang Province", "云江省"),
    ("YJ-XZ", "YJ", "Xizhou City", "溪洲市"),
    ("YJ-HT", "YJ-XZ", "Hengtang District", "横塘区"),
    ("YJ-NP", "YJ-XZ", "Nanpu District", "南浦区"),
    ("YJ-LT", "YJ", "Lantian City", "岚田市"),
    ("YJ-BH", "YJ-LT", "Beihe District", "北河区"),
    ("YJ-QS", "YJ", "Qiushui City", "秋水市"),
    ("YJ-SH", "YJ-QS", "Shihe County", "石禾县"),
    ("YJ-WL", "YJ-QS", "Wanli District", "万里区"),
    ("YJ-AY", "YJ", "Anyan City", "安砚市"),
    ("YJ-JT", "YJ-AY", "Jintai District", "锦台区"),
    ("YJ-YQ", "YJ-AY", "Yongqing District", "永庆区"),
    ("QN", "", "Qingnan Province", "青南省"),
    ("QN-TL", "QN", "Tanlin City", "潭林市"),
    ("QN-CH", "QN-TL", "Changhe County", "长河县"),
    ("QN-ST", "QN-TL", "Santang District", "三塘区"),
    ("QN-YL", "QN", "Yulan City", "榆岚市"),
    ("QN-DL", "QN-YL", "Dongling District", "东岭区"),
    ("QN-XL", "QN-YL", "Xinlong County", "新隆县"),
    ("QN-SK", "QN", "Sankou City", "三口市"),
    ("QN-TS", "QN-SK", "Tashan District", "塔杉区"),
    ("QN-GX", "QN-SK", "Gaoxi County", "高溪县"),
    ("MS", "", "Mingshan Province", "明杉省"),
    ("MS-PW", "MS", "Pingwan City", "平湾市"),
    ("MS-BL", "MS-PW", "Bailu District", "白鹭区"),
    ("MS-QS", "MS-PW", "Qingshi District", "青石区"),
    ("MS-HZ", "MS", "Hezhu City", "鹤渚市"),
    ("MS-HB", "MS-HZ", "Hebin District", "鹤滨区"),
    ("MS-LQ", "MS-HZ", "Liuqiao District", "柳桥区"),
    ("MS-TX", "MS-HZ", "Tuxi County", "土溪县"),
)
"""Code, code of the region above, English and Chinese name; each stands after the one above it."""

QUARTERS_REPORTED: Final = {
    "YJ-XZ": 4,
    "YJ-LT": 4,
    "QN-TL": 4,
    "YJ-QS": 3,
    "QN-YL": 3,
    "MS-PW": 3,
    "YJ-AY": 2,
    "QN-SK": 2,
    "MS-HZ": 2,
}
"""The platform started in stages: how many quarters past their due date each city has reported for."""


def city_of(region: str) -> str:
    """Return the code of the city to which a district or county belongs."""
    return next(above for code, above, _name_en, _name_zh in REGIONS if code == region)


def register_file(province: str) -> tuple[bytes, str]:
    """Return content and name of a province's register file."""
    path = Path(__file__).with_name(REGISTERS[province])
    return path.read_bytes(), path.name
