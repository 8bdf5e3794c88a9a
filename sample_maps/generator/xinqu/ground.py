"""The ground plan, drawn by hand: a market town, a plaza, barbecue streets, schools, estates and a river bank.

The river runs along the southern edge, beside row E.
"""

from __future__ import annotations

from generator.ground import XY, Avenue, Block, Ground, PoliceGrid

CROSSINGS: dict[str, XY] = {
    "A0": (-1420, 1110), "A1": (-820, 1080), "A2": (-260, 1120), "A3": (330, 1090), "A4": (900, 1130),
    "A5": (1450, 1100),
    "B0": (-1450, 530), "B1": (-850, 560), "B2": (-240, 540), "B3": (320, 570), "B4": (880, 550), "B5": (1480, 520),
    "C0": (-1430, 10), "C1": (-830, -20), "C2": (-270, 20), "C3": (300, -10), "C4": (910, 30), "C5": (1460, 0),
    "D0": (-1460, -540), "D1": (-860, -520), "D2": (-250, -550), "D3": (310, -530), "D4": (890, -560),
    "D5": (1440, -530),
    "E0": (-1410, -1020), "E1": (-840, -1090), "E2": (-280, -1120), "E3": (300, -1090), "E4": (870, -1050),
    "E5": (1430, -980),
}  # fmt: skip
"""Where avenues cross: a letter for the row from the north, a figure for the column from the west [m]."""

AVENUES: tuple[Avenue, ...] = (
    Avenue("柳园路", "secondary", 50, ("A0", "A1", "A2", "A3", "A4", "A5")),
    Avenue("集市街", "tertiary", 40, ("B0", "B1", "B2", "B3", "B4", "B5")),
    Avenue("新区大道", "primary", 60, ("C0", "C1", "C2", "C3", "C4", "C5"), dual=True),
    Avenue("槐花路", "tertiary", 40, ("D0", "D1", "D2", "D3", "D4", "D5")),
    Avenue("河岸路", "secondary", 50, ("E0", "E1", "E2", "E3", "E4", "E5")),
    Avenue("西杨路", "secondary", 50, ("A0", "B0", "C0", "D0", "E0")),
    Avenue("学苑路", "tertiary", 40, ("A1", "B1", "C1", "D1", "E1")),
    Avenue("辛镇路", "secondary", 50, ("A2", "B2", "C2", "D2", "E2")),
    Avenue("广场路", "secondary", 50, ("A3", "B3", "C3", "D3", "E3")),
    Avenue("油城路", "tertiary", 40, ("A4", "B4", "C4", "D4", "E4")),
    Avenue("东杨路", "secondary", 50, ("A5", "B5", "C5", "D5", "E5")),
)

BLOCKS: dict[str, Block] = {
    "A0": Block("estate", "G01", "柳园"), "A1": Block("village", "G01", "辛镇"), "A2": Block("commerce", "G02", "集市"),
    "A3": Block("estate", "G02", "锦绣"), "A4": Block("works", "G03", "油城"),
    "B0": Block("estate", "G04", "西杨"), "B1": Block("campus", "G04", "学苑"), "B2": Block("office", "G02", "辛镇南"),
    "B3": Block("estate", "G05", "广厦"), "B4": Block("estate", "G03", "东杨"),
    "C0": Block("estate", "G06", "槐苑"), "C1": Block("office", "G06", "政务"),
    "C2": Block("commerce", "G05", "吾悦"), "C3": Block("commerce", "G05", "烧烤"),
    "C4": Block("estate", "G07", "盐滩"),
    "D0": Block("estate", "G06", "河湾"), "D1": Block("village", "G08", "渡口"),
    "D2": Block("park", "G08", "河岸公园"), "D3": Block("estate", "G08", "芦苇"), "D4": Block("campus", "G07", "东校"),
}  # fmt: skip

GRIDS: dict[str, PoliceGrid] = {
    "G01": PoliceGrid("柳园警格", "O1", 1),
    "G02": PoliceGrid("集市警格", "O1", 2),
    "G03": PoliceGrid("油城警格", "O1", 1),
    "G04": PoliceGrid("学苑警格", "O2", 1),
    "G05": PoliceGrid("吾悦警格", "O3", 2),
    "G06": PoliceGrid("槐苑警格", "O2", 2),
    "G07": PoliceGrid("盐滩警格", "O3", 1),
    "G08": PoliceGrid("河岸警格", "O2", 2),
}

GROUND = Ground(
    centre=(118.495, 37.448),
    m_per_deg_lon=88_483.0,
    m_per_deg_lat=110_986.0,
    crossings=CROSSINGS,
    avenues=AVENUES,
    blocks=BLOCKS,
    grids=GRIDS,
    waterside="河岸路",
    cycleway="河岸绿道",
)
