"""The table of officers: its columns, made-up names, and who leads a grid."""

from __future__ import annotations

from random import Random

from generator.ground import Ground

COLUMNS = ("id", "name", "rank", "squad", "skills", "grid", "duties", "weekly_hours", "leave")
SURNAMES = "陈林李王张黄刘吴周郑许谢何梁罗曾彭邓苏蔡叶卢钟潘韩冯汤姚"
GIVEN = (
    "志远", "文博", "晓峰", "嘉豪", "建华", "俊杰", "雨桐", "思琪", "海涛", "国栋", "明辉", "婉婷", "子轩", "伟强",
    "丽娟", "春燕", "天佑", "泽宇", "永康", "静怡", "浩然", "立新", "少华", "慧敏", "振宇", "晨曦", "家明", "秀英",
    "启航", "锦程",
)  # fmt: skip
WEEKLY_HOURS = 44

Row = tuple[object, ...]


def leaders(ground: Ground) -> dict[str, str]:
    """Name the leader of each grid: the first of its community officers."""
    first, found = 1, {}
    for grid, (_, _, count) in ground.grids.items():
        found[grid] = f"C{first:02d}"
        first += count
    return found


def made_up_names(count: int, rng: Random) -> list[str]:
    """Make different names."""
    names = [surname + given for surname in SURNAMES for given in GIVEN]
    return rng.sample(names, count)
