"""A first timetable in no time: round after round, the option that serves most windows, then the earliest one."""

from __future__ import annotations

from collections import defaultdict

from planner.drones.problem import DroneProblem
from planner.drones.schedule.operators import Watch
from planner.drones.schedule.timetable import Account, Option


def greedy(problem: DroneProblem, options: list[Option]) -> tuple[dict[int, Option], dict[int, int]]:
    """Fly every round that can fly after those before it.

    Returns
    -------
    The option of every round that flies, and the departure of every round that has options, flown or not [s].
    """
    fleet = [_Drone(Account(dock)) for dock in problem.docks]
    watch, handover = Watch(problem), Handover(problem)
    by_round: dict[int, list[Option]] = defaultdict(list)
    for option in options:
        by_round[option.round].append(option)
    chosen: dict[int, Option] = {}
    departs_s: dict[int, int] = {}
    served: set[int] = set()
    landings: list[int] = []
    last_s = 0
    for index in sorted(by_round):
        nominal_s = max(last_s, min(round(float(problem.departures_s[index])), problem.departure_span(index)[1]))
        latest_s = handover.latest_s(index, chosen, departs_s)
        best: tuple[tuple[int, int, int], int, Option] | None = None
        for option in by_round[index]:
            depart_s = fleet[option.dock].earliest(option, max(nominal_s, option.earliest_s))
            depart_s = watch.depart_s(depart_s, option.air_s, landings)
            if depart_s > min(option.latest_s, latest_s):
                continue
            rank = (-len(option.covers - served), depart_s, option.air_s)
            if best is None or rank < best[0]:
                best = (rank, depart_s, option)
        departs_s[index] = nominal_s
        if best is not None:
            _, departs_s[index], chosen[index] = best
            fleet[best[2].dock].fly(best[2], best[1])
            served |= best[2].covers
            landings = [landing for landing in landings if landing > best[1]] + [best[1] + best[2].air_s]
        last_s = departs_s[index]
    return chosen, departs_s


class Handover:
    """Until when a round must leave so that the one before it is still in the air."""

    def __init__(self, problem: DroneProblem) -> None:
        self.asked = problem.rules.uninterrupted
        self.both_s = round(problem.rules.handover_min * 60.0)

    def latest_s(self, index: int, chosen: dict[int, Option], departs_s: dict[int, int]) -> int:
        """Give the latest departure of a round after those that are chosen [s]."""
        if not self.asked or index - 1 not in chosen:
            return NEVER_S
        return departs_s[index - 1] + chosen[index - 1].air_s - self.both_s


NEVER_S = 10**9
"""Later than anything in a day [s]."""


class _Drone:
    """When one dock's drone is free, and what its battery holds."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._free_s, self._charge = account.start_s, account.start

    def earliest(self, option: Option, from_s: int) -> int:
        """Give the first departure at which it can fly an option; `NEVER_S` if it never can."""
        account = self._account
        needed = account.needed(option)
        if needed > account.full:
            return NEVER_S
        charged_s = self._free_s - (self._charge - needed) // account.rate
        return max(from_s, self._free_s, charged_s)

    def fly(self, option: Option, depart_s: int) -> None:
        """Take a flight off the battery."""
        account = self._account
        charge = min(account.full, self._charge + account.rate * (depart_s - self._free_s))
        self._charge = account.after(charge, account.use(option))
        self._free_s = depart_s + account.busy_s(option)
