"""Repairs of a roster: what has begun stays, as few as possible change, and the prices mean what they say."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from random_roster import random_problem
from roster_cases import DAY_S, HOUR_S, duty, officer, problem, shift

from planner.domain.solving import Limits
from planner.rosters.check import check
from planner.rosters.model.exact import exact
from planner.rosters.problem import OFF, Need, RosterProblem, Runs
from planner.rosters.repairing.changed import changes_of
from planner.rosters.repairing.frozen import Now, away, cells_of, frozen, works_of
from planner.rosters.repairing.mend import able, mend, still_there
from planner.rosters.repairing.offers import offered
from planner.rosters.solve import solve

LIMITS = Limits(time_s=1.0, workers=1)
BEFORE = Now(-DAY_S, -1)


def week(people: int, days: int = 5, **changes: object) -> RosterProblem:
    """Give officers of whom one is needed on the day shift of each date."""
    shifts = [shift("day", day) for day in range(days)]
    needs = [Need(duty=0, start_s=s.start_s, end_s=s.end_s, minimum=1, wanted=1, units=8) for s in shifts]
    staff = [officer(id=f"P{n}", rest_s=11 * HOUR_S) for n in range(people)]
    return problem(*staff, days=days, shifts=shifts, duties=[duty()], needs=needs, **changes)


def ill(station: RosterProblem, one: int, first: int, last: int) -> RosterProblem:
    """Put an officer on leave from the midnight of a date to that after another."""
    span = (station.shifts[0].start_s - 8 * HOUR_S + first * DAY_S, (last + 1) * DAY_S)
    people = list(station.officers)
    people[one] = replace(people[one], leave=(span,))
    return replace(station, officers=tuple(people))


def mended(station: RosterProblem, works: tuple, now: Now = BEFORE, offer: str = "people", **more: object):
    """Repair and hold the answer against its own check."""
    given = offered(frozen(station, works, now), offer)
    found = mend(given, works, now, LIMITS, **more)
    assert check(found.problem, found.result) == []
    return found


def test_one_takes_over_for_one() -> None:
    """One person is asked for both dates, although two could share them."""
    works = tuple((0, day) for day in range(2))
    found = mended(ill(week(4, days=2), 0, 0, 1), works, absent=(0,))
    changes = changes_of(found.problem, works, found.result.works)
    assert [change.kind for change in changes].count("called_in") == 2
    assert len({change.officer for change in changes}) == 2
    assert {change.reason for change in changes} == {"officer_away", "takes_over"}
    assert {change.other for change in changes if change.kind == "called_in"} == {"P0"}


def test_what_has_begun_stays() -> None:
    """Dates before today stay as they are, even under the leave; nobody starts a shift of the past."""
    works = ((0, 0), (0, 1), (0, 2))
    now = Now(DAY_S + 12 * HOUR_S, 1)
    station = week(3, days=3)
    found = mended(ill(station, 0, 2, 2), works, now, absent=(0,))
    assert set(found.result.works) >= {(0, 0), (0, 1)}
    assert (0, 2) not in found.result.works
    assert sum(shift == 2 for _, shift in found.result.works) == 1


def test_nobody_is_called_in_while_somebody_else_can_move() -> None:
    """Who works on the date anyway moves rather than another gives up a day off."""
    shifts = [shift("day", 0), shift("late", 0, hours=(12, 20))]
    needs = [Need(duty=0, start_s=shifts[0].start_s, end_s=shifts[0].end_s, minimum=1, wanted=1, units=8)]
    station = problem(*[officer(id=f"P{n}") for n in range(3)], days=1, shifts=shifts, duties=[duty()], needs=needs)
    works = ((0, 0), (1, 1))
    found = mended(ill(station, 0, 0, 0), works, absent=(0,))
    assert found.result.works == ((1, 0),)
    assert changes_of(found.problem, works, found.result.works)[-1].kind == "moved"


def test_without_anybody_the_shortage_stays_and_nothing_else_changes() -> None:
    """Where nobody can take over the roster is short, and the rest of it is as it was."""
    works = ((0, 0), (0, 1))
    found = mended(ill(week(1, days=2), 0, 1, 1), works, absent=(0,))
    assert found.result.works == ((0, 0),)
    assert found.result.layers[0] == 8


def test_service_asks_more_people_than_the_fewest() -> None:
    """The cover wanted calls somebody in only when service comes first."""
    station = week(3, days=1)
    more = replace(station, needs=(replace(station.needs[0], wanted=2),))
    works = ((0, 0),)
    assert mended(more, works, duties=(0,)).result.works == works
    assert len(mended(more, works, offer="service", duties=(0,)).result.works) == 2


def test_who_may_not_be_off_so_long_rests() -> None:
    """An officer whose rules forbid the absence gets no shift any more, and keeps what has begun."""
    station = week(2, days=5)
    strict = replace(station.officers[0], off_run=Runs(longest=2))
    station = replace(station, officers=(strict, station.officers[1]))
    works = ((0, 0), (0, 2), (0, 4), (1, 1), (1, 3))
    found = mended(ill(station, 0, 1, 4), works, Now(12 * HOUR_S, 0), absent=(0,))
    assert found.resting == (0,)
    assert (0, 0) in found.result.works
    assert all(one == 1 for one, shift in found.result.works if shift)


def test_a_pin_that_cannot_be_kept_is_told() -> None:
    """A cell decided by hand in a crew that has lost its other half is given up."""
    station = problem(
        officer(id="A"),
        officer(id="B", pins=((0, 0),)),
        days=1,
        shifts=[shift("day", 0)],
        duties=[duty(crew_size=2)],
        needs=[],
    )
    found = mended(ill(station, 0, 0, 0), ((0, 0), (1, 0)), absent=(0,))
    assert found.unpinned == ((1, 0),)
    assert found.result.works == ()


@pytest.mark.parametrize("seed", range(12))
def test_repairs_are_proven_least(seed: int) -> None:
    """No legal roster costs less by the prices of the offer: the model of everything proves it on small cases."""
    dice = Random(seed)
    station = random_problem(seed, officers=3, days=4)
    works = solve(station, Limits(time_s=0.5, iterations=20, workers=1)).works
    sick = dice.randrange(3)
    struck = ill(station, sick, 1, 2)
    given = offered(frozen(struck, works, BEFORE), dice.choice(["people", "cells", "service"]))
    best = exact(given, Limits(time_s=20.0, workers=1))
    found = mend(given, works, BEFORE, LIMITS, absent=(sick,))
    assert check(found.problem, found.result) == []
    if best is not None and not found.resting and not found.unpinned and not best.stuck:
        assert found.result.objective == best.objective


def test_frozen_knows_what_was_published() -> None:
    """Cells of the roster are published, those under a leave are not known, and past ones are pinned."""
    station = ill(week(2, days=3), 0, 2, 2)
    given = frozen(station, ((0, 0), (0, 2)), Now(DAY_S, 1))
    assert given.officers[0].published == (0, OFF, None)
    assert given.officers[1].published == (OFF, OFF, OFF)
    assert given.officers[0].pins == ((0, 0),)
    assert given.officers[1].pins == ((0, OFF),)


def test_helpers_of_the_roster() -> None:
    """Rows of officers that are not known are left out; who may do a duty has its skills."""
    station = week(2, days=1)
    assert works_of(station, ()) == ()
    assert able(station, (0,)) == {0, 1}
    assert still_there(ill(station, 0, 0, 0), ((0, 0), (1, 0))) == ((1, 0),)
    assert away(ill(station, 0, 0, 0), ill(station, 0, 0, 0).officers[0], 0)
    assert cells_of(station, ((1, 0),))[1] == {0: 0}
