"""Places put by hand: station house, offices, docks and control points, each at a junction or on an avenue."""

from __future__ import annotations

from generator.spots import InBlock, OnAvenue

BASE: InBlock = ("C3", 0.8, 0.8)

OFFICES: dict[str, tuple[str, InBlock]] = {
    "O1": ("西圩社区警务室", ("C2", 0.4, 0.7)),
    "O2": ("岭头社区警务室", ("B1", 0.6, 0.55)),
    "O3": ("东圩社区警务室", ("D3", 0.6, 0.3)),
    "O4": ("江岸社区警务室", ("D6", 0.4, 0.5)),
    "O5": ("沙埔社区警务室", ("F4", 0.4, 0.5)),
}

DOCKS: dict[str, tuple[str, InBlock]] = {
    "K1": ("派出所楼顶机巢", ("C3", 0.7, 0.75)),
    "K2": ("沙埔机巢", ("F4", 0.55, 0.45)),
}

VILLAGES: dict[str, tuple[str, str]] = {
    "V1": ("岭头村", "B1"),
    "V2": ("禾岗村", "A4"),
    "V3": ("石塘村", "D0"),
    "V4": ("沙埔村", "F4"),
    "V5": ("江岸村", "D6"),
}
"""Name and superblock; each has a joint-defence team of its own."""

YARDS: dict[str, tuple[str, str]] = {"W1": ("创业工业园", "C4"), "W2": ("沙江工业园", "F1")}
"""Factory yards with guards of their own."""

ESTATES: dict[str, tuple[str, str]] = {"E1": ("翠湖花园", "B4"), "E2": ("滨江花园", "D2")}
"""Housing estates with guards of their own."""

FAIR_DAYS = ["mon", "thu", "sat"]
"""Days of the market fair (圩日)."""
FAIR: tuple[str, InBlock] = ("东圩集市", ("C3", 0.4, 0.5))

TOWN_SCHOOLS: dict[str, tuple[str, InBlock]] = {
    "S1": ("白石中心小学校门", ("D3", 0.35, 0.5)),
    "S2": ("文华中学校门", ("D3", 0.7, 0.7)),
}

VILLAGE_SCHOOLS: dict[str, tuple[str, InBlock]] = {
    "S3": ("岭头小学校门", ("B1", 0.45, 0.45)),
    "S4": ("石塘小学校门", ("D0", 0.5, 0.45)),
    "S5": ("沙埔小学校门", ("F4", 0.6, 0.6)),
}

BRIDGES: dict[str, tuple[str, OnAvenue]] = {
    "B1": ("沙江桥", (("E1", "F1"), 0.2)),
    "B2": ("白石大桥", (("E4", "F4"), 0.2)),
    "B3": ("江岸桥", (("E6", "F6"), 0.2)),
}

BUSY_BY_DAY: dict[str, tuple[str, InBlock]] = {
    "D1": ("白石客运站", ("C2", 0.25, 0.8)),
    "D2": ("圩镇银行网点", ("C3", 0.3, 0.75)),
    "D3": ("白石医院急诊", ("C2", 0.6, 0.3)),
    "D4": ("圩镇金店", ("C3", 0.5, 0.3)),
}

WORK_GATES: dict[str, tuple[str, InBlock]] = {
    "F1": ("创业工业园南门", ("C4", 0.5, 0.9)),
    "F2": ("新业工业园西门", ("C5", 0.2, 0.5)),
    "F3": ("沙江工业园北门", ("F1", 0.5, 0.15)),
}

ARCHES: dict[str, tuple[str, InBlock]] = {
    "A1": ("岭头村牌楼", ("B1", 0.72, 0.5)),
    "A2": ("禾岗村牌楼", ("A4", 0.5, 0.8)),
    "A3": ("石塘村牌楼", ("D0", 0.75, 0.5)),
    "A4": ("沙埔村牌楼", ("F4", 0.5, 0.24)),
    "A5": ("江岸村牌楼", ("D6", 0.3, 0.5)),
}
"""Where the main street of a village begins."""

ESTATE_GATES: dict[str, tuple[str, InBlock]] = {
    "G1": ("翠湖花园大门", ("B4", 0.4, 0.8)),
    "G2": ("滨江花园大门", ("D2", 0.6, 0.5)),
}

OUTLYING: dict[str, tuple[str, InBlock]] = {
    "R1": ("果场仓库", ("F5", 0.5, 0.5)),
    "R2": ("东湖坝头", ("B6", 0.1, 0.8)),
    "R3": ("石岭林场路口", ("B0", 0.5, 0.1)),
    "R4": ("南坑泵站", ("G2", 0.5, 0.4)),
}
"""Places far from any village."""
