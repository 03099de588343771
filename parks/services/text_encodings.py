"""Reading the text of a file whose encoding nobody names: UTF-8, UTF-16 with its mark, GB18030 or Big5."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.errors import RuleBroken

# The characters that names of parks, places and industries are made of, in both scripts.
FAMILIAR = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞"
    "園區開發經濟產業園科技創新軟體資訊電機機械工業縣鄉鎮國際灣臺台灣港龍門東華興達聯合製造發展鐵鋼紡織紙廠環保資源循環物流倉儲農業醫藥汽車航空電訊號為個這來時會對學說過後從們動長種還進與實現點線關兩體當應車萬問題義數見員總內風處變條結無書話報場間頭認論設氣黨統級組計導術領類傳辦濟團響養際離龐廣運邊離歷親語連遠邏輯營銀鎮陽陰隊階隨難雲靜頁項須領題額顯飛館馬驗魚鳥麗黃點齊齒龜縱橫積極採擇優勢級類新竹桃園嘉義高雄屏東苗栗彰化南投宜蘭花蓮基隆臺中臺南臺北香港澳門深圳"
    "园区经济软件信息装备联合旧老钢铁纺织印染轻化医药汽车航空航天环保循环物流仓储示范基地孵化港湾镇乡街道村路桥河湖海岛州苏浙沪皖赣鄂湘粤桂琼川渝贵滇藏陕甘宁疆鲁豫冀晋辽吉黑蒙津云宁波杭徐常扬泰盐淮连锡沈阳哈尔滨武汉郑洛齐济青烟潍临沂厦福泉漳莆名称编码代码级别年份面积公顷行业经度纬度主导国家省级市级县级"
)


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding in which it was written."""

    text: str
    encoding: str


def decode_text(raw: bytes) -> Decoded:
    """Return the text of `raw`; refuse what is in none of the encodings with any likelihood."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return _only(raw, encoding)
    text = _try(raw, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    return _likelier_chinese(raw)


def _only(raw: bytes, encoding: str) -> Decoded:
    text = _try(raw, encoding)
    if text is None:
        raise _unknown()
    return Decoded(text, encoding)


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likelier_chinese(raw: bytes) -> Decoded:
    """Decode both ways and keep the reading in which more of the characters are everyday ones."""
    readings = [
        (_everyday(text), encoding, text)
        for encoding in ("gb18030", "big5hkscs")
        if (text := _try(raw, encoding)) is not None
    ]
    likelihood, encoding, text = max(readings, default=(0.0, "", ""), key=lambda r: r[0])
    if likelihood < 0.5:
        raise _unknown()
    return Decoded(text, encoding.removesuffix("hkscs"))


def _everyday(text: str) -> float:
    """Return 0 (nothing but rare characters) to 2 (nothing but the most familiar ones)."""
    foreign = [character for character in text if ord(character) > 0x7F]
    if not foreign:
        return 0.0
    return sum(_weight(character) for character in foreign) / len(foreign)


def _weight(character: str) -> float:
    if character in FAMILIAR or character in "，。；：、（）·—\u3000":
        return 2.0
    # The first level of each national standard holds its common characters, by row.
    if b"\xb0" <= _bytes(character, "gb2312")[:1] <= b"\xd7":
        return 1.0
    if b"\xa4" <= _bytes(character, "big5")[:1] <= b"\xc6":
        return 1.0
    return 0.0


def _bytes(character: str, encoding: str) -> bytes:
    return character.encode(encoding, errors="ignore")


def _unknown() -> RuleBroken:
    return RuleBroken(
        "encoding_unknown",
        _("The file is neither UTF-8 nor GB18030 nor Big5 text; save it as UTF-8."),
    )
