"""The registers of facilities and enterprises."""

from __future__ import annotations

from collections.abc import Iterator

from parks.errors import Problem
from parks.geometry.shapes import is_on_earth
from parks.models import Enterprise, Facility
from parks.registers.register import Register


def check_facility(facility: Facility) -> Iterator[Problem]:
    if not is_on_earth(facility.longitude, facility.latitude):
        yield Problem("longitude", "point_out_of_range")
    if facility.closed_on and facility.opened_on and facility.closed_on < facility.opened_on:
        yield Problem("closed_on", "ends_before_it_starts")
    if facility.barrier_free_since and not facility.is_barrier_free:
        yield Problem("barrier_free_since", "day_without_flag")


def check_enterprise(enterprise: Enterprise) -> Iterator[Problem]:
    if enterprise.left_on and enterprise.settled_on and enterprise.left_on < enterprise.settled_on:
        yield Problem("left_on", "ends_before_it_starts")


FACILITIES = Register(
    word="facilities",
    model=Facility,
    prefix="FA",
    names=(
        "kind", "longitude", "latitude", "capacity", "is_barrier_free", "barrier_free_since",
        "opened_on", "closed_on",
    ),
    columns=("kind", "capacity", "is_barrier_free", "opened_on", "closed_on"),
    narrowed_by=("kind", "is_barrier_free"),
    check=check_facility,
    spellings={
        "transport": "公交站 公交站点 公共交通站点 地铁站 公車站 捷運站 bus_stop",
        "entrance": "出入口 公共出入口 入口",
        "clinic": "医疗 医务室 卫生站 诊所 卫生室 醫療 醫務室 衛生站 診所",
        "canteen": "食堂 餐饮 餐厅 餐飲 餐廳",
        "childcare": "托育 托儿所 幼儿园 托兒所 幼兒園",
        "green": "绿地 公园 公园绿地 綠地 公園",
        "culture_sport": "文体 文化体育 文体设施 文體 文化體育",
        "shop": "商店 便利店 超市 日常购物 日常購物",
        "housing": "宿舍 职工宿舍 人才公寓 员工住房 職工宿舍",
        "sanitation": "环卫 公厕 公共厕所 垃圾站 環衛 公廁",
        "service_centre": "服务中心 党群服务中心 服務中心 service_center",
    },
    headings={
        "code": "facility_code 设施编号 设施编码 設施編號",
        "name_zh": "设施名称 设施 設施名稱 設施",
        "kind": "type 类型 设施类型 类别 種類 類型 設施類型 類別",
        "capacity": "容量 服务能力 服务人数 服務能力 服務人數",
        "is_barrier_free": "barrier_free 无障碍 是否无障碍 無障礙 是否無障礙",
        "barrier_free_since": "无障碍启用日期 無障礙啟用日期",
        "opened_on": "opened 启用日期 开放日期 投用日期 啟用日期 開放日期",
        "closed_on": "closed 关闭日期 停用日期 關閉日期",
    },
    example={
        "name_en": "Clinic at the west gate", "name_zh": "西门卫生站", "kind": "clinic",
        "longitude": 113.62, "latitude": 34.75, "capacity": 120.0,
    },
)  # fmt: skip

ENTERPRISES = Register(
    word="enterprises",
    model=Enterprise,
    prefix="EN",
    names=(
        "credit_code", "industry", "settled_on", "left_on", "plot", "employees", "is_high_tech",
    ),
    columns=("industry", "employees", "is_high_tech", "settled_on", "left_on", "plot"),
    narrowed_by=("is_high_tech",),
    newest_by="settled_on",
    check=check_enterprise,
    headings={
        "code": "enterprise_code 企业编号 企业编码 企業編號",
        "name_zh": "企业名称 企业 公司名称 单位名称 企業名稱 企業 公司名稱",
        "credit_code": "统一社会信用代码 信用代码 統一社會信用代碼",
        "industry": "行业 行业代码 国民经济行业代码 行業 行業代碼",
        "settled_on": "settled 入驻日期 入园日期 入驻时间 入駐日期 入園日期",
        "left_on": "left 迁出日期 退出日期 搬离日期 遷出日期",
        "plot": "地块 地块编号 所在地块 地塊 地塊編號",
        "employees": "员工数 从业人数 职工人数 员工人数 員工數 從業人數",
        "is_high_tech": "high_tech 高新技术企业 是否高企 高企 高新技術企業",
    },
    example={
        "name_en": "Northern Bearings", "name_zh": "北方轴承", "industry": "C34",
        "settled_on": "2024-03-01", "employees": 180,
    },
)  # fmt: skip
