"""Places put by hand: station house, offices, night markets, villages, the wholesale market, the hospital, the dam."""

from __future__ import annotations

from generator.spots import InBlock, OnAvenue

BASE: InBlock = ("D3", 0.3, 0.3)

OFFICES: dict[str, tuple[str, InBlock]] = {
    "O1": ("翠岭社区警务室", ("C1", 0.3, 0.6)),
    "O2": ("龙尾社区警务室", ("C2", 0.6, 0.4)),
    "O3": ("新塘社区警务室", ("C5", 0.4, 0.3)),
    "O4": ("枫林社区警务室", ("C7", 0.3, 0.3)),
    "O5": ("学府社区警务室", ("E3", 0.5, 0.6)),
}

VILLAGES: dict[str, tuple[str, str]] = {
    "V1": ("围岭村", "B1"),
    "V2": ("坑尾村", "B3"),
    "V3": ("果园村", "B5"),
    "V4": ("龙尾村", "C2"),
    "V5": ("新塘村", "C5"),
    "V6": ("河背村", "D0"),
    "V7": ("马岭村", "D6"),
}
"""The seven urban villages (城中村): name and superblock."""

ARCHES: dict[str, tuple[str, InBlock]] = {
    "A1": ("围岭村牌坊", ("B1", 0.5, 0.9)),
    "A2": ("坑尾村牌坊", ("B3", 0.5, 0.9)),
    "A3": ("果园村牌坊", ("B5", 0.4, 0.9)),
    "A4": ("龙尾村牌坊", ("C2", 0.5, 0.1)),
    "A5": ("新塘村牌坊", ("C5", 0.5, 0.1)),
    "A6": ("河背村牌坊", ("D0", 0.9, 0.5)),
    "A7": ("马岭村牌坊", ("D6", 0.1, 0.5)),
}
"""Where the main street of a village begins."""

NIGHT_MARKETS: dict[str, tuple[str, InBlock, int]] = {
    "M1": ("龙尾夜市", ("D2", 0.5, 0.3), 4_200),
    "M2": ("食街大排档", ("D4", 0.5, 0.5), 3_600),
    "M3": ("新塘夜市", ("C5", 0.6, 0.9), 2_400),
    "M4": ("河背烧烤街", ("D0", 0.5, 0.8), 1_600),
    "M5": ("南街美食街", ("E5", 0.5, 0.5), 2_800),
    "M6": ("坑尾夜市", ("B3", 0.5, 0.7), 1_500),
    "M7": ("马岭宵夜街", ("D6", 0.6, 0.8), 1_400),
}
"""Night markets and food streets: name, where units stand, and people at the busiest hour."""

RISING = "M3"
"""The night market whose calls rise in the last week before the roster."""

WHOLESALE: tuple[str, InBlock, int] = ("农产品批发市场", ("E0", 0.5, 0.5), 5_200)
HOSPITAL: tuple[str, InBlock, int] = ("康宁医院", ("E3", 0.5, 0.3), 2_600)

BUSY: dict[str, tuple[str, InBlock]] = {
    "D1": ("文锦地铁口", ("D3", 0.8, 0.8)),
    "D2": ("创新园广场", ("C4", 0.5, 0.7)),
    "D3": ("南街商场", ("E5", 0.3, 0.3)),
    "D4": ("锦绣公交站", ("E6", 0.6, 0.6)),
}

ESTATE_GATES: dict[str, tuple[str, InBlock]] = {
    "G1": ("锦绣花园大门", ("E6", 0.4, 0.3)),
    "G2": ("东岭花园大门", ("E7", 0.6, 0.4)),
    "G3": ("枫林花园大门", ("C7", 0.6, 0.6)),
    "G4": ("山居花园大门", ("B7", 0.6, 0.4)),
}

HILLS: dict[str, tuple[str, OnAvenue]] = {
    "R1": ("水库大坝", (("B3", "B4"), 0.8)),
    "R2": ("围岭登山口", (("B1", "B2"), 0.3)),
    "R3": ("东山登山口", (("B7", "B8"), 0.4)),
}

CORNERS: dict[str, tuple[str, OnAvenue]] = {
    "N1": ("西岭路口", (("E0", "F0"), 0.5)),
    "N2": ("南环路口", (("F3", "F4"), 0.5)),
    "N3": ("东岭路口", (("D8", "E8"), 0.5)),
}
"""Where cars stand by night."""
