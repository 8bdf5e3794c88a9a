"""Pins of a planning day as visits: this unit at this place then, and places where a unit never goes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from planner.domain.clock import later, next_day, seconds_between
from planner.domain.noun import LonLat
from planner.domain.pin import Pin
from planner.domain.plan import Notice, Unit
from planner.domain.scenario import Scenario
from planner.domain.work import PatrolPoint, Work
from planner.errors import Fault, InputRefused
from planner.routing.visits.visit import Visit, VisitKind

TOLERANCE_S = 1e-6


def place_of(number: int) -> str:
    """Say where a pin stands in the manifest; pins count from 0 here and from 1 there."""
    return f"[[pins]] {number + 1}"


def with_pins(scenario: Scenario, visits: Sequence[Visit], day_start: dt.datetime) -> list[Visit]:
    """Add the pinned visits of a planning day, each in the place of the visit that it makes, and note who never goes.

    A pin makes a visit to its place if its stay lies in the visit's window and is as long as the visit's; the visit is
    left out then, so that it is not made twice. Pinned visits are required.

    Parameters
    ----------
    visits
        Those of the day without pins.
    day_start
        Second 0 of the visits.
    """
    day_s = seconds_between(day_start, next_day(day_start, scenario.day_start_min))
    never: dict[str, list[str]] = defaultdict(list)
    kept, pinned = list(visits), []
    for number, pin in enumerate(scenario.pins):
        if pin.at is None:
            never[pin.place].append(pin.unit)
            continue
        at_s = seconds_between(day_start, pin.at)
        if 0.0 <= at_s < day_s:
            own = next((row for row, visit in enumerate(kept) if _makes(pin, at_s, visit)), None)
            visit = _unasked(scenario, pin) if own is None else kept.pop(own)
            pinned.append(_pinned(visit, pin, number, at_s))
    return [replace(v, never=tuple(never[v.id])) if v.id in never else v for v in (*kept, *pinned)]


def _makes(pin: Pin, at_s: float, visit: Visit) -> bool:
    """Tell whether a pin makes a visit; how long a line takes is known only on the streets."""
    if visit.id != pin.place or not visit.opens_s <= at_s < visit.closes_s:
        return False
    wanted_s = max(visit.dwell_s, visit.least_stay_s)
    stay_s = wanted_s if pin.stay_min is None else pin.stay_min * 60.0
    return wanted_s <= stay_s + TOLERANCE_S and at_s + stay_s <= visit.closes_s + TOLERANCE_S


def _pinned(visit: Visit, pin: Pin, number: int, at_s: float) -> Visit:
    """Give a visit at the pin's time; a line's window stays open behind it until its drive is known."""
    stay_s = max(visit.dwell_s, visit.least_stay_s) if pin.stay_min is None else pin.stay_min * 60.0
    if visit.kind == "line":
        drawn_out = pin.stay_min is not None
        dwell_s, least_s = (0.0, stay_s) if drawn_out else (visit.dwell_s, visit.least_stay_s)
        visit = replace(visit, dwell_s=dwell_s, least_stay_s=least_s)
    else:
        visit = replace(visit, closes_s=at_s + stay_s, dwell_s=stay_s)
    return replace(
        visit,
        opens_s=at_s,
        required=True,
        value=0.0,
        pinned=pin.unit,
        pin=number,
    )


def _unasked(scenario: Scenario, pin: Pin) -> Visit:
    """Give the visit to a pin's place at a time when none is asked for; its window is for `_pinned` to set."""
    kind, index, lonlat, work = _named(scenario, pin.place)
    return Visit(
        kind=kind,
        id=pin.place,
        index=index,
        lonlat=lonlat,
        opens_s=0.0,
        closes_s=float("inf"),
        dwell_s=stay_min(scenario, work) * 60.0,
        required=True,
        tiers=work.tiers if work else (),
    )


def _named(scenario: Scenario, place: str) -> tuple[VisitKind, int, LonLat | None, Work | None]:
    """Find a point, line, area or place by its id: what a visit to it is, and its work if it is some."""
    kinds: tuple[tuple[VisitKind, Sequence[Work]], ...] = (
        ("point", scenario.points),
        ("line", scenario.lines),
        ("area", scenario.areas),
    )
    for kind, works in kinds:
        for index, work in enumerate(works):
            if work.id == place:
                return kind, index, work.location if isinstance(work, PatrolPoint) else None, work
    location = next(item.location for item in scenario.places if item.id == place)
    return "point", -1, location, None


def stay_min(scenario: Scenario, work: Work | None) -> float:
    """Give the stay at a place when nothing says how long [min]: by its first rule, its presence, or a hot spot's."""
    if work is not None and work.visits:
        return work.visits[0].dwell_min
    if work is not None and work.presence:
        return work.presence[0].stay_min
    return scenario.patrol.dwell_min


def keep_gaps_to_pins(visits: Sequence[Visit]) -> list[Visit]:
    """Narrow the windows beside pinned visits, so that the gaps of their series are kept to the pins as well.

    Windows of a series must have been narrowed against each other (`planner.routing.visits.gaps.keep_gaps`). A stay is
    taken at its shortest, `dwell_s`. A window that becomes shorter than its stay is told as one by the report.
    """
    rows: dict[str, list[int]] = defaultdict(list)
    for row in sorted(range(len(visits)), key=lambda row: visits[row].opens_s):
        series = visits[row].series
        if series is not None:
            rows[series.key].append(row)
    kept = list(visits)
    for own in rows.values():
        for before, after in pairwise(own):
            earlier, later_on = kept[before], kept[after]
            series = earlier.series
            if series is None or bool(earlier.pinned) == bool(later_on.pinned):
                continue
            if earlier.pinned:
                last_s = earlier.closes_s + series.longest_gap_s + later_on.dwell_s
                opens_s = max(later_on.opens_s, earlier.closes_s + series.shortest_gap_s)
                kept[after] = replace(later_on, opens_s=opens_s, closes_s=min(later_on.closes_s, last_s))
            else:
                first_s = later_on.opens_s - series.longest_gap_s - earlier.dwell_s
                closes_s = min(earlier.closes_s, later_on.opens_s - series.shortest_gap_s)
                kept[before] = replace(earlier, opens_s=max(earlier.opens_s, first_s), closes_s=closes_s)
    return kept


def refuse_unknown_units(scenario: Scenario, units: Sequence[Unit], day_start: dt.datetime) -> None:
    """Refuse pins of a planning day to units that are not out on it.

    Raises
    ------
    InputRefused
        With a fault for each such pin that names the most similar id of the day.
    """
    day_s = seconds_between(day_start, next_day(day_start, scenario.day_start_min))
    known = {unit.id for unit in units}
    faults = [
        Fault(
            code="pin_unit_unknown",
            file="scenario.toml",
            place=f"{place_of(number)}: unit",
            params={"unit": pin.unit, "day": day_start.date(), "nearest": _most_similar(pin.unit, known)},
        )
        for number, pin in enumerate(scenario.pins)
        if pin.at is not None and 0.0 <= seconds_between(day_start, pin.at) < day_s and pin.unit not in known
    ]
    if faults:
        raise InputRefused(faults)


def absent_units(scenario: Scenario, units: Sequence[Unit]) -> tuple[Notice, ...]:
    """Tell of pins with `never` to units that are not out on any day of a plan: perhaps another day's, or a slip."""
    known = {unit.id for unit in units}
    return tuple(
        Notice(
            code="pin_unit_absent",
            params={"pin": number + 1, "unit": pin.unit, "nearest": _most_similar(pin.unit, known)},
        )
        for number, pin in enumerate(scenario.pins)
        if pin.never and pin.unit not in known
    )


def _most_similar(unit: str, known: set[str]) -> str:
    import difflib

    return next(iter(difflib.get_close_matches(unit, sorted(known), n=1, cutoff=0.0)), "-")


def clock(day_start: dt.datetime, seconds: float) -> str:
    """Write a time of a planning day on the station's clock."""
    return f"{later(day_start, seconds):%H:%M:%S}".removesuffix(":00")
