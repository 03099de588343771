"""The encoding of a file is recognised by how everyday its characters are."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.errors import RuleBroken
from parks.services.text_encodings import decode_text

SIMPLIFIED = [
    "中关村科技园区", "苏州工业园区", "张江高科技园区", "沈阳铁西装备制造产业园", "昆山经济技术开发区",
    "西安高新技术产业开发区", "大庆油田化工园区", "泉州鲤城旧工业区", "洛阳涧西老工业区", "鞍山钢铁产业园",
    "株洲清水塘老工业区", "长春汽车经济技术开发区", "景德镇陶瓷工业园", "义乌小商品创业园", "喀什经济开发区",
]  # fmt: skip
TRADITIONAL = [
    "新竹科學園區", "楠梓加工出口區", "臺中精密機械科技創新園區", "南港軟體工業園區", "香港科學園",
    "大埔工業邨", "彰濱工業區", "岡山本洲產業園區", "鹽埕舊港區", "屏東農業生物技術園區",
]  # fmt: skip


@pytest.mark.parametrize("name", SIMPLIFIED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_simplified_names_are_read(name, encoding):
    text = f"code,name_zh\r\nA-1,{name}\r\n"

    assert decode_text(text.encode(encoding)).text == text


@pytest.mark.parametrize("name", TRADITIONAL)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5hkscs"])
def test_traditional_names_are_read(name, encoding):
    text = f"code,name_zh\r\nA-1,{name}\r\n"

    assert decode_text(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(SIMPLIFIED[0], "gb18030"), (TRADITIONAL[0], "big5")]
)
def test_the_encoding_is_named(text, encoding):
    assert decode_text(text.encode(encoding)).encoding == encoding


@pytest.mark.parametrize("text", ["Parque Querétaro", "Aéroport", "Jalisco – Zapopan ½"])
def test_western_text_is_not_mistaken_for_chinese(text):
    with pytest.raises(RuleBroken) as refusal:
        decode_text(f"code,name_en\nA-1,{text}\n".encode("cp1252"))

    assert refusal.value.code == "encoding_unknown"


@given(raw=st.binary(max_size=200))
def test_arbitrary_bytes_are_read_or_refused(raw):
    with suppress(RuleBroken):
        assert isinstance(decode_text(raw).text, str)
