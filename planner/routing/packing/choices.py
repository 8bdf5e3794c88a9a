"""The routes that set packing chooses from: those of units that are alike serve for all of them.

Units are alike that have the same travel class, ends, shift, team, most load and rights, and whose meal breaks are the
same but for their number. A route of one is a route of the others once their own break stands in the place of its
break. So they share a list, and as many routes are taken from it as there are units; that none of them is told from the
others keeps the packing from trying plans that differ by the names of units only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.routing.problem import Column, RoutingProblem
from planner.routing.reckoning.figures import travel_s

TRAVEL_PARTS = 1000
"""Parts of a second in which time on the way is counted."""
SHARE_PARTS = 1_000_000
"""Parts of a whole in which shares of shifts are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A route for one of the units that are alike.

    Attributes
    ----------
    kin
        Number of the list of units that are alike.
    ways
        As the first of them would take it.
    visits
        What it makes, the break not counted.
    travel
        Time on the way [parts of a second].
    share
        Share of the shift that stays and the ways to them take [parts of a whole].
    """

    kin: int
    ways: tuple[int, ...]
    visits: tuple[int, ...]
    travel: int
    share: int


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """All that can be chosen.

    Attributes
    ----------
    kin
        Lists of units that are alike.
    rows
        Each set of visits once for each list, with its least time on the way.
    """

    problem: RoutingProblem
    kin: tuple[tuple[int, ...], ...]
    rows: tuple[Choice, ...]

    def count(self, routes: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
        """Tell how often each row is taken by a plan whose routes are all among the columns."""
        place = {(row.kin, frozenset(row.visits)): number for number, row in enumerate(self.rows)}
        visit, rests = self.problem.way_visit(), self.problem.is_break()
        taken = Counter[int]()
        for number, units in enumerate(self.kin):
            for unit in units:
                made = visit[list(routes[unit])]
                taken[place[number, frozenset(made[~rests[made]].tolist())]] += 1
        return tuple(taken[number] for number in range(len(self.rows)))

    def routes(self, taken: Sequence[int], before: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Give every unit its route; one that has the same visits as before stays with its unit."""
        made: list[tuple[int, ...]] = [()] * self.problem.units
        visit, rests = self.problem.way_visit(), self.problem.is_break()
        for number, units in enumerate(self.kin):
            left = [row for row, times in zip(self.rows, taken, strict=True) if row.kin == number for _ in range(times)]
            free = list(units)
            for unit in units:
                had = visit[list(before[unit])]
                same = set(had[~rests[had]].tolist())
                row = next((row for row in left if set(row.visits) == same), None)
                if row is not None:
                    made[unit] = _as_taken_by(self.problem, units[0], unit, row.ways)
                    left.remove(row)
                    free.remove(unit)
            for unit, row in zip(free, left, strict=True):
                made[unit] = _as_taken_by(self.problem, units[0], unit, row.ways)
        return made


def make_choices(problem: RoutingProblem, columns: Iterable[Column]) -> Choices:
    """List the routes of a pool, each legal for its unit, as choices of all units that are alike."""
    kin = alike(problem)
    number_of = {unit: number for number, units in enumerate(kin) for unit in units}
    least: dict[tuple[int, frozenset[int]], Choice] = {}
    visit, rests = problem.way_visit(), problem.is_break()
    shift_s = problem.unit_end_s - problem.unit_start_s
    for unit, ways in dict.fromkeys(columns):
        number = number_of[unit]
        made = visit[list(ways)]
        made = made[~rests[made]]
        travel = travel_s(problem, unit, ways)
        stays = float(problem.way_service_s[problem.unit_class[unit], list(ways)].sum())
        choice = Choice(
            kin=number,
            ways=_as_taken_by(problem, unit, kin[number][0], ways),
            visits=tuple(made.tolist()),
            travel=round(travel * TRAVEL_PARTS),
            share=round((travel + stays) / float(shift_s[unit]) * SHARE_PARTS),
        )
        key = number, frozenset(choice.visits)
        if key not in least or choice.travel < least[key].travel:
            least[key] = choice
    return Choices(problem, kin, tuple(least.values()))


def alike(problem: RoutingProblem) -> tuple[tuple[int, ...], ...]:
    """List the units that are alike; each stands in one list."""
    pinned = problem.visit_pinned >= 0
    kin: dict[object, list[int]] = defaultdict(list)
    for unit in range(problem.units):
        same = (
            int(problem.unit_class[unit]),
            int(problem.unit_start_node[unit]),
            int(problem.unit_end_node[unit]),
            float(problem.unit_start_s[unit]),
            float(problem.unit_end_s[unit]),
            int(problem.unit_team[unit]),
            float(problem.unit_most_load[unit]),
            problem.visit_allowed[~pinned, unit].tobytes(),
            tuple(_mark(problem, unit, visit) for visit in np.flatnonzero(problem.visit_pinned == unit).tolist()),
        )
        kin[same].append(unit)
    return tuple(tuple(units) for units in kin.values())


def _mark(problem: RoutingProblem, unit: int, visit: int) -> object:
    """Give what tells a pinned visit from others: a break's window, load and ways, else its number."""
    if visit != problem.unit_break[unit]:
        return visit
    ways = slice(problem.way_start[visit], problem.way_start[visit + 1])
    columns = (problem.way_entry[ways], problem.way_exit[ways], problem.way_service_s[problem.unit_class[unit], ways])
    window = problem.visit_opens_s[visit], problem.visit_closes_s[visit], problem.visit_load[visit]
    return tuple(map(float, window)), tuple(tuple(column.tolist()) for column in columns)


def _as_taken_by(problem: RoutingProblem, unit: int, other: int, ways: tuple[int, ...]) -> tuple[int, ...]:
    """Put the break of another unit that is alike in the place of a unit's own."""
    own, wanted = int(problem.unit_break[unit]), int(problem.unit_break[other])
    if own == wanted:
        return tuple(ways)
    first, last = int(problem.way_start[own]), int(problem.way_start[own + 1])
    return tuple(way - first + int(problem.way_start[wanted]) if first <= way < last else way for way in ways)
