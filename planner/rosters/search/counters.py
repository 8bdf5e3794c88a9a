"""What an officer may do so often: hours, shifts of a template and weekends that are limited without exception.

All counts of an officer together are one number, so that a dynamic programme looks up in a table what a shift makes of
them. Hours are counted in the longest unit that all the officer's shifts are multiples of. A span of dates that may
hold less than another begins its count with what it may not hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import DutyShift, HoursLimit, RosterOfficer

NONE = -1


@dataclass(frozen=True, slots=True)
class _Span:
    """Dates over which a count runs, and what it may be at their end."""

    first_day: int
    last_day: int
    begins: int
    least: int


@dataclass(frozen=True, slots=True)
class _Track:
    """A count that begins anew with each of its spans; `gains` by kind of shift."""

    cap: int
    spans: tuple[_Span, ...]
    gains: tuple[int, ...]
    stays_at_cap: bool = False
    counts_weekends: bool = False


class Counters(NamedTuple):
    """Tables over counts, the first of which is where the horizon begins.

    Attributes
    ----------
    start
        Number of the counts at the start.
    gain
        Counts after a shift of a symbol, or -1, by mode, (modes, counts, symbols).
    mode
        Mode of each date: which counts run, (days,).
    weekend
        Counts after one more weekend, or -1, (counts,).
    reset
        Row of `resets` to apply before a date, or -1, (days,).
    resets
        Counts after a span has ended and the next begun, or -1, (resets, counts).
    ends
        Whether the horizon may end with these counts, (counts,).
    """

    start: int
    gain: NDArray[np.int32]
    mode: NDArray[np.int32]
    weekend: NDArray[np.int32]
    reset: NDArray[np.int32]
    resets: NDArray[np.int32]
    ends: NDArray[np.bool_]


Kind = tuple[str, int]
"""Template and counted seconds: what the counts see of a shift."""


def counters(officer: RosterOfficer, kinds: Sequence[Kind], days: int, templates: frozenset[str]) -> Counters:
    """Make the tables for an officer whose shifts are of these kinds; of limits of templates only some are counted."""
    tracks = [
        *_hours(officer, kinds, days),
        *_templates(officer, kinds, days, templates),
        *_weekends(officer, kinds, days),
    ]
    return _tables(tracks, len(kinds), days)


def symbols(shifts: Sequence[DutyShift]) -> tuple[Kind, ...]:
    """List the kinds of shift that counts can tell apart."""
    return tuple(sorted({(shift.shift, shift.counted_s) for shift in shifts}))


def _hours(officer: RosterOfficer, kinds: Sequence[Kind], days: int) -> list[_Track]:
    """Make a count of each rule of hours that can bind."""
    unit = gcd(*(counted for _, counted in kinds)) or 1
    gains = tuple(counted // unit for _, counted in kinds)
    by_rule: dict[str, list[HoursLimit]] = defaultdict(list)
    for limit in officer.hours:
        if limit.points is None:
            by_rule[limit.rule].append(limit)
    found = []
    for limits in by_rule.values():
        limits.sort(key=lambda limit: limit.first_day)
        binding = [limit for limit in limits if _binds(limit, max(gains, default=0) * unit)]
        if binding:
            found.append(_hours_track(binding, unit, gains, days))
    return _not_implied(found, days)


def _binds(limit: HoursLimit, longest_s: int) -> bool:
    most_s = (limit.last_day - limit.first_day + 1) * longest_s
    return limit.least_s > 0 or (limit.most_s is not None and limit.most_s < most_s)


def _hours_track(limits: list[HoursLimit], unit: int, gains: tuple[int, ...], days: int) -> _Track:
    tops = [limit.most_s // unit for limit in limits if limit.most_s is not None]
    least = [-(-limit.least_s // unit) for limit in limits]
    open_top = len(tops) < len(limits)
    cap = max([0, *tops, *least]) if not open_top else max([*least, *tops, days * max(gains, default=0)])
    if not tops:
        cap = max(least)
    spans = []
    for limit, floor in zip(limits, least, strict=True):
        begins = 0 if limit.most_s is None else cap - max(0, limit.most_s // unit)
        spans.append(_Span(limit.first_day, limit.last_day, begins, floor + begins))
    return _Track(cap, tuple(spans), gains, stays_at_cap=not tops)


def _not_implied(tracks: list[_Track], days: int) -> list[_Track]:
    """Leave out counts of the whole horizon that shorter spans together keep below their cap."""
    wholes = [track for track in tracks if len(track.spans) == 1 and not track.stays_at_cap]
    parts = [track for track in tracks if len(track.spans) > 1]
    for whole in wholes:
        span = whole.spans[0]
        room = whole.cap - span.begins
        for part in parts:
            inside = all(before.last_day + 1 == after.first_day for before, after in pairwise(part.spans))
            tiles = inside and part.spans[0].first_day <= 0 and part.spans[-1].last_day >= days - 1
            if tiles and span.least <= span.begins and sum(part.cap - each.begins for each in part.spans) <= room:
                tracks = [track for track in tracks if track is not whole]
    return tracks


def limited_templates(officer: RosterOfficer, days: int) -> dict[str, int]:
    """Give the templates that an officer may work only so often, and how often."""
    return {
        limit.template: limit.most for limit in officer.shift_limits if limit.points is None and 0 < limit.most < days
    }


def _templates(officer: RosterOfficer, kinds: Sequence[Kind], days: int, counted: frozenset[str]) -> list[_Track]:
    found = []
    for template, most in limited_templates(officer, days).items():
        gains = tuple(int(code == template) for code, _ in kinds)
        if template in counted and any(gains):
            found.append(_Track(most, (_Span(0, days - 1, 0, 0),), gains))
    return found


def _weekends(officer: RosterOfficer, kinds: Sequence[Kind], days: int) -> list[_Track]:
    """Make one count of all limits of weekends, which lie one after the other."""
    limits = [limit for limit in officer.weekends if limit.points is None and limit.most < len(limit.weekends)]
    if not limits:
        return []
    cap = max(limit.most for limit in limits)
    firsts = sorted((min(date for dates in limit.weekends for date in dates), limit.most) for limit in limits)
    spans = []
    for index, (first, most) in enumerate(firsts):
        last = firsts[index + 1][0] - 1 if index + 1 < len(firsts) else days - 1
        spans.append(_Span(first if index else 0, last, cap - most, 0))
    return [_Track(cap, tuple(spans), (0,) * len(kinds), counts_weekends=True)]


def _tables(tracks: list[_Track], kinds: int, days: int) -> Counters:
    sizes = [track.cap + 1 for track in tracks]
    count = int(np.prod(sizes, dtype=np.int64)) if sizes else 1
    values = np.array(np.unravel_index(np.arange(count), sizes)) if sizes else np.zeros((0, 1), np.int64)
    strides = [int(np.prod(sizes[index + 1 :], dtype=np.int64)) for index in range(len(sizes))]
    running = [tuple(_span_of(track, day) is not None for track in tracks) for day in range(days)]
    modes = {mode: number for number, mode in enumerate(dict.fromkeys(running))}
    gain = np.stack([_gain(tracks, values, strides, mode, kinds) for mode in modes])
    weekend = np.arange(count, dtype=np.int32)
    for track, value, stride in zip(tracks, values, strides, strict=True):
        if track.counts_weekends:
            weekend = np.where(value < track.cap, weekend + stride, NONE).astype(np.int32)
    resets, reset = _resets(tracks, values, strides, days)
    ends = np.ones(count, np.bool_)
    for track, value in zip(tracks, values, strict=True):
        last = track.spans[-1]
        ends &= value >= last.least
    begins = [track.spans[0].begins if track.spans[0].first_day <= 0 else 0 for track in tracks]
    return Counters(
        start=sum(begin * stride for begin, stride in zip(begins, strides, strict=True)),
        gain=gain,
        mode=np.array([modes[mode] for mode in running], np.int32),
        weekend=weekend,
        reset=reset,
        resets=resets,
        ends=ends,
    )


def _span_of(track: _Track, day: int) -> _Span | None:
    return next((span for span in track.spans if span.first_day <= day <= span.last_day), None)


def _gain(
    tracks: list[_Track], values: NDArray[np.int64], strides: list[int], mode: tuple[bool, ...], kinds: int
) -> NDArray[np.int32]:
    count = values.shape[1]
    table = np.repeat(np.arange(count, dtype=np.int64)[:, None], kinds, axis=1)
    legal = np.ones((count, kinds), np.bool_)
    for track, value, stride, runs in zip(tracks, values, strides, mode, strict=True):
        if not runs:
            continue
        after = value[:, None] + np.array(track.gains, np.int64)[None, :]
        if track.stays_at_cap:
            after = np.minimum(after, track.cap)
        legal &= after <= track.cap
        table += (after - value[:, None]) * stride
    return np.where(legal, table, NONE).astype(np.int32)


def _resets(
    tracks: list[_Track], values: NDArray[np.int64], strides: list[int], days: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    count = values.shape[1]
    reset = np.full(days, NONE, np.int32)
    rows: list[NDArray[np.int32]] = []
    for day in range(1, days):
        table = np.arange(count, dtype=np.int64)
        legal, changed = np.ones(count, np.bool_), False
        for track, value, stride in zip(tracks, values, strides, strict=True):
            for index, span in enumerate(track.spans):
                if span.first_day != day:
                    continue
                if index:
                    legal &= value >= track.spans[index - 1].least
                table += (span.begins - value) * stride
                changed = True
        if changed:
            reset[day] = len(rows)
            rows.append(np.where(legal, table, NONE).astype(np.int32))
    return np.array(rows, np.int32).reshape(len(rows), count), reset
