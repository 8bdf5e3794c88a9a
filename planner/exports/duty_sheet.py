"""What a patrol takes along: its stops with their times, and the way from each to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.naming import call_signs, names
from planner.domain.track import track
from planner.exports.ways import MOST_STEPS, Walked, Way, way_text
from planner.i18n.directions import length_text, word
from planner.i18n.labels import label

if TYPE_CHECKING:
    from planner.domain.force import Mode
    from planner.domain.plan import Plan, Route, Stop, Unit
    from planner.domain.scenario import Scenario
    from planner.i18n import Language
    from planner.streets.travel import Travel

LATE_S = 60.0
"""Somebody who leaves later than this after a stay is told when to leave [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A stay, or the way to the next one, in words.

    Attributes
    ----------
    clock
        When: one time, or two with a dash.
    title
        The place, or where the way leads.
    note
        What kind of stay it is, or how long the way is.
    lines
        What to do, in order.
    is_stop, required
        Whether it is a stay, and whether the visit is required.
    """

    clock: str
    title: str
    note: str
    lines: tuple[str, ...]
    is_stop: bool
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet of one unit.

    Attributes
    ----------
    unit, sign, day
        Its id, what people call it, and the date on which it goes out.
    facts
        Pairs of a word and what it is.
    entries
        Its stays and ways in the order of time.
    """

    unit: str
    sign: str
    day: str
    facts: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


def sheets(plan: Plan, scenario: Scenario | None, language: Language) -> tuple[Sheet, ...]:
    """Give one sheet a unit, in the order in which they go out."""
    named = names(scenario) if scenario else {}
    signs = call_signs(plan.units, {force.id: force.name for force in scenario.forces} if scenario else {})
    routes = {route.unit: route for route in plan.routes}
    travels = _Travels(scenario)
    made = []
    for unit in sorted(plan.units, key=lambda unit: (unit.shift_start, unit.id)):
        route, travel = routes.get(unit.id), travels.of(unit)
        walked = None if travel is None or route is None else Walked(travel, track(route)[0])
        writer = _Writer(unit, route, scenario, walked, named, ZoneInfo(plan.timezone), language)
        made.append(writer.sheet(signs[unit.id]))
    return tuple(made)


class _Travels:
    """How units get about on the streets of a scenario, worked out once for each mode and speed."""

    def __init__(self, scenario: Scenario | None) -> None:
        self._streets = scenario.streets if scenario else None
        self._speed_kmh = {tier.id: tier.speed_kmh for tier in scenario.tiers} if scenario else {}
        self._made: dict[tuple[Mode, float], Travel] = {}

    def of(self, unit: Unit) -> Travel | None:
        """Give how a unit gets about; None without streets, or if the scenario does not know its tier."""
        from planner.streets.travel import Travel

        speed_kmh = self._speed_kmh.get(unit.tier)
        if self._streets is None or speed_kmh is None:
            return None
        if (unit.mode, speed_kmh) not in self._made:
            self._made[unit.mode, speed_kmh] = Travel(self._streets, unit.mode, speed_kmh)
        return self._made[unit.mode, speed_kmh]


class _Writer:
    """Writes the sheet of one unit."""

    def __init__(
        self,
        unit: Unit,
        route: Route | None,
        scenario: Scenario | None,
        walked: Walked | None,
        names: Mapping[str, str],
        zone: ZoneInfo,
        language: Language,
    ) -> None:
        self._unit, self._route, self._scenario = unit, route, scenario
        self._walked, self._names, self._zone, self._language = walked, names, zone, language

    def sheet(self, sign: str) -> Sheet:
        return Sheet(
            unit=self._unit.id,
            sign=sign,
            day=f"{self._unit.shift_start.astimezone(self._zone):%Y-%m-%d}",
            facts=tuple(self._facts()),
            entries=tuple(self._entries()),
        )

    def _facts(self) -> Iterator[tuple[str, str]]:
        unit, language = self._unit, self._language
        forces = {force.id: force.name for force in self._scenario.forces} if self._scenario else {}
        tiers = {tier.id: tier.name for tier in self._scenario.tiers} if self._scenario else {}
        yield word("force", language), forces.get(unit.force, unit.force)
        yield word("tier", language), tiers.get(unit.tier, unit.tier)
        yield word("moves", language), label(f"mode_{unit.mode}", language)
        yield word("shift", language), self._span(unit.shift_start, unit.shift_end)
        if unit.officers:
            yield word("crew", language), word("crew_of", language, count=len(unit.officers))
        if self._route is not None:
            visits = [stop for stop in self._route.stops if stop.kind in {"point", "line", "area"}]
            yield word("stops", language), str(len(visits))
            yield word("length", language), length_text(self._route.length_m, language)

    def _entries(self) -> Iterator[Entry]:
        if self._route is None or not self._route.stops:
            return
        stops = self._route.stops
        yield self._stay(stops[0])
        for before, after in pairwise(stops):
            yield from self._way(before, after)
            yield self._stay(after)

    def _stay(self, stop: Stop) -> Entry:
        """Tell a stay; a line or an area is moved through while it lasts."""
        lines: tuple[str, ...] = ()
        note = label(f"kind_{stop.kind}", self._language) if stop.kind in {"point", "line", "area"} else ""
        if stop.kind in {"line", "area"} and self._walked is not None:
            way = self._walked.between(*self._rows(stop.arrive, stop.depart))
            text = way_text(way, "go_along" if stop.kind == "line" else "patrol_along", self._language)
            lines = (text,) if text else ()
        return Entry(
            clock=self._span(stop.arrive, stop.depart),
            title=self._place(stop),
            note=note,
            lines=lines,
            is_stop=True,
            required=stop.required and bool(note),
        )

    def _way(self, before: Stop, after: Stop) -> Iterator[Entry]:
        """Tell the way between two stays; nothing where the unit does not move."""
        if self._walked is None:
            return
        first, last = self._rows(before.depart, after.arrive)
        way = self._walked.between(first, last)
        if not way.moves:
            return
        leaves = self._moment(way.leaves)
        waits = (leaves - before.depart).total_seconds() > LATE_S
        yield Entry(
            clock=word("leave", self._language, at=self._clock(leaves)) if waits else "",
            title=self._way_title(way, after),
            note=length_text(way.length_m, self._language),
            lines=self._way_lines(way),
            is_stop=False,
        )

    def _way_title(self, way: Way, after: Stop) -> str:
        if way.is_patrol:
            return word("patrol", self._language)
        return word("go_to", self._language, place=self._place(after))

    def _way_lines(self, way: Way) -> tuple[str, ...]:
        if not way.whole:
            return (word("no_way", self._language),)
        if way.is_patrol:
            return (way_text(way, "patrol_along", self._language),)
        if len(way.steps) > MOST_STEPS:
            return (way_text(way, "go_along", self._language),)
        return way.step_texts(self._language)

    def _place(self, stop: Stop) -> str:
        if stop.kind in {"base", "break"}:
            return word(stop.kind, self._language)
        return self._names.get(stop.id, stop.id)

    def _rows(self, start: dt.datetime, end: dt.datetime) -> tuple[int, int]:
        """Give the points of the path between which the unit is from one moment to another."""
        seconds = track(self._route)[1] if self._route else np.empty(0)
        first = max(0, int(np.searchsorted(seconds, start.timestamp() + 1e-3, side="right")) - 1)
        last = min(len(seconds) - 1, int(np.searchsorted(seconds, end.timestamp() - 1e-3, side="left")))
        return first, max(first, last)

    def _moment(self, row: int) -> dt.datetime:
        assert self._route is not None  # noqa: S101 - a way was found on it
        return self._route.path[row][2]

    def _span(self, start: dt.datetime, end: dt.datetime) -> str:
        first, last = self._clock(start), self._clock(end)
        return first if first == last else f"{first}–{last}"

    def _clock(self, moment: dt.datetime) -> str:
        return f"{moment.astimezone(self._zone):%H:%M}"
