"""Who searches: units with their ways, their pace when they search, and the stretches that they may enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.roads import Key, Roads
from planner.dispatch.search.ground import Floats, Ground, Ints
from planner.dispatch.slow_hours import Pace
from planner.dispatch.standing import Standing, waits
from planner.dispatch.way import Outward, Spot
from planner.domain.force import Mode
from planner.domain.scenario import Scenario
from planner.streets.columns import sides
from planner.streets.network import allowed

SEARCH_KMH: dict[Mode, float] = {"foot": 3.0, "bike": 7.0, "car": 12.0}
"""Pace at which a unit looks at everything on both sides [km/h]: assumptions."""
THOROUGH: dict[Mode, float] = {"foot": 1.0, "bike": 0.7, "car": 0.5}
"""Koopman effort of one pass: on foot 63 % of those who are there are seen, by car 39 %: assumptions."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Searcher:
    """One unit that searches.

    Attributes
    ----------
    may
        (s,) stretches that it may search.
    enters
        (s, 2) at which end of a stretch it may begin.
    pass_s
        (s,) time that one pass takes [s].
    """

    standing: Standing
    key: Key
    pace: Pace
    waits_s: float
    may: NDArray[np.bool_]
    enters: NDArray[np.bool_]
    pass_s: Floats

    @property
    def thorough(self) -> float:
        """Effort of one pass."""
        return THOROUGH[self.standing.unit.mode]

    @property
    def sweep_mps(self) -> float:
        """Metres of effort 1 that it searches in a second [m/s]."""
        return SEARCH_KMH[self.standing.unit.mode] / 3.6 * self.thorough


def searchers(
    scenario: Scenario, roads: Roads, units: Sequence[Standing], at: dt.datetime, ground: Ground
) -> list[Searcher]:
    """Make every unit ready that patrols, or will be free; a force with ground of its own searches there only."""
    tiers, zone = {tier.id: tier for tier in scenario.tiers}, ZoneInfo(scenario.station.timezone)
    places = [(float(lon), float(lat)) for lon, lat in ground.middle]
    enters: dict[Mode, NDArray[np.bool_]] = {}
    on_ground: dict[str, NDArray[np.bool_]] = {}
    found = []
    for standing in units:
        unit = standing.unit
        if standing.status in {"visit", "break"} or unit.mode not in roads.goals(standing.place):
            continue
        if unit.mode not in enters:
            enters[unit.mode] = _enters(scenario, ground, unit.mode)
        if unit.force not in on_ground:
            free = roads.free(unit.force)
            on_ground[unit.force] = np.ones(ground.size, bool) if free else roads.all_on_ground(unit.force, places)
        found.append(
            Searcher(
                standing=standing,
                key=roads.key(tiers[unit.tier], unit.force),
                pace=Pace(tiers[unit.tier], at, zone),
                waits_s=waits(standing, at),
                may=on_ground[unit.force] & enters[unit.mode].any(axis=1),
                enters=enters[unit.mode],
                pass_s=ground.length_m / (SEARCH_KMH[unit.mode] / 3.6),
            )
        )
    return found


def _enters(scenario: Scenario, ground: Ground, mode: Mode) -> NDArray[np.bool_]:
    """Tell at which of its ends a mode may enter each stretch, (s, 2)."""
    streets = scenario.streets
    line, _ = sides(streets)
    row = np.full(int(line.max()) + 1, -1, np.int64)
    row[line[ground.edge]] = np.arange(ground.size)
    open_to = np.flatnonzero(allowed(streets, mode))
    of = row[line[open_to]]
    open_to, of = open_to[of >= 0], of[of >= 0]
    may = np.zeros((ground.size, 2), bool)
    for end in (0, 1):
        may[of[streets.edge_source[open_to] == ground.ends[of, end]], end] = True
    return may


def ways_out(roads: Roads, searcher: Searcher, node: int | None, most_s: float) -> Outward:
    """Find the ways of a unit from a node, or from where it stands."""
    spot = Spot(node, ()) if node is not None else roads.spots(searcher.key, [searcher.standing.place])[0]
    return roads.reach(searcher.key).outward(spot, most_s)


def end_times(outward: Outward, ground: Ground, enters: NDArray[np.bool_]) -> tuple[Floats, Ints]:
    """Give the least time to an end of each stretch at which it may be entered, (s,) [s], and which end, (s,)."""
    both = outward.times(ground.ends.ravel()).reshape(-1, 2)
    both = np.where(enters, both, np.inf)
    end = both.argmin(axis=1)
    return both[np.arange(len(end)), end], end
