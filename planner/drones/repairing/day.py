"""The rest of one planning day after something has happened, and what it has come to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.drones.problem import DroneProblem, Floats, Look
from planner.drones.repairing.air import Air
from planner.drones.repairing.begun import Begun
from planner.drones.repairing.least import missed_at_least
from planner.drones.repairing.mend import Pick, Rest
from planner.drones.repairing.ways import Ways
from planner.drones.repairing.windows import Window, alone, served

AFTER_S = 3600.0
"""So long after the last outage rounds count for what must be missed at least [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What has become of a day.

    Attributes
    ----------
    picks
        The rounds to come.
    lost
        Windows of required tasks that were served and are not any more.
    """

    picks: tuple[Pick, ...]
    lost: frozenset[Window]

    @property
    def missed(self) -> int:
        """Rounds that are not flown any more."""
        return sum(pick.way is None for pick in self.picks)

    @property
    def changed(self) -> int:
        """Rounds that are not as they were."""
        return sum(pick.changed for pick in self.picks)


def ways_of(problem: DroneProblem) -> Ways:
    """Give the ways of a day's rounds, each made when it is first asked for."""
    return Ways(problem=problem, air=Air(problem=problem))


def mend_day(problem: DroneProblem, begun: Begun, before: frozenset[Window], ways: Ways | None = None) -> Mended:
    """Mend the rest of a day.

    Parameters
    ----------
    before
        The windows that the plan served.
    ways
        The ways of its rounds, if some are made already.
    """
    rest = Rest(
        problem=problem,
        ways=ways or ways_of(problem),
        rounds=begun.rounds,
        stand=begun.stand,
        planned=begun.planned,
        now_s=begun.now_s,
        fixed=_in_the_air(begun),
        alone=alone(problem, begun.rounds, begun.over),
        landed_s={
            (trip.day, trip.number): trip.landing_s for trip in begun.over if (trip.day, trip.number) not in begun.gone
        },
    )
    picks = tuple(rest.mend())
    looks = [look for trip in begun.over for look in trip.looks] + [look for pick in picks for look in looks_of(pick)]
    return Mended(picks=picks, lost=before - served(problem, looks))


def least_missed(problem: DroneProblem, begun: Begun, ways: Ways) -> int:
    """Count how many of the rounds to come must be missed at least, as far as outages reach."""
    ends = [end for dock in problem.docks for start, end in dock.outages if end > begun.now_s]
    until_s = max(ends, default=-math.inf) + AFTER_S
    rounds = [trip for trip in begun.rounds if trip.takeoff_s <= until_s]
    return missed_at_least(problem, ways, rounds, begun.stand, begun.now_s)


def looks_of(pick: Pick) -> tuple[Look, ...]:
    """Give the looks of a round that flies [s since the day's start]."""
    if pick.way is None:
        return ()
    return tuple(
        replace(look, start_s=look.start_s + pick.depart_s, end_s=look.end_s + pick.depart_s) for look in pick.way.looks
    )


def _in_the_air(begun: Begun) -> Sequence[Floats]:
    return [trip.path for trip in begun.over if trip.landing_s > begun.now_s]
