"""Places put by hand: station house, police post, docks, fair, plaza, schools and control points."""

from __future__ import annotations

from generator.ground import XY
from generator.spots import InBlock, OnAvenue

BASE: InBlock = ("B2", 0.3, 0.3)
"""The station house."""

POST: tuple[str, OnAvenue] = ("新区警务站", (("C2", "C3"), 0.2))
"""The police post (警务站), open round the clock; its docks stand on its roof and beside it."""

DOCK_OFFSETS_M: dict[str, tuple[str, XY]] = {
    "K1": ("警务站1号机巢", (-15.0, -22.0)),
    "K2": ("警务站2号机巢", (0.0, -22.0)),
    "K3": ("警务站3号机巢", (15.0, -22.0)),
    "K4": ("警务站4号机巢", (0.0, -37.0)),
}
"""From the post to its docks, x east and y north [m]; the fourth is there for cover without a break."""

OFFICES: dict[str, tuple[str, InBlock]] = {
    "O1": ("辛镇社区警务室", ("A2", 0.3, 0.6)),
    "O2": ("学苑社区警务室", ("C1", 0.4, 0.4)),
    "O3": ("吾悦社区警务室", ("C3", 0.4, 0.4)),
}

FAIR: tuple[str, InBlock] = ("辛镇大集", ("A2", 0.4, 0.8))
PLAZA: tuple[str, InBlock] = ("吾悦广场", ("C2", 0.6, 0.4))

SCHOOLS: dict[str, tuple[str, InBlock]] = {
    "S1": ("学苑小学校门", ("B1", 0.5, 0.5)),
    "S2": ("东校中学校门", ("D4", 0.4, 0.4)),
    "S3": ("柳园小学校门", ("A0", 0.6, 0.6)),
    "S4": ("广厦小学校门", ("B3", 0.5, 0.4)),
}

BUSY: dict[str, tuple[str, InBlock]] = {
    "D1": ("政务大厅", ("C1", 0.6, 0.5)),
    "D2": ("油城医院急诊", ("A4", 0.4, 0.5)),
    "D3": ("辛镇客运站", ("B2", 0.6, 0.6)),
}

CORNERS: dict[str, tuple[str, OnAvenue]] = {
    "N1": ("柳园路西口", (("A0", "A1"), 0.4)),
    "N2": ("东杨路口", (("B5", "C5"), 0.5)),
    "N3": ("渡口桥头", (("E1", "E2"), 0.5)),
    "N4": ("河岸路东口", (("E4", "E5"), 0.5)),
}
"""Where cars stand by night."""
