"""A sector for every unit: a part of the streets that hangs together, and a tour through it by street.

First the streets are parted (`planner.dispatch.search.areas`): those count that the best use of all units' time would
search (`planner.dispatch.search.effort`), and each unit gets as many as its time allows. Then every unit gets a tour of
its part (`planner.dispatch.search.tours`). Who has time to spare takes streets that their neighbours leave. Nobody's
stretch is searched by another in the same stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.roads import Roads
from planner.dispatch.search.areas import Wanted, part, street_graph
from planner.dispatch.search.bound import Pool
from planner.dispatch.search.effort import level
from planner.dispatch.search.ground import Floats, Ground, Ints
from planner.dispatch.search.searchers import Searcher
from planner.dispatch.search.tours import Ways, tour
from planner.geo import Frame

TRAVELS = 0.85
"""Part of the time that goes into searching, the rest into ways between stretches."""
SHARES_TRIED = (0.5, 1.0)
"""Streets are parted as if the units had so many times their time: fewer are richer; what finds most is kept."""
SPARE = 0.1
"""Who has more of its time to spare takes streets that others leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stretch searched by one unit.

    Attributes
    ----------
    unit, stretch, enters
        Numbers of the unit and the stretch, and of the end at which it begins.
    set_out_s, begin_s, end_s
        When it sets out for it, begins to search it, and has searched it, from now [s].
    chance
        Chance that the missing is found in it by this step.
    """

    unit: int
    stretch: int
    enters: int
    set_out_s: float
    begin_s: float
    end_s: float
    chance: float


@dataclass(slots=True, eq=False)
class Fleet:
    """Where the units are and when they are free again: it goes on from stage to stage."""

    searchers: Sequence[Searcher]
    free_s: list[float]
    node: list[int | None]

    @classmethod
    def of(cls, searchers: Sequence[Searcher]) -> Fleet:
        """Begin where the units stand."""
        return cls(searchers, [searcher.waits_s for searcher in searchers], [None] * len(searchers))


class Sharing:
    """Shares the streets out, stage by stage, and keeps the ways that it has found.

    Parameters
    ----------
    centre
        Middle of the map on which distances are measured [deg].
    """

    def __init__(self, roads: Roads, ground: Ground, centre: tuple[float, float]) -> None:
        self.ground, self.ways = ground, Ways(roads, ground)
        self._links = street_graph(ground, int(ground.ends.max(initial=0)) + 1)
        self._middle = Frame(centre).metres(ground.middle)

    def share_out(self, fleet: Fleet, chance: Floats, until_s: float, seed: int = 1) -> list[Step]:
        """Give the steps of all units until a stage ends, and carry the fleet on.

        Parameters
        ----------
        chance
            (s,) chance of each stretch, what was searched before taken off.
        until_s
            When the stage ends, from now [s].
        """
        active = [unit for unit, free_s in enumerate(fleet.free_s) if free_s < until_s]
        if not active or not self.ground.size:
            return []
        tried = [self._steps(fleet, active, chance, until_s, share, seed) for share in SHARES_TRIED]
        steps = max(tried, key=lambda made: sum(step.chance for step in made))
        for step in steps:
            fleet.free_s[step.unit] = step.end_s
            fleet.node[step.unit] = int(self.ground.ends[step.stretch, 1 - step.enters])
        for unit in active:
            fleet.free_s[unit] = max(fleet.free_s[unit], until_s)
        return steps

    def _way_s(self, fleet: Fleet, active: list[int], until_s: float) -> Floats:
        """Give the time that each unit needs to come to each stretch, (u, s) [s]."""
        rows = []
        for unit in active:
            searcher, time_s = fleet.searchers[unit], until_s - fleet.free_s[unit]
            to_node = self.ways.from_unit(searcher, fleet.node[unit], time_s)[self.ways.row]
            rows.append(np.where(searcher.enters, to_node, np.inf).min(axis=1))
        return np.array(rows)

    def pools(self, fleet: Fleet, until_s: float) -> list[Pool]:
        """Give the units as the bound takes them, the way of each to its first street taken off its time."""
        alike: dict[tuple[float, bytes, bytes], list[tuple[Searcher, float]]] = {}
        active = [unit for unit, free_s in enumerate(fleet.free_s) if free_s < until_s]
        for unit, way_s in zip(active, self._way_s(fleet, active, until_s) if active else (), strict=True):
            one = fleet.searchers[unit]
            time_s = until_s - fleet.free_s[unit] - float(way_s[one.may].min(initial=np.inf))
            alike.setdefault((one.thorough, one.may.tobytes(), one.pass_s.tobytes()), []).append((one, time_s))
        return [
            Pool(may=units[0][0].may, pass_s=units[0][0].pass_s, thorough=units[0][0].thorough,
                 time_s=sum(max(0.0, time_s) for _, time_s in units))
            for units in alike.values()
        ]  # fmt: skip

    def _steps(
        self, fleet: Fleet, active: list[int], chance: Floats, until_s: float, share: float, seed: int
    ) -> list[Step]:
        owner = self._owner(fleet, active, chance, until_s, share)
        made = [self._tour(fleet, unit, owner == number, chance, until_s, seed) for number, unit in enumerate(active)]
        ended = {step.unit: step.end_s for step in self._timed(fleet, active, made, chance, until_s)}
        for number, unit in enumerate(active):
            free_s, one = fleet.free_s[unit], fleet.searchers[unit]
            if ended.get(unit, free_s) < until_s - SPARE * (until_s - free_s):
                left = one.may.copy()
                left[[stretch for other, steps in enumerate(made) if other != number for stretch, _ in steps]] = False
                made[number] = self._tour(fleet, unit, left, chance, until_s, seed)
        return self._timed(fleet, active, made, chance, until_s)

    def _tour(
        self, fleet: Fleet, unit: int, of: NDArray[np.bool_], chance: Floats, until_s: float, seed: int
    ) -> list[tuple[int, int]]:
        one = fleet.searchers[unit]
        own = np.flatnonzero(of & one.may)
        return tour(self.ways, one, fleet.node[unit], own, chance, fleet.free_s[unit], until_s, seed=seed)

    def _owner(self, fleet: Fleet, active: list[int], chance: Floats, until_s: float, share: float) -> Ints:
        """Part the streets among the active units, (s,) numbers in `active`."""
        units = [fleet.searchers[unit] for unit in active]
        time_s = np.array([until_s - fleet.free_s[unit] for unit in active])
        sweep_m = share * TRAVELS * sum(one.sweep_mps * s for one, s in zip(units, time_s.tolist(), strict=True))
        least = level(chance, self.ground.length_m, sweep_m)
        wanted = Wanted(
            links=self._links,
            middle=self._middle,
            worth=np.where(chance / self.ground.length_m >= least, chance, 0.0),
            may=np.array([one.may for one in units]),
            pass_s=np.array([one.pass_s for one in units]),
            way_s=self._way_s(fleet, active, until_s),
            time_s=time_s,
        )
        return part(wanted, self.ground)

    def _timed(
        self, fleet: Fleet, active: list[int], made: list[list[tuple[int, int]]], chance: Floats, until_s: float
    ) -> list[Step]:
        """Give tours their times, with slow hours; what no longer fits is left out."""
        steps, left = list[Step](), chance.copy()
        for unit, one in zip(active, made, strict=True):
            searcher, now_s, node = fleet.searchers[unit], fleet.free_s[unit], fleet.node[unit]
            for stretch, enters in one:
                row = int(self.ways.row[stretch, enters])
                way_s = self._one_way_s(searcher, node, row)
                begin_s = now_s + float(searcher.pace.seconds(np.array([way_s]), now_s)[0])
                end_s = begin_s + float(searcher.pass_s[stretch])
                if not end_s <= until_s:
                    break
                gain = float(left[stretch] * -np.expm1(-searcher.thorough))
                steps.append(Step(unit=unit, stretch=stretch, enters=enters, set_out_s=now_s, begin_s=begin_s,
                                  end_s=end_s, chance=gain))  # fmt: skip
                left[stretch] *= np.exp(-searcher.thorough)
                now_s, node = end_s, int(self.ground.ends[stretch, 1 - enters])
        return sorted(steps, key=lambda step: (step.begin_s, step.unit))

    def _one_way_s(self, searcher: Searcher, node: int | None, row: int) -> float:
        if node is None:
            return float(self.ways.from_unit(searcher, None, 86_400.0)[row])
        begin = int(np.searchsorted(self.ways.nodes, node))
        return float(self.ways.between(searcher, np.array([begin, row]))[0, 1])
