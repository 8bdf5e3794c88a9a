"""The CP-SAT model must find what looking at every roster finds, and its figures must stand up to the check."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from brute_roster import best, stuck
from random_roster import random_problem as other_random_problem
from roster_cases import HOUR_S, cell, duty, fair, need, officer, past, problem, request, shift

from planner.domain.solving import Limits
from planner.rosters.check import check
from planner.rosters.model.exact import exact
from planner.rosters.problem import (
    FREE_OFF,
    LAYERS,
    OFF,
    ChangePrices,
    FreeAfter,
    HoursLimit,
    Requirement,
    Runs,
    ShiftLimit,
    Together,
    WeekendLimit,
)

LIMITS = Limits(time_s=20.0, seed=1, workers=1)


def random_officer(draw, days):
    """Give an officer with a few rules, hard and soft."""
    price = lambda: draw.choice([None, None, draw.randint(1, 9)])  # noqa: E731
    changes = {}
    options = {
        "duties": lambda: frozenset(draw.sample([0, 1], draw.randint(1, 2))),
        "skills": lambda: frozenset({"driving"}),
        "police": lambda: draw.random() < 0.5,
        "leave": lambda: ((draw.randint(0, days * 24) * HOUR_S, (days * 24 + 1) * HOUR_S),),
        "rest_s": lambda: draw.choice([9, 11, 17, 25]) * HOUR_S,
        "rest_points": price,
        "free_after": lambda: (FreeAfter(template=draw.choice(["day", "night"]), free_days=2, points=price()),),
        "work_run": lambda: Runs(shortest=draw.randint(1, 3), longest=draw.choice([None, 3]), points=price()),
        "night_run": lambda: Runs(shortest=draw.randint(1, 2), longest=draw.choice([None, 2]), points=price()),
        "off_run": lambda: Runs(shortest=draw.randint(1, 2), longest=draw.choice([None, 2]), points=price()),
        "hours": lambda: (
            HoursLimit(
                rule="weekly_hours",
                first_day=0,
                last_day=draw.randint(1, days - 1),
                least_s=draw.choice([0, 15 * HOUR_S]),
                most_s=draw.choice([None, 20 * HOUR_S]),
                points=price(),
            ),
        ),
        "weekends": lambda: (WeekendLimit(weekends=((0, 1), (3, 4)), most=draw.randint(0, 1), points=price()),),
        "shift_limits": lambda: (ShiftLimit(template="night", most=1, points=price()),),
        "successions": lambda: frozenset({("night", "day")}),
        "successions_points": price,
        "pattern": lambda: tuple(draw.choice([None, frozenset(), frozenset({"day"})]) for _ in range(days)),
        "requests": lambda: (
            request(draw.randrange(days), "day", wanted=draw.random() < 0.5, points=draw.randint(1, 5)),
            request(draw.randrange(days), wanted=False, points=2),
        ),
        "past_days": lambda: 3,
        "past": lambda: (past("night", -1),),
    }
    for name in draw.sample(sorted(options), 6):
        changes[name] = options[name]()
    if "past" in changes:
        changes["past_days"] = 3
    return officer(**changes)


def random_problem(seed):
    """Give a tiny roster with rules of every kind."""
    draw = random.Random(seed)
    days = 4
    templates = ("day", "night")
    duties = (
        duty(
            crew_size=draw.choice([1, 2]), crew_police=draw.choice([0, 1]), crew_skills=(("driving", 1),) * (seed % 2)
        ),
        duty("desk"),
    )
    shifts = [shift(t, d, duty=(seed + d) % 2 if t == "day" else 0) for d in range(days) for t in templates]
    needs = [
        need(
            t,
            d,
            draw.randint(0, 2),
            draw.randint(2, 3),
            maximum=draw.choice([None, 1]),
            duty=draw.randrange(2),
            units=2,
        )
        for d in range(days)
        for t in templates
        if draw.random() < 0.6
    ]
    needs = [
        replace(n, maximum=None if n.maximum is None else n.wanted, under_points=draw.randint(1, 3)) for n in needs
    ]
    made = problem(
        *(random_officer(draw, days) for _ in range(3)),
        days=days,
        shifts=shifts,
        duties=duties,
        needs=needs,
        requirements=(
            Requirement(
                rule="duty_leader",
                key="leading",
                start_s=0,
                end_s=24 * HOUR_S,
                officers=frozenset({0, 1}),
                shifts=frozenset({0, 1, 2}),
                least=2,
                points=draw.choice([None, 3]),
            ),
        ),
        fair_shares=(
            fair(0, "nights", 1500),
            fair(1, "hours", 20 * HOUR_S * 1000, 8 * HOUR_S * 1000, 7),
            fair(2, "weekends", -300, 1000, 5),
            fair(0, "turns:desk", 700, 1000, 4),
            fair(1, "holidays", 400, 1000, 6),
        ),
        weekends=((0, 1), (3,)),
        day_kinds=("holiday", *("workday",) * (days - 1)),
        together=(Together(squad="a", officers=(0, 2), points=4),) if draw.random() < 0.5 else (),
        change=ChangePrices(person=3, cell=2, called_in=4),
        weights=draw.choice([(20000, 2000, 400, 20, 10, 5, 2, 1), (1,) * 8]),
    )
    published = tuple(draw.choice([None, OFF, cell(made, "d", day)]) for day in range(days))
    officers = (replace(made.officers[0], published=published), *made.officers[1:])
    if seed % 5 == 0:
        officers = (*officers[:2], replace(officers[2], pins=((2, cell(made, "n", 2)), (0, OFF))))
    return replace(made, officers=officers)


@pytest.mark.parametrize("seed", range(48))
def test_the_model_agrees_with_looking_at_every_roster(seed):
    """Status, objective, every layer and the officers that are stuck must be those of the plain enumeration."""
    a_problem = random_problem(seed // 2) if seed % 2 else other_random_problem(seed // 2)
    result = exact(a_problem, LIMITS)
    try:
        least, _ = best(a_problem)
    except ValueError:
        assert result is None
        return
    assert result is not None
    assert result.status == "optimal"
    assert result.stuck == stuck(a_problem)
    assert check(a_problem, result) == []
    assert result.objective == least


@pytest.mark.parametrize(("points", "units"), [(None, None), (7, 1)])
def test_nights_before_the_roster_are_nobodys_fault(points, units):
    """Four nights before, the last on date 0, break a limit of two only once a night follows them."""
    before = tuple(past("night", day) for day in range(-4, 0))
    tired = officer(past=before, past_days=4, night_run=Runs(longest=2, points=points))
    free = problem(tired, days=2)
    assert exact(free, LIMITS).layers[LAYERS.index("soft")] == 0
    pinned = replace(free, officers=(replace(free.officers[0], pins=((0, cell(free, "n", 0)),)),))
    result = exact(pinned, LIMITS)
    assert result.stuck == ((0,) if units is None else ())
    assert result.layers[LAYERS.index("soft")] == (units or 0) * (points or 0)
    assert check(pinned, result) == []


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, 6),
        ({"pattern": (frozenset({"day", FREE_OFF}), None, frozenset())}, 0),
        ({"leave": ((0, HOUR_S * 24),)}, 3),
        ({"pins": ((0, OFF),)}, 3),
        ({"duties": frozenset({1})}, 0),
        ({"shift_limits": (ShiftLimit(template="day", most=0),)}, 0),
    ],
)
def test_dates_of_a_rotation_that_are_off_cost(changes, points):
    """Each date that names a shift costs when it is off, unless it may be off or the officer cannot work it."""
    day = frozenset({"day"})
    follower = officer(**({"pattern": (day, day, frozenset()), "pattern_points": 3} | changes))
    a_problem = problem(follower, days=3, weights=(20000, 1, 400, 2000, 10, 5, 2, 1))
    result = exact(a_problem, LIMITS)
    assert (result.works, result.layers[LAYERS.index("soft")]) == ((), points)
    assert check(a_problem, result) == []


def test_a_roster_that_is_not_proven_is_priced_again():
    """Stopped early, the layers told are those of the roster."""
    needs = [need(t, d, 2, 4) for d in range(14) for t in ("day", "night")]
    a_problem = problem(*(officer(rest_s=11 * HOUR_S) for _ in range(8)), days=14, needs=needs)
    result = exact(a_problem, Limits(time_s=20.0, seed=1, workers=1, iterations=20))
    assert result is None or check(a_problem, result) == []


def test_stops_when_asked():
    """A search that is stopped at once must come back, with a legal roster or with none."""
    a_problem = problem(*(officer() for _ in range(12)), days=28, needs=[need("day", d, 3) for d in range(28)])
    result = exact(a_problem, LIMITS, on_progress=lambda _: True)
    assert result is None or check(a_problem, result) == []
