"""The management committees of the demo's parks, and what a person of the demo is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from accounts.choices import Language
from parks.choices import Role

DOMAIN: Final = "parkpath.example"


@dataclass(frozen=True)
class Person:
    """Somebody with a role in parks or regions; the administrator has none."""

    account: str
    name: str
    language: str
    position_en: str
    position_zh: str
    role: str = ""
    parks: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    is_everywhere: bool = False

    @property
    def email(self) -> str:
        return f"{self.account}@{DOMAIN}"


@dataclass(frozen=True)
class Committee:
    """The two people of a park's management committee, and the language they write in."""

    park: str
    park_en: str
    park_zh: str
    editor: tuple[str, str]
    lead: tuple[str, str]
    language: str = Language.CHINESE

    @property
    def people(self) -> tuple[Person, Person]:
        return (
            self._person(self.editor, Role.EDITOR, "Committee editor", "管委会填报员"),
            self._person(self.lead, Role.LEAD, "Committee lead", "管委会负责人"),
        )

    def _person(self, who: tuple[str, str], role: str, title_en: str, title_zh: str) -> Person:
        account, name = who
        return Person(
            account,
            name,
            self.language,
            f"{title_en}, {self.park_en}",
            f"{self.park_zh}{title_zh}",
            role,
            parks=(self.park,),
        )


COMMITTEES: Final = (
    Committee(
        "LH-01",
        "Lianhe Old Machinery Park",
        "联合老机械园区",
        ("li.na", "Li Na"),
        ("chen.yu", "Chen Yu"),
        Language.ENGLISH,
    ),
    Committee(
        "HX-01",
        "Hongxing Instrument Park",
        "红星仪表园",
        ("wang.lei", "王磊"),
        ("huang.li", "黄丽"),
    ),
    Committee(
        "NP-01",
        "Nanpu Dockside Park",
        "南浦港机园",
        ("xu.jing", "Xu Jing"),
        ("deng.kai", "Deng Kai"),
        Language.ENGLISH,
    ),
    Committee(
        "BH-01",
        "Beihe Chemical Works",
        "北河化工园",
        ("ma.chaoqun", "马超群"),
        ("feng.xue", "冯雪"),
    ),
    Committee(
        "CH-01",
        "Changhe Ceramics Park",
        "长河陶瓷园",
        ("zhou.ting", "周婷"),
        ("he.jianjun", "何建军"),
    ),
    Committee(
        "FM-01",
        "Fumin Hardware Park",
        "富民五金园",
        ("wu.tong", "吴桐"),
        ("lin.feng", "林峰"),
    ),
    Committee(
        "SH-01",
        "Shihe Building Materials Park",
        "石禾建材园",
        ("jiang.nan", "Jiang Nan"),
        ("gu.ping", "Gu Ping"),
        Language.ENGLISH,
    ),
    Committee(
        "WL-01",
        "Wanli Bearing Park",
        "万里轴承园",
        ("cao.ying", "曹颖"),
        ("xie.gang", "谢刚"),
    ),
    Committee(
        "JT-01",
        "Jintai Textile Park",
        "锦台纺织园",
        ("pan.mei", "Pan Mei"),
        ("lu.zhong", "Lu Zhong"),
        Language.ENGLISH,
    ),
    Committee(
        "YQ-01",
        "Yongqing Boiler Works",
        "永庆锅炉园",
        ("shi.lin", "石琳"),
        ("du.peng", "杜鹏"),
    ),
    Committee(
        "DL-01",
        "Dongling Auto Parts Park",
        "东岭汽配园",
        ("ye.qiu", "叶秋"),
        ("yu.tao", "余涛"),
    ),
    Committee(
        "MH-01",
        "Meihu Electronics Park",
        "梅湖电子园",
        ("su.wan", "苏婉"),
        ("pan.jun", "潘军"),
    ),
    Committee(
        "XL-01",
        "Xinlong Furniture Park",
        "新隆家具园",
        ("dai.wen", "戴雯"),
        ("xia.bo", "夏博"),
    ),
    Committee(
        "TS-01",
        "Tashan Pharmaceutical Park",
        "塔杉医药园",
        ("fang.jia", "方佳"),
        ("shao.yong", "邵勇"),
    ),
    Committee(
        "GX-01",
        "Gaoxi Paper Park",
        "高溪造纸园",
        ("mao.li", "毛莉"),
        ("hou.bin", "侯斌"),
    ),
    Committee(
        "SK-01",
        "Sankou River Port Park",
        "三口河港园",
        ("qin.lan", "秦岚"),
        ("tan.wei", "谭伟"),
    ),
    Committee(
        "BL-01",
        "Bailu Food Park",
        "白鹭食品园",
        ("lai.xin", "Lai Xin"),
        ("kong.hao", "Kong Hao"),
        Language.ENGLISH,
    ),
    Committee(
        "QS-01",
        "Qingshi Steel Works",
        "青石钢铁园",
        ("meng.yao", "孟瑶"),
        ("long.fei", "龙飞"),
    ),
    Committee(
        "PW-01",
        "Pingwan Shipyard Park",
        "平湾船厂园",
        ("wan.qing", "Wan Qing"),
        ("duan.rui", "Duan Rui"),
        Language.ENGLISH,
    ),
    Committee(
        "HB-01",
        "Hebin Glass Park",
        "鹤滨玻璃园",
        ("lei.ting", "雷婷"),
        ("qian.duo", "钱铎"),
    ),
    Committee(
        "LQ-01",
        "Liuqiao Printing Park",
        "柳桥印刷园",
        ("yin.yue", "尹悦"),
        ("li.guang", "黎光"),
    ),
    Committee(
        "TX-01",
        "Tuxi Rubber Park",
        "土溪橡胶园",
        ("chang.le", "常乐"),
        ("wu.song", "武松涛"),
    ),
    Committee(
        "YB-01",
        "Yanbu Salt Works",
        "盐埠盐化园",
        ("qiao.yi", "乔毅"),
        ("he.ming", "贺鸣"),
    ),
    Committee(
        "ZL-01",
        "Zhulin Light Industry Park",
        "竹林轻工园",
        ("gong.xue", "龚雪"),
        ("wen.tao", "文韬"),
    ),
)


def committee_of(park: str) -> Committee:
    """Return the committee of a park by its code."""
    return next(one for one in COMMITTEES if one.park == park)
