"""The least change of a published roster: first among those who do the work that is missing, then among all."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from planner.domain.solving import Limits, OnProgress, keep_going
from planner.rosters.model.exact import exact
from planner.rosters.model.stuck import stuck_officers
from planner.rosters.problem import LAYERS, OFF, RosterOfficer, RosterProblem, RosterResult, Runs
from planner.rosters.repairing.frozen import Now, Works, away, held
from planner.rosters.solve import solve

FIRST_SHARE = 0.6
"""Part of the time in which the least change is looked for among those who do the work that is missing."""
SECOND_SHARE = 0.5
"""Part of what is left then for the cover that is wanted besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A roster after something has happened.

    Attributes
    ----------
    problem
        What was solved: the frozen problem, with what had to be given up.
    result
        The roster.
    resting
        Officers whom the rules allow no roster any more: they have no shift that has not begun.
    unpinned
        Officer and date of cells decided by hand that could not be kept.
    """

    problem: RosterProblem
    result: RosterResult
    resting: tuple[int, ...] = ()
    unpinned: tuple[tuple[int, int], ...] = ()


def mend(
    problem: RosterProblem,
    works: Works,
    now: Now,
    limits: Limits,
    *,
    absent: Collection[int] = (),
    duties: Collection[int] = (),
    on_progress: OnProgress = keep_going,
) -> Mended:
    """Change a roster as little as the prices of the problem say.

    Officers who can do the work that is missing are freed first, and all others stay as they are: one model of these
    is proven in a second. Only where it is not, or something stays short, all are freed.

    Parameters
    ----------
    problem
        As `frozen` gives it.
    works
        The published roster.
    now
        What has begun by then stays, whatever has to be given up.
    absent
        Officers who are away.
    duties
        Duties of which more is needed.
    """
    resting = tuple(one for one in absent if _is_stuck(problem, one))
    given = _at_rest(problem, resting, now)
    result = _least(given, works, duties, limits, on_progress)
    unpinned: tuple[tuple[int, int], ...] = ()
    if result.stuck:
        unpinned = tuple(_pins_ahead(given, result.stuck, now))
        given = _without_pins(given, unpinned)
        result = _least(given, works, duties, limits, on_progress)
    while result.stuck:
        resting = (*resting, *result.stuck)
        given = _at_rest(given, result.stuck, now)
        result = _least(given, works, duties, limits, on_progress)
    return Mended(problem=given, result=result, resting=tuple(sorted(resting)), unpinned=unpinned)


def still_there(problem: RosterProblem, works: Works) -> Works:
    """Give the part of a roster that can stand: no shift on a leave, none against a pin."""
    return tuple(
        (officer, shift)
        for officer, shift in works
        if not away(problem, problem.officers[officer], shift)
        and dict(problem.officers[officer].pins).get(problem.shifts[shift].day, shift) == shift
    )


def _least(
    problem: RosterProblem, works: Works, duties: Collection[int], limits: Limits, on_progress: OnProgress
) -> RosterResult:
    """Find the least change among those who do the work that is missing, and go on among all where that is not enough.

    Cover that is only wanted is left out at first: most of the model is gone with it. Where changes cost more than it,
    what is then proven stays least.
    """
    clock = _Clock(limits)
    start = still_there(problem, works)
    missing = {problem.shifts[shift].duty for _, shift in set(works) - set(start)} | set(duties)
    few = replace(held(problem, start, able(problem, missing)), fair_shares=())
    prices = dict(zip(LAYERS, problem.weights, strict=True))
    best, proven = start, False
    lean = exact(_without_wanted(few), clock.part(FIRST_SHARE), start=start, stuck=(), on_progress=on_progress)
    if lean is not None:
        sure = lean.status == "optimal" and not lean.layers[0]
        best, proven = lean.works, sure and prices["under"] < prices["change"]
    found = solve(problem, replace(limits, iterations=0), start=best)
    if clock.left_s > 0:
        share = SECOND_SHARE if proven else FIRST_SHARE
        full = exact(few, clock.part(share), start=best, stuck=(), on_progress=on_progress)
        if full is not None:
            proven = proven or (full.status == "optimal" and not full.layers[0])
            other = solve(problem, replace(limits, iterations=0), start=full.works)
            found = min(found, other, key=lambda result: (len(result.stuck), result.objective))
    if proven or clock.left_s <= 0:
        return found
    last = solve(problem, clock.part(1.0), start=found.works, on_progress=on_progress)
    return min(last, found, key=lambda result: (len(result.stuck), result.objective))


class _Clock:
    """What is left of the limits; a limit on iterations stays as it is."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.began = time.monotonic()

    @property
    def left_s(self) -> float:
        """Time left [s]."""
        return self.limits.time_s - (time.monotonic() - self.began)

    def part(self, share: float) -> Limits:
        """Give limits with a share of the time left."""
        return replace(self.limits, time_s=max(0.1, share * self.left_s))


def _without_wanted(problem: RosterProblem) -> RosterProblem:
    """Give the problem with the cover that is required, and no other."""
    needs = tuple(replace(need, wanted=need.minimum, maximum=None) for need in problem.needs if need.minimum)
    return replace(problem, needs=needs)


def able(problem: RosterProblem, duties: Iterable[int]) -> frozenset[int]:
    """Give the officers who may do one of some duties and have its skills."""
    return frozenset(
        index
        for index, officer in enumerate(problem.officers)
        if any(duty in officer.duties and problem.duties[duty].skills <= officer.skills for duty in duties)
    )


def _is_stuck(problem: RosterProblem, officer: int) -> bool:
    alone = replace(problem, officers=(problem.officers[officer],), requirements=(), fair_shares=(), together=())
    return bool(stuck_officers(alone))


def _at_rest(problem: RosterProblem, officers: Collection[int], now: Now) -> RosterProblem:
    """Let officers rest from now on: no rule asks anything of them any more, and what has begun stays."""
    together = tuple(
        replace(rule, officers=tuple(one for one in rule.officers if one not in officers)) for rule in problem.together
    )
    people = tuple(
        _resting(problem, officer, now) if index in officers else officer
        for index, officer in enumerate(problem.officers)
    )
    return replace(problem, officers=people, together=together)


def _resting(problem: RosterProblem, officer: RosterOfficer, now: Now) -> RosterOfficer:
    kept = {day: shift for day, shift in officer.pins if now.is_past(problem, day, shift)}
    return replace(
        officer,
        rest_s=0,
        free_after=(),
        work_run=Runs(),
        night_run=Runs(),
        off_run=Runs(),
        hours=(),
        weekends=(),
        shift_limits=(),
        successions=frozenset(),
        pattern=(),
        pins=tuple((day, kept.get(day, OFF)) for day in range(problem.days)),
    )


def _pins_ahead(problem: RosterProblem, officers: Collection[int], now: Now) -> Iterator[tuple[int, int]]:
    for index in officers:
        for day, shift in problem.officers[index].pins:
            if not now.is_past(problem, day, shift):
                yield index, day


def _without_pins(problem: RosterProblem, cells: Collection[tuple[int, int]]) -> RosterProblem:
    return replace(
        problem,
        officers=tuple(
            replace(officer, pins=tuple(pin for pin in officer.pins if (index, pin[0]) not in cells))
            for index, officer in enumerate(problem.officers)
        ),
    )
