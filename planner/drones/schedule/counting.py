"""How many rounds must be missed whatever the order: docks counted one by one over every run of departures.

For a run of rounds each dock is flown alone as often as it can be: its shortest and cheapest flight, again and again
at the earliest departure. Leaving early leaves a drone ready earlier and never with less charge later, so no plan gets
more rounds out of the dock. What the docks cannot fly together is missed; runs that do not overlap add up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from planner.drones.problem import DroneProblem
from planner.drones.schedule.timetable import Account, Option


@dataclass(frozen=True, slots=True)
class _Flier:
    """Equal docks with the least that any flight of one takes, and the spans of its departures.

    Every span is told as its first and its last departure and its round; `latest` is the last departure by round.
    """

    account: Account
    docks: int
    air_s: int
    use: int
    needed: int
    spans: tuple[tuple[int, int, int], ...]
    latest: dict[int, int]


def rounds_missed_at_least(problem: DroneProblem, options: list[Option]) -> int:
    """Count how many rounds must be missed whatever the order.

    Parameters
    ----------
    problem
        The day.
    options
        Every way to fly every round.
    """
    return missed_from_round_on(problem, options)[0]


def missed_from_round_on(problem: DroneProblem, options: list[Option]) -> list[int]:
    """Count how many rounds from each one to the last must be missed, (rounds + 1,)."""
    rounds = problem.rules.rounds_per_day
    fliers = _fliers(problem, options)
    able = {option.round for option in options}
    least = [0] * (rounds + 1)
    for first in range(rounds - 1, -1, -1):
        flown = [0] * (rounds - first)
        for flier in fliers:
            for last, count in enumerate(_flown_alone(flier, first, rounds)):
                flown[last] += flier.docks * count
        best, wanted = least[first + 1] + (first not in able), 0
        for last in range(first, rounds):
            wanted += last in able
            missed = last - first + 1 - min(wanted, flown[last - first])
            best = max(best, missed + least[last + 1])
        least[first] = best
    return least


def _fliers(problem: DroneProblem, options: list[Option]) -> list[_Flier]:
    by_dock: dict[int, list[Option]] = defaultdict(list)
    for option in options:
        by_dock[option.dock].append(option)
    equal: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for dock, own in by_dock.items():
        site = problem.docks[dock]
        spans = {(option.earliest_s, option.latest_s, option.round) for option in own}
        least = tuple(min(figures) for figures in zip(*((o.air_s, o.used_pct, o.needed_pct) for o in own), strict=True))
        equal[site.model, site.ready_s, site.ready_pct, least, tuple(sorted(spans))].append(dock)
    return [_flier(problem, docks, by_dock[docks[0]]) for docks in equal.values()]


def _flier(problem: DroneProblem, docks: list[int], own: list[Option]) -> _Flier:
    account = Account(problem.docks[docks[0]])
    latest: dict[int, int] = {}
    for option in own:
        latest[option.round] = max(option.latest_s, latest.get(option.round, 0))
    return _Flier(
        account=account,
        docks=len(docks),
        air_s=min(option.air_s for option in own),
        use=min(account.use(option) for option in own),
        needed=min(account.needed(option) for option in own),
        spans=tuple(sorted({(option.earliest_s, option.latest_s, option.round) for option in own})),
        latest=latest,
    )


def _flown_alone(flier: _Flier, first: int, rounds: int) -> list[int]:
    """Count the flights that one dock can make in the rounds from `first` to each later one."""
    departs = _departures_alone(flier, first) if flier.needed <= flier.account.full else []
    counts, so_far = [], -1
    for index in range(first, rounds):
        so_far = max(so_far, flier.latest.get(index, -1))
        counts.append(bisect_right(departs, so_far))
    return counts


def _departures_alone(flier: _Flier, first: int) -> list[int]:
    """Fly one dock as often as it can from a round on: full and ready, or as the day finds it at its start [s]."""
    account = flier.account
    free_s, charge = (account.start_s, account.start) if first == 0 else (0, account.full)
    cycle_s = flier.air_s + account.over_s
    departs: list[int] = []
    for opens, closes, index in flier.spans:
        if index < first:
            continue
        if first > 0 and not departs:
            free_s = opens
        while (ready_s := max(opens, free_s, free_s - (charge - flier.needed) // account.rate)) <= closes:
            departs.append(ready_s)
            charge = account.after(min(account.full, charge + account.rate * (ready_s - free_s)), flier.use)
            free_s = ready_s + cycle_s
    return departs
