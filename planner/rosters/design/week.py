"""What a duty needs in a week, and the shifts that its station allows, as a design problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import gcd
from typing import NamedTuple

from planner.domain.calendar import opens_on_kind
from planner.domain.clock import MINUTES_PER_DAY
from planner.domain.demand import Demand
from planner.domain.force import Cover, Duty
from planner.domain.noun import LAST_MINUTE, WEEKDAYS, Weekday, Window
from planner.domain.rostering import ShiftDesign
from planner.rosters.design.problem import DesignKind, DesignProblem
from planner.rosters.prepare.needs import tide_by_hour

DAYS = len(WEEKDAYS)
WEEKEND = WEEKDAYS[5:]
MINUTES_PER_WEEK = DAYS * MINUTES_PER_DAY
FINEST_SLOT_MIN = 15
"""Slots are not made finer than this for the sake of cover windows [min]."""


class Form(NamedTuple):
    """Length of a shift, and the start and length of its pause (0, 0: none) [min]."""

    length_min: int
    pause_from_min: int = 0
    pause_min: int = 0


def slot_minutes(duty: Duty, wanted: ShiftDesign) -> int:
    """Give the length of a slot: starts, lengths, pauses and the tide's hours are multiples of it [min].

    The ends of cover windows are too, unless slots became shorter than `FINEST_SLOT_MIN`; then a slot needs the most
    that is asked for in any part of it.
    """
    slot = 60
    for form in forms(wanted):
        slot = gcd(slot, *form)
    slot = gcd(slot, *starts(wanted))
    finer = gcd(slot, *(edge for cover in duty.cover for edge in (cover.start, cover.end)))
    return finer if finer >= FINEST_SLOT_MIN else slot


def week_problem(duty: Duty, wanted: ShiftDesign, demand: Demand) -> DesignProblem:
    """Make the design problem of a duty's week, Monday 00:00 first.

    An officer missing or too many for one slot costs a point. One below the minimum costs more than a kind and a whole
    shift, so that every minimum can be met by the shifts chosen wherever any allowed shift can.
    """
    slot_min = slot_minutes(duty, wanted)
    required, least = _needed(duty, demand, slot_min)
    kinds = tuple(_kinds(wanted, slot_min))
    kind_price = round(wanted.kind_price_h * 60 / slot_min)
    return DesignProblem(
        slots_per_day=MINUTES_PER_DAY // slot_min,
        days=DAYS,
        required=required,
        least=least,
        kinds=kinds,
        kind_price=kind_price,
        short_price=kind_price + max((kind.length for kind in kinds), default=0),
        most_kinds=wanted.most_kinds,
    )


def forms(wanted: ShiftDesign) -> list[Form]:
    """List the lengths that are allowed, whole shifts first; the longest is one of them whatever the step."""
    shortest, longest = round(wanted.shortest_h * 60), round(wanted.longest_h * 60)
    found = [Form(length) for length in sorted({*range(shortest, longest + 1, wanted.length_step_min), longest})]
    if wanted.split:
        part, gap = round(wanted.split_part_h * 60), round(wanted.split_gap_h * 60)
        found.append(Form(2 * part + gap, part, gap))
    return found


def starts(wanted: ShiftDesign) -> dict[int, frozenset[int]]:
    """Give the days of the week, from 0, on which a shift may start at a time of the day [min after midnight].

    In a window both ends are allowed, and steps are counted from its start; without windows, from midnight.
    """
    found: dict[int, frozenset[int]] = {}
    windows = wanted.starts or (Window(start=0, end=MINUTES_PER_DAY - 1),)
    for window in windows:
        days = [WEEKDAYS.index(day) for day in window.days]
        for minute in range(window.start, window.end + 1, wanted.start_step_min):
            later, clock = divmod(minute, MINUTES_PER_DAY)
            shifted = frozenset((day + later) % DAYS for day in days)
            found[clock] = found.get(clock, frozenset()) | shifted
    return found


def _kinds(wanted: ShiftDesign, slot_min: int) -> Iterator[DesignKind]:
    for start, days in sorted(starts(wanted).items()):
        for form in forms(wanted):
            if start + form.length_min <= LAST_MINUTE:
                pause = (form.pause_from_min // slot_min, form.pause_min // slot_min) if form.pause_min else None
                yield DesignKind(
                    start=start // slot_min,
                    length=form.length_min // slot_min,
                    pause=pause,
                    days=None if len(days) == DAYS else days,
                )


def _needed(duty: Duty, demand: Demand, slot_min: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the officers wanted and the fewest in every slot: those of the whole duty, or of its grids together."""
    slots = MINUTES_PER_WEEK // slot_min
    grids = {cover.grid for cover in duty.cover if cover.grid is not None}
    whole = _week([cover for cover in duty.cover if cover.grid is None], slot_min)
    parts = [_week([cover for cover in duty.cover if cover.grid == grid], slot_min) for grid in sorted(grids)]
    tide = tide_by_hour(demand, duty.tide_peak) if duty.tide_peak else None
    required, least = [], []
    for slot in range(slots):
        asked = 0 if tide is None else tide[slot * slot_min // 60]
        limit = whole[slot].most
        aim = max(whole[slot].wanted, asked if limit is None else min(asked, limit))
        required.append(max(aim, sum(part[slot].wanted for part in parts)))
        least.append(max(whole[slot].minimum, sum(part[slot].minimum for part in parts)))
    return tuple(required), tuple(least)


class _Figures(NamedTuple):
    minimum: int = 0
    wanted: int = 0
    most: int | None = None


def _week(covers: Iterable[Cover], slot_min: int) -> list[_Figures]:
    """Give the figures of every slot of a week without holidays; where windows overlap the higher ones hold."""
    week = [_Figures()] * (MINUTES_PER_WEEK // slot_min)
    for cover in covers:
        for name in () if cover.dates else _days(cover):
            midnight = WEEKDAYS.index(name) * MINUTES_PER_DAY
            first, last = (midnight + cover.start) // slot_min, -((midnight + cover.end) // -slot_min)
            for slot in range(first, last):
                week[slot % len(week)] = _higher(week[slot % len(week)], cover)
    return week


def _days(cover: Cover) -> Iterator[Weekday]:
    """Give the days of the week on which a cover opens: working days are Monday to Friday."""
    return (name for name in cover.days if opens_on_kind(cover.calendar, "rest" if name in WEEKEND else "workday"))


def _higher(before: _Figures, cover: Cover) -> _Figures:
    wanted = max(cover.minimum, cover.wanted or 0)
    most = before.most if cover.maximum is None else max(before.most or 0, cover.maximum)
    return _Figures(max(before.minimum, cover.minimum), max(before.wanted, wanted), most)
