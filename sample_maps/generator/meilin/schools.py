"""The 35 schools, put by hand: where their gates are, and how many pupils go through them."""

from __future__ import annotations

from typing import NamedTuple

from generator.spots import InBlock


class School(NamedTuple):
    """A school and its gate."""

    name: str
    gate: InBlock
    pupils: int


SCHOOLS: dict[str, School] = {
    "S01": School("半山小学", ("B0", 0.6, 0.6), 1_200),
    "S02": School("围岭小学", ("B1", 0.3, 0.5), 1_900),
    "S03": School("围岭幼儿园", ("B1", 0.75, 0.7), 320),
    "S04": School("西岭小学", ("C0", 0.4, 0.4), 1_400),
    "S05": School("翠岭实验学校", ("C1", 0.5, 0.5), 2_300),
    "S06": School("翠岭幼儿园", ("C1", 0.8, 0.2), 280),
    "S07": School("河背小学", ("D0", 0.6, 0.4), 1_100),
    "S08": School("荔苑中学", ("D1", 0.5, 0.6), 1_500),
    "S09": School("坑尾小学", ("B3", 0.4, 0.6), 1_300),
    "S10": School("坑尾幼儿园", ("B3", 0.8, 0.4), 260),
    "S11": School("龙尾小学", ("C2", 0.3, 0.4), 2_100),
    "S12": School("龙尾幼儿园", ("C2", 0.7, 0.7), 300),
    "S13": School("梅香中学", ("C3", 0.4, 0.6), 2_200),
    "S14": School("梅香幼儿园", ("C3", 0.8, 0.3), 330),
    "S15": School("文锦小学", ("D3", 0.6, 0.5), 1_250),
    "S16": School("湖景小学", ("B4", 0.5, 0.6), 1_150),
    "S17": School("果园小学", ("B5", 0.5, 0.4), 1_800),
    "S18": School("创新国际学校", ("C4", 0.5, 0.4), 900),
    "S19": School("新塘小学", ("C5", 0.4, 0.5), 2_000),
    "S20": School("新塘幼儿园", ("C5", 0.8, 0.7), 290),
    "S21": School("景苑小学", ("D5", 0.4, 0.4), 1_350),
    "S22": School("景苑幼儿园", ("D5", 0.7, 0.7), 310),
    "S23": School("北校高级中学", ("B6", 0.4, 0.5), 2_600),
    "S24": School("北校职业学校", ("B6", 0.7, 0.3), 1_400),
    "S25": School("山居小学", ("B7", 0.4, 0.7), 980),
    "S26": School("北苑中学", ("C6", 0.5, 0.5), 1_700),
    "S27": School("枫林小学", ("C7", 0.4, 0.5), 1_450),
    "S28": School("枫林幼儿园", ("C7", 0.8, 0.3), 270),
    "S29": School("马岭小学", ("D6", 0.5, 0.4), 1_550),
    "S30": School("学林小学", ("E1", 0.5, 0.5), 1_300),
    "S31": School("学府中学", ("E2", 0.3, 0.5), 2_400),
    "S32": School("学府小学", ("E2", 0.7, 0.4), 1_850),
    "S33": School("南苑小学", ("E4", 0.5, 0.5), 1_280),
    "S34": School("锦绣小学", ("E6", 0.5, 0.4), 1_220),
    "S35": School("东岭幼儿园", ("E7", 0.4, 0.5), 300),
}

HELD = ("S02", "S05", "S11", "S13", "S17", "S19", "S23", "S26", "S31", "S32")
"""Gates that somebody holds for as long as pupils come and go; the others are visited."""
