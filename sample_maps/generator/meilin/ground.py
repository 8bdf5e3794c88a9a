"""The ground plan, drawn by hand: hills and a reservoir in the north, urban villages, estates, food streets, a market.

The hills fill row A: no street crosses them. The hill-foot road runs along row B.
"""

from __future__ import annotations

from generator.ground import XY, Avenue, Block, Ground, PoliceGrid, border

CROSSINGS: dict[str, XY] = {
    "A0": (-2510, 1620), "A1": (-1930, 1830), "A2": (-1320, 1760), "A3": (-640, 1900), "A4": (20, 1980),
    "A5": (660, 1880), "A6": (1310, 1770), "A7": (1960, 1820), "A8": (2520, 1580),
    "B0": (-2620, 820), "B1": (-1960, 870), "B2": (-1290, 840), "B3": (-660, 900), "B4": (10, 880), "B5": (640, 910),
    "B6": (1300, 860), "B7": (1940, 880), "B8": (2590, 810),
    "C0": (-2600, 280), "C1": (-1940, 310), "C2": (-1310, 290), "C3": (-640, 320), "C4": (-10, 300), "C5": (660, 330),
    "C6": (1290, 290), "C7": (1960, 310), "C8": (2610, 270),
    "D0": (-2630, -260), "D1": (-1970, -240), "D2": (-1290, -260), "D3": (-650, -230), "D4": (20, -250),
    "D5": (650, -230), "D6": (1310, -260), "D7": (1950, -240), "D8": (2600, -270),
    "E0": (-2590, -810), "E1": (-1950, -790), "E2": (-1310, -810), "E3": (-660, -790), "E4": (0, -800),
    "E5": (660, -780), "E6": (1300, -810), "E7": (1940, -800), "E8": (2620, -820),
    "F0": (-2580, -1340), "F1": (-1930, -1370), "F2": (-1300, -1350), "F3": (-640, -1380), "F4": (10, -1360),
    "F5": (650, -1390), "F6": (1310, -1350), "F7": (1960, -1370), "F8": (2590, -1330),
}  # fmt: skip
"""Where avenues cross: a letter for the row from the north, a figure for the column from the west [m]."""


def _column(number: int) -> tuple[str, ...]:
    """Name the crossings of a column below the hills."""
    return tuple(f"{row}{number}" for row in "BCDEF")


def _row(letter: str) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(9))


AVENUES: tuple[Avenue, ...] = (
    border(*_row("A")),
    Avenue("山脚路", "tertiary", 40, _row("B")),
    Avenue("果岭路", "secondary", 50, _row("C")),
    Avenue("梅香大道", "primary", 60, _row("D"), dual=True),
    Avenue("学林路", "tertiary", 40, _row("E")),
    Avenue("南环路", "secondary", 50, _row("F")),
    *(border(f"A{number}", f"B{number}") for number in range(9)),
    Avenue("西岭路", "secondary", 50, _column(0)),
    Avenue("河背路", "tertiary", 40, _column(1)),
    Avenue("龙尾路", "secondary", 50, _column(2)),
    Avenue("夜市路", "tertiary", 40, _column(3)),
    Avenue("水库路", "secondary", 50, _column(4)),
    Avenue("食街路", "tertiary", 40, _column(5)),
    Avenue("新塘路", "secondary", 50, _column(6)),
    Avenue("枫林路", "tertiary", 40, _column(7)),
    Avenue("东岭路", "secondary", 50, _column(8)),
)

BLOCKS: dict[str, Block] = {
    "A0": Block("hill", "G01", "西山"), "A1": Block("hill", "G01", "围岭山"), "A2": Block("hill", "G02", "坑尾山"),
    "A3": Block("river", "G02", "水库"), "A4": Block("river", "G03", "水库"), "A5": Block("hill", "G03", "果园山"),
    "A6": Block("hill", "G04", "北山"), "A7": Block("hill", "G04", "东山"),
    "B0": Block("estate", "G01", "半山"), "B1": Block("village", "G01", "围岭"), "B2": Block("park", "G02", "水库公园"),
    "B3": Block("village", "G02", "坑尾"), "B4": Block("estate", "G03", "湖景"), "B5": Block("village", "G03", "果园"),
    "B6": Block("campus", "G04", "北校"), "B7": Block("estate", "G04", "山居"),
    "C0": Block("estate", "G05", "西岭"), "C1": Block("estate", "G05", "翠岭"), "C2": Block("village", "G06", "龙尾"),
    "C3": Block("estate", "G06", "梅香"), "C4": Block("business", "G07", "创新"), "C5": Block("village", "G07", "新塘"),
    "C6": Block("estate", "G08", "北苑"), "C7": Block("estate", "G08", "枫林"),
    "D0": Block("village", "G09", "河背"), "D1": Block("estate", "G09", "荔苑"), "D2": Block("commerce", "G10", "夜市"),
    "D3": Block("office", "G10", "文锦"), "D4": Block("commerce", "G12", "食街"), "D5": Block("estate", "G12", "景苑"),
    "D6": Block("village", "G14", "马岭"), "D7": Block("works", "G14", "东工"),
    "E0": Block("works", "G09", "农批"), "E1": Block("estate", "G11", "学林"), "E2": Block("campus", "G11", "学府"),
    "E3": Block("office", "G11", "康宁"), "E4": Block("estate", "G13", "南苑"), "E5": Block("commerce", "G13", "南街"),
    "E6": Block("estate", "G15", "锦绣"), "E7": Block("estate", "G15", "东岭"),
}  # fmt: skip

GRIDS: dict[str, PoliceGrid] = {
    "G01": PoliceGrid("围岭警格", "O1", 2),
    "G02": PoliceGrid("坑尾警格", "O2", 2),
    "G03": PoliceGrid("果园警格", "O3", 2),
    "G04": PoliceGrid("北校警格", "O4", 1),
    "G05": PoliceGrid("翠岭警格", "O1", 1),
    "G06": PoliceGrid("龙尾警格", "O2", 2),
    "G07": PoliceGrid("新塘警格", "O3", 2),
    "G08": PoliceGrid("枫林警格", "O4", 1),
    "G09": PoliceGrid("河背警格", "O1", 2),
    "G10": PoliceGrid("夜市警格", "O2", 2),
    "G11": PoliceGrid("学府警格", "O5", 2),
    "G12": PoliceGrid("食街警格", "O3", 2),
    "G13": PoliceGrid("南街警格", "O5", 1),
    "G14": PoliceGrid("马岭警格", "O4", 1),
    "G15": PoliceGrid("锦绣警格", "O5", 1),
}

GROUND = Ground(
    centre=(114.045, 22.575),
    m_per_deg_lon=102_841.0,
    m_per_deg_lat=110_738.0,
    crossings=CROSSINGS,
    avenues=AVENUES,
    blocks=BLOCKS,
    grids=GRIDS,
    waterside="山脚路",
    cycleway="山脚绿道",
)
