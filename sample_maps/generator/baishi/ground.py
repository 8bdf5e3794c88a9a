"""The ground plan, drawn by hand: a market town, five villages, three factory zones, fields, hills and a river.

The river runs from west to east between rows E and F; three roads bridge it.
"""

from __future__ import annotations

from generator.ground import XY, Avenue, Block, Ground, PoliceGrid, border

CROSSINGS: dict[str, XY] = {
    "A0": (-3620, 2850), "A1": (-2480, 3060), "A2": (-1300, 2960), "A3": (-620, 3090), "A4": (210, 3010),
    "A5": (1270, 3120), "A6": (2380, 2870),
    "B0": (-3780, 1960), "B1": (-2580, 2110), "B2": (-1190, 1980), "B3": (-540, 2070), "B4": (130, 2020),
    "B5": (1210, 2130), "B6": (2500, 1990), "B7": (3610, 2060),
    "C0": (-3690, 830), "C1": (-2440, 900), "C2": (-1270, 810), "C3": (-560, 850), "C4": (170, 820),
    "C5": (1150, 880), "C6": (2430, 790), "C7": (3720, 900),
    "D0": (-3640, 60), "D1": (-2520, 130), "D2": (-1240, 110), "D3": (-550, 90), "D4": (160, 120), "D5": (1190, 90),
    "D6": (2470, 40), "D7": (3690, 110),
    "E0": (-3720, -700), "E1": (-2490, -610), "E2": (-1280, -680), "E3": (-560, -640), "E4": (150, -660),
    "E5": (1210, -720), "E6": (2440, -640), "E7": (3740, -690),
    "F0": (-3680, -1120), "F1": (-2520, -1040), "F2": (-1260, -1120), "F3": (-540, -1090), "F4": (170, -1080),
    "F5": (1190, -1160), "F6": (2450, -1080), "F7": (3700, -1150),
    "G0": (-3600, -2080), "G1": (-2460, -2170), "G2": (-1300, -2090), "G3": (-570, -2160), "G4": (140, -2120),
    "G5": (1230, -2180), "G6": (2490, -2090), "G7": (3600, -2140),
    "H1": (-2540, -3020), "H2": (-1240, -3130), "H3": (-560, -3060), "H4": (160, -3120), "H5": (1200, -3040),
    "H6": (2420, -3090),
}  # fmt: skip
"""Where avenues cross: a letter for the row from the north, a figure for the column from the west [m]."""

AVENUES: tuple[Avenue, ...] = (
    border("A0", "A1", "A2", "A3"),
    Avenue("禾岗北路", "unclassified", 40, ("A3", "A4", "A5", "A6")),
    Avenue("岭禾路", "tertiary", 40, ("B0", "B1", "B2", "B3", "B4", "B5", "B6", "B7")),
    Avenue("圩北路", "secondary", 50, ("C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7")),
    Avenue("白石大道", "trunk", 60, ("D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7"), dual=True),
    Avenue("滨江路", "secondary", 50, ("E0", "E1", "E2", "E3", "E4", "E5", "E6", "E7")),
    Avenue("南岸路", "tertiary", 40, ("F0", "F1", "F2", "F3", "F4", "F5", "F6", "F7")),
    Avenue("沙埔路", "tertiary", 40, ("G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7")),
    border("H1", "H2", "H3"),
    Avenue("南坑路", "unclassified", 40, ("H3", "H4", "H5", "H6")),
    border("A0", "B0"),
    Avenue("石岭路", "unclassified", 40, ("B0", "C0", "D0", "E0")),
    border("E0", "F0", "G0"),
    Avenue("岭头路", "tertiary", 50, ("A1", "B1", "C1", "D1", "E1", "F1", "G1", "H1")),
    border("A2", "B2"),
    Avenue("圩西路", "tertiary", 40, ("B2", "C2", "D2", "E2")),
    border("E2", "F2"),
    Avenue("田心路", "unclassified", 30, ("F2", "G2", "H2")),
    Avenue("圩镇路", "secondary", 40, ("A3", "B3", "C3", "D3", "E3")),
    border("E3", "F3"),
    Avenue("沙田路", "unclassified", 30, ("F3", "G3", "H3")),
    Avenue("白石路", "primary", 60, ("A4", "B4", "C4", "D4", "E4", "F4", "G4", "H4")),
    Avenue("工业路", "secondary", 50, ("A5", "B5", "C5", "D5", "E5")),
    border("E5", "F5"),
    Avenue("果场路", "unclassified", 30, ("F5", "G5", "H5")),
    Avenue("江岸路", "tertiary", 50, ("A6", "B6", "C6", "D6", "E6", "F6", "G6", "H6")),
    Avenue("湖东路", "unclassified", 40, ("B7", "C7", "D7", "E7")),
    border("E7", "F7", "G7"),
)

BLOCKS: dict[str, Block] = {
    "A0": Block("hill", "G01", "石岭"), "A1": Block("hill", "G02", "岭头北"), "A2": Block("farm", "G02", "禾田"),
    "A3": Block("farm", "G03", "禾岗西"), "A4": Block("hamlet", "G03", "禾岗", (0.5, 0.52, 0.4, 0.38)),
    "A5": Block("farm", "G03", "禾岗东"),
    "B0": Block("farm", "G01", "石岭"), "B1": Block("hamlet", "G02", "岭头", (0.52, 0.5, 0.3, 0.36)),
    "B2": Block("farm", "G02", "圩西"), "B3": Block("farm", "G04", "圩北"),
    "B4": Block("estate", "G04", "翠湖", (0.46, 0.52, 0.36, 0.36)),
    "B5": Block("farm", "G04", "新田"), "B6": Block("hill", "G09", "东湖"),
    "C0": Block("farm", "G01", "石塘北"), "C1": Block("farm", "G02", "西坑"), "C2": Block("town", "G05", "西圩"),
    "C3": Block("town", "G06", "东圩"), "C4": Block("works", "G07", "创业"), "C5": Block("works", "G07", "新业"),
    "C6": Block("farm", "G09", "东湖"),
    "D0": Block("hamlet", "G01", "石塘", (0.52, 0.5, 0.34, 0.42)), "D1": Block("farm", "G05", "西洲"),
    "D2": Block("estate", "G05", "滨江", (0.5, 0.5, 0.52, 0.52)), "D3": Block("town", "G06", "文华"),
    "D4": Block("works", "G08", "兴业"),
    "D5": Block("farm", "G08", "新围"), "D6": Block("hamlet", "G09", "江岸", (0.48, 0.5, 0.3, 0.42)),
    "E0": Block("river", "G01", "江"), "E1": Block("river", "G05", "江"), "E2": Block("river", "G05", "江"),
    "E3": Block("river", "G06", "江"), "E4": Block("river", "G08", "江"), "E5": Block("river", "G08", "江"),
    "E6": Block("river", "G09", "江"),
    "F0": Block("farm", "G10", "沙江西"), "F1": Block("works", "G10", "沙江"), "F2": Block("farm", "G10", "田心"),
    "F3": Block("farm", "G11", "沙田"), "F4": Block("hamlet", "G11", "沙埔", (0.5, 0.5, 0.4, 0.38)),
    "F5": Block("farm", "G12", "果场"), "F6": Block("farm", "G12", "东果场"),
    "G1": Block("farm", "G10", "南坑西"), "G2": Block("farm", "G10", "南坑"), "G3": Block("farm", "G11", "南坑东"),
    "G4": Block("farm", "G11", "沙埔南"), "G5": Block("hill", "G12", "果场南"),
}  # fmt: skip

GRIDS: dict[str, PoliceGrid] = {
    "G01": PoliceGrid("石塘警格", "O1", 2),
    "G02": PoliceGrid("岭头警格", "O2", 2),
    "G03": PoliceGrid("禾岗警格", "O2", 1),
    "G04": PoliceGrid("翠湖警格", "O2", 1),
    "G05": PoliceGrid("西圩警格", "O1", 2),
    "G06": PoliceGrid("东圩警格", "O3", 2),
    "G07": PoliceGrid("创业警格", "O3", 1),
    "G08": PoliceGrid("兴业警格", "O3", 1),
    "G09": PoliceGrid("江岸警格", "O4", 2),
    "G10": PoliceGrid("沙江警格", "O5", 2),
    "G11": PoliceGrid("沙埔警格", "O5", 2),
    "G12": PoliceGrid("果场警格", "O4", 2),
}

GROUND = Ground(
    centre=(113.62, 23.28),
    m_per_deg_lon=102_310.0,
    m_per_deg_lat=110_748.0,
    crossings=CROSSINGS,
    avenues=AVENUES,
    blocks=BLOCKS,
    grids=GRIDS,
    waterside="滨江路",
    cycleway="滨江绿道",
)
