"""Limits of weekends and of shifts of a kind."""

from __future__ import annotations

from planner.domain.rostering import ShiftCounts, Weekends
from planner.rosters.problem import ShiftLimit, WeekendLimit

BLOCK_DAYS = 28
"""Dates in which weekends are counted together."""


def weekend_limits(rule: Weekends, weekends: tuple[tuple[int, ...], ...]) -> tuple[WeekendLimit, ...]:
    """Give the limit of the weekends that begin in each four weeks, where there are more of them than the limit.

    Parameters
    ----------
    weekends
        Dates of each weekend, cut to the horizon.
    """
    blocks: dict[int, list[tuple[int, ...]]] = {}
    for dates in weekends if rule.on else ():
        blocks.setdefault(dates[0] // BLOCK_DAYS, []).append(dates)
    return tuple(
        WeekendLimit(weekends=tuple(block), most=rule.most, points=rule.weight)
        for block in blocks.values()
        if len(block) > rule.most
    )


def shift_limits(rule: ShiftCounts) -> tuple[ShiftLimit, ...]:
    """Give the most shifts of each template in the horizon."""
    most = rule.most if rule.on else {}
    return tuple(ShiftLimit(template=code, most=count, points=rule.weight) for code, count in most.items())
