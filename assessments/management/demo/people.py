"""Who plays in the demo: fictional people with their language, position and role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from accounts.choices import Language
from parks.choices import Role

DOMAIN: Final = "parkpath.example"
ADMINISTRATOR: Final = "sun.wei"


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
)

OFFICIALS: Final = (
    Person(
        "zhang.min",
        "Zhang Min",
        Language.ENGLISH,
        "Reviewer, Yunjiang Province",
        "云江省审核员",
        Role.REVIEWER,
        regions=("YJ",),
    ),
    Person(
        "wu.jianguo",
        "Wu Jianguo",
        Language.ENGLISH,
        "Authority, Yunjiang Province",
        "云江省主管部门",
        Role.AUTHORITY,
        regions=("YJ",),
    ),
    Person(
        "he.xiao",
        "He Xiao",
        Language.ENGLISH,
        "Observer, Yunjiang Province",
        "云江省观察员",
        Role.OBSERVER,
        regions=("YJ",),
    ),
    Person(
        "maria.keller",
        "Maria Keller",
        Language.ENGLISH,
        "Consultant, both provinces",
        "两省评估顾问",
        Role.CONSULTANT,
        regions=("YJ", "QN"),
    ),
    Person(
        ADMINISTRATOR,
        "Sun Wei",
        Language.ENGLISH,
        "Administrator",
        "系统管理员",
    ),
    Person(
        "liu.fang",
        "刘芳",
        Language.CHINESE,
        "Reviewer, Qingnan Province",
        "青南省审核员",
        Role.REVIEWER,
        regions=("QN",),
    ),
    Person(
        "zheng.guoqiang",
        "郑国强",
        Language.CHINESE,
        "Authority, Qingnan Province",
        "青南省主管部门",
        Role.AUTHORITY,
        regions=("QN",),
    ),
)

LEADING_COMMITTEE, *OTHER_COMMITTEES = COMMITTEES
PEOPLE: Final = (
    *LEADING_COMMITTEE.people,
    *OFFICIALS,
    *(person for committee in OTHER_COMMITTEES for person in committee.people),
)
"""In the order in which the sign-in page lists them."""

REVIEWERS: Final = {"YJ": "zhang.min", "QN": "liu.fang"}
AUTHORITIES: Final = {"YJ": "wu.jianguo", "QN": "zheng.guoqiang"}


def committee_of(park: str) -> Committee:
    """Return the committee of a park by its code."""
    return next(one for one in COMMITTEES if one.park == park)
