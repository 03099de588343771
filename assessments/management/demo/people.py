"""Who plays in the demo: fictional people with their language, position and role."""

from __future__ import annotations

from typing import Final

from accounts.choices import Language
from assessments.management.demo.committees import COMMITTEES, Person
from parks.choices import Role

ADMINISTRATOR: Final = "sun.wei"
NATIONAL_AUTHORITY: Final = "guo.zhengming"
CONSULTANT: Final = "maria.keller"

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
        "Consultant, three provinces",
        "三省评估顾问",
        Role.CONSULTANT,
        regions=("YJ", "QN", "MS"),
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
    Person(
        "guo.zhengming",
        "郭正明",
        Language.CHINESE,
        "National authority",
        "国家主管部门",
        Role.AUTHORITY,
        is_everywhere=True,
    ),
    Person(
        "qian.rong",
        "Qian Rong",
        Language.ENGLISH,
        "Reviewer, Mingshan Province",
        "明杉省审核员",
        Role.REVIEWER,
        regions=("MS",),
    ),
    Person(
        "shen.yi",
        "Shen Yi",
        Language.ENGLISH,
        "Authority, Mingshan Province",
        "明杉省主管部门",
        Role.AUTHORITY,
        regions=("MS",),
    ),
    Person(
        "sun.hui",
        "Sun Hui",
        Language.ENGLISH,
        "Second reviewer, Yunjiang Province",
        "云江省第二审核员",
        Role.REVIEWER,
        regions=("YJ",),
    ),
    Person(
        "tang.yan",
        "唐妍",
        Language.CHINESE,
        "Second reviewer, Qingnan Province",
        "青南省第二审核员",
        Role.REVIEWER,
        regions=("QN",),
    ),
    Person(
        "bai.lan",
        "白岚",
        Language.CHINESE,
        "Second reviewer, Mingshan Province",
        "明杉省第二审核员",
        Role.REVIEWER,
        regions=("MS",),
    ),
    Person(
        "luo.qing",
        "罗青",
        Language.CHINESE,
        "Observer, Mingshan Province",
        "明杉省观察员",
        Role.OBSERVER,
        regions=("MS",),
    ),
    Person(
        "daniel.osei",
        "Daniel Osei",
        Language.ENGLISH,
        "Consultant, Mingshan Province",
        "明杉省评估顾问",
        Role.CONSULTANT,
        regions=("MS",),
    ),
)

LEADING_COMMITTEE, *OTHER_COMMITTEES = COMMITTEES
PEOPLE: Final = (
    *LEADING_COMMITTEE.people,
    *OFFICIALS,
    *(person for committee in OTHER_COMMITTEES for person in committee.people),
)
"""In the order in which the sign-in page lists them."""

AUTHORITIES: Final = {"YJ": "wu.jianguo", "QN": "zheng.guoqiang", "MS": "shen.yi"}
REVIEWERS: Final = {
    "YJ-XZ": "zhang.min",
    "YJ-LT": "zhang.min",
    "YJ-QS": "sun.hui",
    "YJ-AY": "sun.hui",
    "QN-TL": "liu.fang",
    "QN-YL": "tang.yan",
    "QN-SK": "tang.yan",
    "MS-PW": "qian.rong",
    "MS-HZ": "bai.lan",
}
"""Who reviews the reports of a city."""
