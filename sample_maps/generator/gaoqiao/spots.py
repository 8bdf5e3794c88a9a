"""Places put by hand: station house, offices, markets, schools and control points, at junctions or on an avenue."""

from __future__ import annotations

from generator.spots import InBlock, OnAvenue

BASE: InBlock = ("B2", 0.2, 0.8)

OFFICES: dict[str, tuple[str, InBlock]] = {
    "O1": ("茶坪社区警务室", ("B1", 0.3, 0.3)),
    "O2": ("北苑社区警务室", ("A3", 0.5, 0.6)),
    "O3": ("万商社区警务室", ("B3", 0.3, 0.6)),
    "O4": ("西苑社区警务室", ("C0", 0.6, 0.5)),
    "O5": ("溪岸社区警务室", ("D2", 0.6, 0.4)),
}

MARKETS: dict[str, tuple[str, InBlock, int]] = {
    "M1": ("茶市茶叶市场", ("A1", 0.5, 0.5), 6_000),
    "M2": ("副食批发市场", ("A2", 0.5, 0.5), 10_000),
    "M3": ("酒水批发市场", ("B1", 0.5, 0.5), 9_000),
    "M4": ("百货小商品市场", ("B2", 0.5, 0.5), 16_000),
    "M5": ("布艺家纺市场", ("B3", 0.5, 0.5), 11_000),
    "M6": ("五金机电市场", ("C4", 0.5, 0.5), 7_000),
    "M7": ("酒店用品市场", ("D1", 0.5, 0.5), 6_000),
}
"""Name, gate and people at the busiest hour: merchants, porters and buyers."""

SCHOOLS: dict[str, tuple[str, InBlock]] = {
    "S1": ("樟园小学校门", ("C3", 0.4, 0.5)),
    "S2": ("学堂中学校门", ("D3", 0.6, 0.4)),
    "S3": ("杉林小学校门", ("A0", 0.5, 0.5)),
}

BUSY: dict[str, tuple[str, InBlock]] = {
    "D1": ("货运路货运站", ("A4", 0.3, 0.5)),
    "D2": ("商务区地铁口", ("C1", 0.6, 0.2)),
    "D3": ("会展中心广场", ("C2", 0.5, 0.4)),
}

CORNERS: dict[str, tuple[str, OnAvenue]] = {
    "N1": ("茶坪路北口", (("A0", "B0"), 0.5)),
    "N2": ("货运路南口", (("D4", "E4"), 0.6)),
    "N3": ("溪岸路桥头", (("E2", "E3"), 0.5)),
    "N4": ("东樟路口", (("B5", "C5"), 0.4)),
}
"""Where cars stand by night."""

STAND_BY: dict[str, tuple[str, OnAvenue]] = {
    "T1": ("万商路百货段屯警点", (("B2", "C2"), 0.5)),
    "T2": ("市场北路布艺段屯警点", (("B3", "B4"), 0.3)),
    "T3": ("银杏路酒水段屯警点", (("B1", "C1"), 0.4)),
    "T4": ("杉木路副食段屯警点", (("A2", "A3"), 0.4)),
    "T5": ("货运路屯警点", (("B4", "C4"), 0.5)),
    "T6": ("市场南路屯警点", (("D1", "D2"), 0.5)),
}
"""Stand-by posts (屯警点) on the streets between the markets: where the command room moves cars to."""
