"""A first timetable in no time: round after round, the option that serves most windows, then the earliest one."""

from __future__ import annotations

from collections import defaultdict

from planner.drones.problem import DroneProblem
from planner.drones.timetable import Account, Option


def greedy(problem: DroneProblem, options: list[Option]) -> tuple[dict[int, Option], dict[int, int]]:
    """Fly every round that can fly after those before it.

    Returns
    -------
    The option of every round that flies, and the departure of every round that has options, flown or not [s].
    """
    fleet = [_Drone(Account(dock)) for dock in problem.docks]
    by_round: dict[int, list[Option]] = defaultdict(list)
    for option in options:
        by_round[option.round].append(option)
    chosen: dict[int, Option] = {}
    departs_s: dict[int, int] = {}
    served: set[int] = set()
    last_s = 0
    for index in sorted(by_round):
        nominal_s = max(last_s, min(round(float(problem.departures_s[index])), problem.departure_span(index)[1]))
        best: tuple[tuple[int, int, int], int, Option] | None = None
        for option in by_round[index]:
            depart_s = fleet[option.dock].earliest(option, max(nominal_s, option.earliest_s))
            if depart_s is None:
                continue
            rank = (-len(option.covers - served), depart_s, option.air_s)
            if best is None or rank < best[0]:
                best = (rank, depart_s, option)
        departs_s[index] = nominal_s
        if best is not None:
            _, departs_s[index], chosen[index] = best
            fleet[best[2].dock].fly(best[2], best[1])
            served |= best[2].covers
        last_s = departs_s[index]
    return chosen, departs_s


class _Drone:
    """When one dock's drone is free, and what its battery holds."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._free_s = max(0, -int(-account.dock.ready_s // 1))
        self._charge, self._at_s = account.start, 0

    def earliest(self, option: Option, from_s: int) -> int | None:
        """Give the first departure at which it can fly an option; None if that is too late."""
        account = self._account
        needed = account.lowest + account.use(option.air_s)
        if needed > account.full:
            return None
        charged_s = self._at_s + max(0, -(-(needed - self._charge) // max(1, account.rate)))
        depart_s = max(from_s, self._free_s, charged_s)
        return depart_s if depart_s <= option.latest_s else None

    def fly(self, option: Option, depart_s: int) -> None:
        """Take a flight off the battery."""
        account = self._account
        charge = min(account.full, self._charge + account.rate * (depart_s - self._at_s))
        self._charge, self._at_s = charge - account.taken(option.air_s), depart_s
        self._free_s = depart_s + option.air_s + account.over_s
