"""The register of plots: what a parcel must be, and what is odd about one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from parks.errors import Problem
from parks.models import Plot
from parks.registers.register import Register

LARGEST_PLOT_M2: Final = 1e9


def check_plot(plot: Plot) -> Iterator[Problem]:
    for name in ("area_m2", "floor_area_m2", "footprint_m2"):
        value = getattr(plot, name)
        if value is not None and value > LARGEST_PLOT_M2:
            yield Problem(name, "plot_too_large")
    if plot.area_m2 is not None and plot.area_m2 <= 0:
        yield Problem("area_m2", "plot_without_area")
    if plot.ended_on and plot.since and plot.ended_on < plot.since:
        yield Problem("ended_on", "ends_before_it_starts")
    if plot.geometry and plot.geometry.get("type") == "Point":
        yield Problem("geometry", "plot_is_a_point")


PLOTS = Register(
    word="plots",
    model=Plot,
    prefix="PL",
    names=(
        "land_use", "status", "land_model", "is_pilot", "area_m2", "floor_area_m2",
        "footprint_m2", "implementer", "since", "ended_on", "geometry",
    ),
    columns=("land_use", "status", "area_m2", "floor_area_m2", "is_pilot", "since"),
    narrowed_by=("land_use", "status", "land_model", "is_pilot"),
    check=check_plot,
    spellings={
        "production": "生产 生产用地 生产空间 工业 工业用地 生產 生產用地 工業 工業用地",
        "living": "生活 生活用地 生活空间 居住 居住用地 住宅 生活空間",
        "ecology": "生态 生态用地 生态空间 绿地 生態 生態用地 綠地",
        "in_use": "在用 使用中 已用 在使用",
        "idle": "闲置 空置 空闲 空地 閒置 閑置 空閒 vacant",
        "awaiting_construction": "待建 未建 未开工 待開發 待开发 待開工",
        "under_renewal": "更新中 改造中 在更新 在改造 升级改造中",
        "renewed": "已更新 已改造 更新完成 改造完成",
        "ordinary": "普通 普通出让 一般出让 普通出讓",
        "standard": "标准地 標準地",
        "three_plus_x": "标准地3+X 標準地3+X 3+x",
        "government": "政府 政府主导 政府主導",
        "platform_company": "平台公司 国有平台公司 国企平台 國有平台公司",
        "enterprise": "企业 企業 企业自主",
        "investor": "投资商 投资方 社会资本 投資商 社會資本",
        "consortium": "联合体 企业联合体 聯合體 企業聯合體",
        "village_collective": "村集体 集体经济组织 村集體",
    },
    headings={
        "code": "plot_code parcel 地块编号 地块编码 地块号 宗地号 地塊編號 地塊號",
        "name_zh": "地块名称 地块 地塊名稱 地塊",
        "land_use": "use 用途 土地用途 用地类型 用地性质 用地類型",
        "status": "state 状态 使用状态 利用状态 现状 狀態 利用狀態",
        "land_model": "出让方式 供地方式 供地模式 出讓方式",
        "is_pilot": "pilot 试点 是否试点 試點 是否試點",
        "area_m2": "area 面积 用地面积 面积_m2 面积_平方米 面積 用地面積 面積_平方公尺",
        "floor_area_m2": "floor_area 建筑面积 建筑面积_m2 建筑面积_平方米 建築面積",
        "footprint_m2": "footprint 占地面积 基底面积 建筑占地面积 占地面積 基底面積",
        "implementer": "实施主体 改造主体 更新主体 實施主體",
        "since": "as_of 自何时起 变更日期 起始日期 變更日期",
        "ended_on": "ended 注销日期 终止日期 註銷日期",
        "geometry": "outline polygon 边界 范围 邊界 範圍",
    },
    example={
        "name_en": "North yard", "name_zh": "北地块", "land_use": "production",
        "status": "in_use", "area_m2": 12500.0, "floor_area_m2": 9800.0, "footprint_m2": 5100.0,
    },
)  # fmt: skip
