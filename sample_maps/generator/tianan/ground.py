"""The ground plan, drawn by hand: avenue crossings, superblocks, their use, and the nine police grids.

The crossings lie where the real place has wide streets, to within a hundred metres, so that the same checkpoints serve
the made-up streets and the real ones. Everything between the avenues is made up.
"""

from __future__ import annotations

from generator.ground import XY, Avenue, Block, Ground, PoliceGrid

CROSSINGS: dict[str, XY] = {
    "Z2": (114.0078, 22.5483), "Z3": (114.0134, 22.5495), "Z4": (114.0188, 22.5489), "Z5": (114.0244, 22.5486),
    "A1": (114.0059, 22.5445), "A2": (114.0110, 22.5455), "A3": (114.0169, 22.5443), "A4": (114.0218, 22.5451),
    "A5": (114.0274, 22.5468),
    "B0": (114.0017, 22.5401), "B1": (114.0079, 22.5419), "B2": (114.0127, 22.5431), "B3": (114.0177, 22.5420),
    "B4": (114.0224, 22.5429), "B5": (114.0280, 22.5438), "B6": (114.0346, 22.5460),
    "C0": (114.0025, 22.5364), "C1": (114.0066, 22.5371), "C2": (114.0132, 22.5383), "C3": (114.0186, 22.5388),
    "C4": (114.0233, 22.5395), "C5": (114.0279, 22.5403), "C6": (114.0356, 22.5418),
    "D1": (114.0061, 22.5346), "D2": (114.0118, 22.5341), "D3": (114.0195, 22.5348), "D4": (114.0246, 22.5351),
    "D5": (114.0287, 22.5357), "D6": (114.0353, 22.5357),
    "E1": (114.0052, 22.5308), "E2": (114.0131, 22.5306), "E3": (114.0203, 22.5323), "E4": (114.0251, 22.5319),
    "E5": (114.0293, 22.5308), "E6": (114.0338, 22.5301),
    "F3": (114.0193, 22.5285), "F4": (114.0260, 22.5282), "F5": (114.0287, 22.5268), "F6": (114.0329, 22.5264),
    "G3": (114.0207, 22.5257), "G4": (114.0242, 22.5238), "G5": (114.0276, 22.5219), "G6": (114.0307, 22.5197),
}  # fmt: skip
"""Where avenues cross: a letter for the row from the north, a figure for the column from the west [deg]."""


AVENUES: tuple[Avenue, ...] = (
    Avenue("云杉路", "tertiary", 40, ("Z2", "Z3", "Z4", "Z5")),
    Avenue("北苑路", "secondary", 50, ("A1", "A2", "A3", "A4", "A5")),
    Avenue("木棉路", "secondary", 50, ("B0", "B1", "B2", "B3", "B4", "B5", "B6")),
    Avenue("天安大道", "trunk", 70, ("C0", "C1", "C2", "C3", "C4", "C5", "C6"), dual=True),
    Avenue("创新路", "secondary", 50, ("D1", "D2", "D3", "D4", "D5", "D6")),
    Avenue("望湾大道", "primary", 60, ("E1", "E2", "E3", "E4", "E5", "E6"), dual=True),
    Avenue("榕树路", "tertiary", 40, ("F3", "F4", "F5", "F6")),
    Avenue("湾畔路", "secondary", 50, ("G3", "G4", "G5", "G6")),
    Avenue("晴川西路", "tertiary", 40, ("B0", "C0")),
    Avenue("晴川路", "secondary", 50, ("A1", "B1", "C1", "D1", "E1")),
    Avenue("金桂路", "primary", 60, ("Z2", "A2", "B2", "C2", "D2", "E2")),
    Avenue("天和路", "secondary", 50, ("Z3", "A3", "B3", "C3", "D3", "E3", "F3", "G3")),
    Avenue("十亩路", "primary", 60, ("Z4", "A4", "B4", "C4", "D4", "E4", "F4", "G4")),
    Avenue("科创路", "secondary", 50, ("Z5", "A5", "B5", "C5", "D5", "E5", "F5", "G5")),
    Avenue("园东路", "tertiary", 40, ("B6", "C6", "D6", "E6", "F6", "G6")),
)

BLOCKS: dict[str, Block] = {
    "Z2": Block("estate", "G02", "云杉"), "Z3": Block("park", "G03", "云杉公园"), "Z4": Block("park", "G03", "北岭"),
    "A1": Block("estate", "G02", "北苑"), "A2": Block("campus", "G02", "康宁"), "A3": Block("estate", "G03", "桐荫"),
    "A4": Block("office", "G03", "北岭"),
    "B0": Block("estate", "G01", "晴川"), "B1": Block("estate", "G01", "竹影"), "B2": Block("campus", "G05", "金桂"),
    "B3": Block("office", "G05", "天和"), "B4": Block("office", "G06", "木棉"), "B5": Block("estate", "G06", "香樟"),
    "C1": Block("campus", "G04", "通达"), "C2": Block("office", "G04", "金桂南"),
    "C3": Block("business", "G07", "天安"), "C4": Block("business", "G08", "科园"),
    "C5": Block("park", "G06", "天安公园"),
    "D1": Block("park", "G04", "湿地"), "D2": Block("office", "G04", "厂前"), "D3": Block("business", "G07", "创新"),
    "D4": Block("commerce", "G08", "十亩地"), "D5": Block("park", "G08", "体育公园"),
    "E3": Block("village", "G09", "榕围"), "E4": Block("village", "G09", "新榕"), "E5": Block("estate", "G09", "望湾"),
    "F3": Block("village", "G09", "湾口"), "F4": Block("village", "G09", "南榕"), "F5": Block("estate", "G09", "湾畔"),
}  # fmt: skip

GRIDS: dict[str, PoliceGrid] = {
    "G01": PoliceGrid("晴川警格", "O1", 3),
    "G02": PoliceGrid("北苑警格", "O1", 2),
    "G03": PoliceGrid("北岭警格", "O2", 2),
    "G04": PoliceGrid("通达警格", "O1", 3),
    "G05": PoliceGrid("天和警格", "O2", 2),
    "G06": PoliceGrid("香樟警格", "O2", 2),
    "G07": PoliceGrid("天安警格", "O3", 4),
    "G08": PoliceGrid("十亩地警格", "O3", 4),
    "G09": PoliceGrid("榕围警格", "O3", 3),
}

CENTRE: XY = (114.0185, 22.5336)
M_PER_DEG_LON, M_PER_DEG_LAT = 102_873.0, 110_737.5


def metres(lonlat: XY) -> XY:
    """Give a lon/lat point [deg] as x east and y north of the centre [m]."""
    return (lonlat[0] - CENTRE[0]) * M_PER_DEG_LON, (lonlat[1] - CENTRE[1]) * M_PER_DEG_LAT


GROUND = Ground(
    centre=CENTRE,
    m_per_deg_lon=M_PER_DEG_LON,
    m_per_deg_lat=M_PER_DEG_LAT,
    crossings={name: metres(at) for name, at in CROSSINGS.items()},
    avenues=AVENUES,
    blocks=BLOCKS,
    grids=GRIDS,
    waterside="湾畔路",
    cycleway="湾畔绿道",
)
