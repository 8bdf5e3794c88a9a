"""Whether a visit fits into a route, from the earliest time of leaving a stay and the latest of reaching the next."""

from __future__ import annotations

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import begin_s, in_time
from planner.routing.reckoning.hours import departure_s, done_s

Route = tuple[int, ...]
LOAD_TOLERANCE = 1e-9
"""Allowance for sums of loads."""


class RouteTimes:
    """One route with its times both ways (Savelsbergh, ORSA Journal on Computing 4, 1992).

    Attributes
    ----------
    leave_s
        Earliest time of leaving the start (0) and each stay [s].
    due_s
        Latest time at which each stay may begin, and at last the end be reached [s].
    """

    def __init__(self, problem: RoutingProblem, unit: int, ways: Route) -> None:
        self.problem, self.unit, self.ways = problem, unit, ways
        self.kind = int(problem.unit_class[unit])
        self.visit_of = problem.way_visit()
        stays = problem.way_service_s[self.kind]
        begins = begin_s(problem, unit, ways)
        start_s = float(problem.unit_start_s[unit])
        self.leave_s = [start_s, *(begin + float(stays[way]) for begin, way in zip(begins, ways, strict=True))]
        self.before = [int(problem.unit_start_node[unit]), *problem.way_exit[list(ways)].tolist()]
        self.after = [*problem.way_entry[list(ways)].tolist(), int(problem.unit_end_node[unit])]
        self.due_s = [float(problem.unit_end_s[unit])]
        for slot in range(len(ways) - 1, -1, -1):
            way = ways[slot]
            leg_s = float(problem.travel_s[self.kind, self.before[slot + 1], self.after[slot + 1]])
            latest_s = departure_s(problem, self.kind, leg_s, self.due_s[0])
            closes_s = float(problem.visit_closes_s[self.visit_of[way]])
            self.due_s.insert(0, min(latest_s, closes_s) - float(stays[way]))

    def with_visit(self, visit: int) -> Route | None:
        """Put a visit where it adds least travel at full speed; None if it fits nowhere or is too much load."""
        problem = self.problem
        load = float(problem.visit_load[self.visit_of[list(self.ways)]].sum() + problem.visit_load[visit])
        if load > problem.unit_most_load[self.unit] + LOAD_TOLERANCE:
            return None
        best: tuple[float, int, int] | None = None
        for way in range(int(problem.way_start[visit]), int(problem.way_start[visit + 1])):
            for slot in self._slots(way, visit):
                entry, leaving = int(problem.way_entry[way]), int(problem.way_exit[way])
                times = problem.travel_s[self.kind]
                before, after = self.before[slot], self.after[slot]
                added_s = float(times[before, entry] + times[leaving, after] - times[before, after])
                if best is None or added_s < best[0]:
                    best = added_s, way, slot
        if best is None:
            return None
        _, way, slot = best
        return *self.ways[:slot], way, *self.ways[slot:]

    def without(self, visit: int) -> Route | None:
        """Take a visit out; None if the route would not be in time then, as with travel that is no shortest way."""
        shorter = tuple(way for way in self.ways if self.visit_of[way] != visit)
        return shorter if in_time(self.problem, self.unit, shorter) else None

    def _slots(self, way: int, visit: int) -> list[int]:
        """List the slots where a way of a visit fits."""
        problem, kind = self.problem, self.kind
        starts: list[float] = problem.band_from_s.tolist()
        shares: list[float] = problem.band_share[kind].tolist()
        stay_s, opens_s = float(problem.way_service_s[kind, way]), float(problem.visit_opens_s[visit])
        last_s = float(problem.visit_closes_s[visit]) - stay_s
        times, entry, leaving = problem.travel_s[kind], int(problem.way_entry[way]), int(problem.way_exit[way])
        fitting = []
        for slot, (leave_s, due_s) in enumerate(zip(self.leave_s, self.due_s, strict=True)):
            if leave_s > last_s:
                break
            if opens_s + stay_s > due_s:
                continue
            start_s = max(done_s(starts, shares, float(times[self.before[slot], entry]), leave_s), opens_s)
            reach_s = done_s(starts, shares, float(times[leaving, self.after[slot]]), start_s + stay_s)
            if start_s <= last_s and reach_s <= due_s:
                fitting.append(slot)
        return fitting
