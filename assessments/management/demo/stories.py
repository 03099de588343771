"""What happens in the first six parks of the demo over the last year, and in all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assessments.management.demo.newcomers import NEWCOMERS
from assessments.management.demo.story import NOT_APPLICABLE, NOT_MEASURED, Gap, Story
from governance.choices import Stage

PILOTS: Final = {
    "LH-01": Story(
        stage=Stage.T2,
        entry_reason=(
            "The park passed the exploration stage under the provincial pilot; its positioning, its pilot plots "
            "and its partners are settled."
        ),
        courses={Stage.T1: (0.58, 0.76), Stage.T2: (0.42, 0.68)},
        floor_area_m2=1_284_000,
        firms=212,
        employees=6_400,
        land_mu=1_640,
        growth=0.07,
        funds=(8_200, 12_600, 1_900, 6_400),
        narrative=(
            "Renewal of the old assembly halls goes on as planned. In {period}, {vacancy} of the built floor space "
            "stood vacant, and {firms} firms were at work in the park. Next we open the canteen and the clinic on "
            "Lianhe Road to the neighbourhood."
        ),
    ),
    "HX-01": Story(
        stage=Stage.T3,
        entry_reason="Industry and public services are in place; what is left is to secure them by policy.",
        courses={Stage.T1: (0.78, 0.86), Stage.T2: (0.7, 0.78), Stage.T3: (0.68, 0.84)},
        floor_area_m2=906_000,
        firms=168,
        employees=3_850,
        land_mu=1_050,
        growth=0.06,
        funds=(6_000, 7_500, 800, 9_800),
        narrative=(
            "{period}园区入园企业{firms}家，建成房屋空置率{vacancy}。本期完成仪表检测公共平台二期建设，"
            "专项政策兑付进度快于计划。下期重点推进部门系统数据互联。"
        ),
    ),
    "NP-01": Story(
        stage=Stage.T3,
        entry_reason="The dockside renewal is finished; the park now works on its supervision and its policies.",
        courses={Stage.T1: (0.66, 0.72), Stage.T2: (0.6, 0.68), Stage.T3: (0.66, 0.74)},
        floor_area_m2=1_720_000,
        firms=140,
        employees=7_700,
        land_mu=2_310,
        growth=0.03,
        funds=(14_000, 9_200, 2_600, 11_500),
        narrative=(
            "{firms} firms were at work in the park in {period}; {vacancy} of the floor space stood vacant. The new "
            "shore power plant at berths 3 and 4 is in use. Drills and inspections of the tank farm have been doubled."
        ),
        emergency_from=0.55,
        emergency_note=(
            "Solvent leaked into the harbour basin at berth 2; graded major by the provincial authority, "
            "contained within the day."
        ),
    ),
    "BH-01": Story(
        stage=Stage.T1,
        entry_reason="The old works still look for their positioning; a first plan is under way.",
        courses={Stage.T1: (0.22, 0.29)},
        floor_area_m2=1_540_000,
        firms=74,
        employees=6_900,
        land_mu=3_020,
        growth=-0.04,
        funds=(5_200, 2_100, 400, 600),
        narrative=(
            "{period}在园企业{firms}家，空置率{vacancy}，仍处高位。老厂区搬迁腾退进展缓慢，"
            "产业规划修编已委托省设计院，预计下一季度形成初稿。"
        ),
        gaps={
            "lettings_fit": Gap(NOT_APPLICABLE, "本季无新增租赁。"),
            "local_suppliers": Gap(NOT_MEASURED, "企业问卷尚未开展。"),
        },
    ),
    "CH-01": Story(
        stage=Stage.T2,
        entry_reason="园区产业定位清晰，首批试点地块已完成改造，进入新实践阶段。",
        courses={Stage.T1: (0.5, 0.48), Stage.T2: (0.46, 0.45)},
        floor_area_m2=1_130_000,
        firms=126,
        employees=7_200,
        land_mu=2_050,
        growth=0.0,
        funds=(4_800, 5_600, 3_100, 1_700),
        narrative=(
            "{period}在园企业{firms}家，空置率{vacancy}，与上期基本持平。"
            "陶瓷窑炉清洁能源改造推进中，社会资本参与度有待提高。"
        ),
        closure_from=0.5,
        closure_note="两条窑炉生产线停产搬迁，约三成职工分流安置，已附人社部门备案。",
        gaps={
            "pilot_meetings_with_partners": Gap(NOT_APPLICABLE, "本期未召开试点会议。"),
            "consultation_turnout": Gap(NOT_APPLICABLE, "本期无规划公示。"),
            "plans_published_30_days": Gap(NOT_APPLICABLE, "本期无规划公示。"),
            "community_satisfaction": Gap(NOT_MEASURED, "社区调查尚未开展。"),
            "skills_training": Gap(NOT_MEASURED, "培训台账正在整理。"),
        },
    ),
    "FM-01": Story(
        stage=Stage.T1,
        entry_reason="区政府批准园区纳入升级试点，自本期起按主动探索阶段填报。",
        courses={Stage.T1: (0.36, 0.62)},
        floor_area_m2=492_000,
        firms=188,
        employees=2_800,
        land_mu=790,
        growth=0.09,
        funds=(1_400, 2_900, 900, 1_100),
        narrative=(
            "{period}在园企业{firms}家，空置率{vacancy}。五金共享电镀中心投入运行，"
            "与省内两所高校签订合作协议，招引专业服务机构入驻。"
        ),
        enters_late=True,
    ),
}

STORIES: Final[Mapping[str, Story]] = PILOTS | NEWCOMERS
