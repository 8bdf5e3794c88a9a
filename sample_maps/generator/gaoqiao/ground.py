"""The ground plan, drawn by hand: seven wholesale markets, estates, two old villages, a warehouse yard and a stream.

The stream runs along the southern edge, beside row E.
"""

from __future__ import annotations

from generator.ground import XY, Avenue, Block, Ground, PoliceGrid

CROSSINGS: dict[str, XY] = {
    "A0": (-1490, 1080), "A1": (-890, 1120), "A2": (-300, 1090), "A3": (290, 1130), "A4": (880, 1070),
    "A5": (1460, 1110),
    "B0": (-1520, 560), "B1": (-910, 590), "B2": (-280, 550), "B3": (310, 580), "B4": (900, 540), "B5": (1490, 570),
    "C0": (-1470, 20), "C1": (-880, -10), "C2": (-310, 30), "C3": (280, 0), "C4": (870, 40), "C5": (1450, 10),
    "D0": (-1500, -530), "D1": (-900, -560), "D2": (-290, -520), "D3": (300, -570), "D4": (890, -530),
    "D5": (1480, -550),
    "E0": (-1460, -1060), "E1": (-870, -1110), "E2": (-300, -1090), "E3": (270, -1120), "E4": (880, -1080),
    "E5": (1440, -1130),
}  # fmt: skip
"""Where avenues cross: a letter for the row from the north, a figure for the column from the west [m]."""

AVENUES: tuple[Avenue, ...] = (
    Avenue("杉木路", "secondary", 50, ("A0", "A1", "A2", "A3", "A4", "A5")),
    Avenue("市场北路", "tertiary", 40, ("B0", "B1", "B2", "B3", "B4", "B5")),
    Avenue("商贸大道", "primary", 60, ("C0", "C1", "C2", "C3", "C4", "C5"), dual=True),
    Avenue("市场南路", "tertiary", 40, ("D0", "D1", "D2", "D3", "D4", "D5")),
    Avenue("溪岸路", "secondary", 50, ("E0", "E1", "E2", "E3", "E4", "E5")),
    Avenue("茶坪路", "secondary", 50, ("A0", "B0", "C0", "D0", "E0")),
    Avenue("银杏路", "tertiary", 40, ("A1", "B1", "C1", "D1", "E1")),
    Avenue("万商路", "secondary", 50, ("A2", "B2", "C2", "D2", "E2")),
    Avenue("百货路", "tertiary", 40, ("A3", "B3", "C3", "D3", "E3")),
    Avenue("货运路", "secondary", 50, ("A4", "B4", "C4", "D4", "E4")),
    Avenue("东樟路", "secondary", 50, ("A5", "B5", "C5", "D5", "E5")),
)

BLOCKS: dict[str, Block] = {
    "A0": Block("estate", "G01", "杉林"), "A1": Block("commerce", "G01", "茶市"),
    "A2": Block("commerce", "G02", "副食"),
    "A3": Block("estate", "G02", "北苑"), "A4": Block("works", "G03", "货场"),
    "B0": Block("village", "G04", "茶坪"), "B1": Block("commerce", "G04", "酒水"),
    "B2": Block("commerce", "G05", "百货"),
    "B3": Block("commerce", "G06", "布艺"), "B4": Block("estate", "G03", "东苑"),
    "C0": Block("estate", "G07", "西苑"), "C1": Block("business", "G08", "商务"),
    "C2": Block("business", "G05", "会展"),
    "C3": Block("estate", "G06", "樟园"), "C4": Block("commerce", "G10", "五金"),
    "D0": Block("village", "G07", "溪边"), "D1": Block("commerce", "G08", "酒店用品"),
    "D2": Block("estate", "G09", "溪岸"),
    "D3": Block("campus", "G09", "学堂"), "D4": Block("estate", "G10", "东溪"),
}  # fmt: skip

GRIDS: dict[str, PoliceGrid] = {
    "G01": PoliceGrid("茶市警格", "O1", 1),
    "G04": PoliceGrid("酒水警格", "O1", 1),
    "G02": PoliceGrid("副食警格", "O2", 1),
    "G03": PoliceGrid("货场警格", "O2", 1),
    "G05": PoliceGrid("百货警格", "O3", 1),
    "G06": PoliceGrid("布艺警格", "O3", 1),
    "G07": PoliceGrid("西苑警格", "O4", 1),
    "G08": PoliceGrid("酒店用品警格", "O4", 1),
    "G09": PoliceGrid("溪岸警格", "O5", 1),
    "G10": PoliceGrid("五金警格", "O5", 1),
}
"""In the order of the squads: two grids are the community of one squad."""

DEFENCE_ZONES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Z1": ("核心市场防区", ("G04", "G05", "G06")),
    "Z2": ("北部防区", ("G01", "G02", "G03")),
    "Z3": ("南部防区", ("G07", "G08", "G09", "G10")),
}
"""Name and grids; the first is patrolled by the squad on its duty day, the others by the patrol cars."""

GROUND = Ground(
    centre=(113.035, 28.145),
    m_per_deg_lon=98_230.0,
    m_per_deg_lat=110_822.0,
    crossings=CROSSINGS,
    avenues=AVENUES,
    blocks=BLOCKS,
    grids=GRIDS,
    waterside="溪岸路",
    cycleway="溪岸绿道",
)
