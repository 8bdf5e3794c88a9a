"""Places fixed by hand: station house, offices, docks and control points.

Each was put where a made-up street and a drivable real one both pass within 60 m, so that one set of work serves both
scenario files. What stands there is made up.
"""

from __future__ import annotations

from generator.ground import XY

BASE: XY = (114.02156, 22.53651)
"""The station house [deg]."""

OFFICES: dict[str, tuple[str, XY]] = {
    "O1": ("晴川社区警务室", (114.00754, 22.53993)),
    "O2": ("木棉社区警务室", (114.02046, 22.54244)),
    "O3": ("十亩地社区警务室", (114.02364, 22.53503)),
}

DOCKS: dict[str, tuple[str, XY]] = {
    "K1": ("派出所楼顶机巢", (114.02172, 22.53662)),
    "K2": ("晴川机巢", (114.00867, 22.54213)),
    "K3": ("榕围机巢", (114.02563, 22.53029)),
}

SCHOOL_GATES: dict[str, tuple[str, XY]] = {
    "S1": ("桐荫小学校门", (114.01731, 22.54347)),
    "S2": ("竹影中学校门", (114.01053, 22.54104)),
    "S3": ("南榕小学校门", (114.02713, 22.52653)),
}

METRO_EXITS: dict[str, tuple[str, XY]] = {
    "M1": ("天安广场地铁口", (114.02027, 22.53890)),
    "M2": ("科园地铁口", (114.02704, 22.54002)),
    "M3": ("金桂地铁口", (114.01320, 22.53832)),
}

GATHERINGS: dict[str, tuple[str, XY]] = {
    "N1": ("十亩地北门广场", (114.02550, 22.53413)),
    "N2": ("十亩地酒吧街口", (114.02680, 22.53302)),
    "N3": ("十亩地南门出租车站", (114.02631, 22.53175)),
}
"""Where the night life meets."""

BUSY_BY_DAY: dict[str, tuple[str, XY]] = {
    "B1": ("科园银行网点", (114.02375, 22.53800)),
    "B2": ("天和金店", (114.01819, 22.54035)),
    "B3": ("天安科技园大堂", (114.02118, 22.53846)),
    "B4": ("创新园东门", (114.02233, 22.53368)),
    "B5": ("通达客运站", (114.00975, 22.53689)),
    "B6": ("康宁医院急诊", (114.01204, 22.54440)),
    "B7": ("新榕农贸市场", (114.02790, 22.53005)),
}

HOMES: dict[str, tuple[str, XY]] = {
    "H1": ("榕围牌楼", (114.02433, 22.53097)),
    "H2": ("湾口村广场", (114.02217, 22.52679)),
    "H3": ("望湾花园大门", (114.03112, 22.52974)),
    "H4": ("湾畔花园大门", (114.03146, 22.52458)),
    "H5": ("晴川苑大门", (114.00472, 22.54021)),
    "H6": ("北苑小区大门", (114.01044, 22.54505)),
    "H7": ("云杉居大门", (114.01124, 22.54707)),
    "H8": ("香樟园大门", (114.03149, 22.54410)),
}
"""Gates of estates and villages, seen by night."""
