"""One officer's schedules as the search sees them, word by word against the checker's rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from random_roster import random_problem
from roster_cases import HOUR_S, officer, past, problem, request, shift

from planner.rosters import check_rules
from planner.rosters.check_personal import PERSONAL
from planner.rosters.check_sheet import by_start
from planner.rosters.problem import LAYERS, OFF, HoursLimit, Runs, ShiftLimit, WeekendLimit
from planner.rosters.search.board import Board, Ground
from planner.rosters.search.pricer import Pricer

DAYS = 6


def cells_of(p):
    """Give the choices of each date: off, or one of its shifts."""
    return [[OFF, *(k for k, seen in enumerate(p.shifts) if seen.day == day)] for day in range(p.days)]


def is_legal(p, schedule):
    own = by_start(p, (k for k in schedule if k != OFF))
    return all(breach.points is not None for breach in check_rules.breaches(p, p.officers[0], own))


def is_taken(ground, schedule):
    """Walk automaton and counts by hand, as the dynamic programme would; True if every step is there."""
    desk = ground.desks[0]
    counts = desk.table.counters(frozenset(limit.template for limit in ground.problem.officers[0].shift_limits))
    entry = {shift: place for place, shift in enumerate(desk.allowed.tolist())}
    state, count, before = 0, counts.start, False
    for day, cell in enumerate(schedule):
        if counts.reset[day] >= 0:
            count = counts.resets[counts.reset[day], count]
            if count < 0:
                return False
        if cell == OFF:
            letter = desk.moves.step.shape[1] - 1
            if np.isinf(desk.off[day]):
                return False
        elif cell not in entry:
            return False
        else:
            symbol = desk.symbol[entry[cell]]
            letter = desk.letter[symbol]
            count = counts.gain[counts.mode[day], count, symbol]
            if count >= 0 and (desk.weekend_day[day] == 1 or (desk.weekend_day[day] == 2 and not before)):
                count = counts.weekend[count]
            if count < 0:
                return False
        state, before = desk.moves.step[state, letter], cell != OFF
        if state < 0:
            return False
    return bool(counts.ends[count])


def weights_of(p):
    return dict(zip(LAYERS, p.weights, strict=True))


def alone(seed):
    """Give a problem of one officer with two templates on six dates, whom nobody else concerns."""
    made = random_problem(seed, officers=1, days=DAYS)
    return replace(made, together=(), requirements=(), needs=())


@pytest.mark.parametrize("seed", range(24))
def test_the_search_takes_the_schedules_that_break_no_rule(seed):
    """Every word of three letters on six dates must be taken if and only if the checker finds it legal."""
    p = alone(seed)
    ground = Ground(p)
    told = [word for word in product(*cells_of(p)) if is_taken(ground, word) != is_legal(p, word)]
    assert told == []


@pytest.mark.parametrize("seed", range(24))
def test_a_schedule_costs_what_the_checker_counts(seed):
    """The price of a legal word and of its rows must be the checker's personal layers, and kinds, times weights."""
    p = alone(seed)
    ground = Ground(p)
    price = weights_of(p)
    for word in list(product(*cells_of(p)))[seed % 7 :: 7]:
        if not is_legal(p, word):
            continue
        board = Board(ground)
        board.put(ground.column(0, np.array(word, np.int32)))
        own = by_start(p, (k for k in word if k != OFF))
        counted = sum(price[layer] * count(p, 0, own) for layer, count in PERSONAL.items())
        kinds = len({p.shifts[k].shift for k in own})
        broken = crews_broken(p, own)
        if not broken:
            assert board.cost == counted + price["kinds"] * kinds


def crews_broken(p, own):
    return any(
        p.duties[p.shifts[k].duty].crew_size > 1
        or (p.duties[p.shifts[k].duty].crew_police and not p.officers[0].police)
        for k in own
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_cheapest_schedule_is_the_cheapest_of_all_words(seed):
    """At random prices of shifts the dynamic programme must find the least of all legal words."""
    p = replace(alone(seed), fair_shares=())
    ground, dice = Ground(p), np.random.default_rng(seed)
    base = dice.integers(-5000, 100, len(p.shifts)).astype(float)
    desk, pricer = ground.desks[0], Pricer(p)
    values, schedules = pricer.cheapest(desk, base, np.zeros(desk.allowed.size), np.zeros(DAYS), most=3)
    prices = [
        ground.column(0, np.array(word, np.int32)).cost + sum(base[k] for k in word if k != OFF)
        for word in product(*cells_of(p))
        if is_legal(p, word)
    ]
    if not prices:
        assert values.size == 0
        return
    assert values[0] == pytest.approx(min(prices))
    assert list(values) == sorted(values)
    assert all(is_legal(p, schedule.tolist()) for schedule in schedules)


def hours(rule, first_day, last_day, least_h=0, most_h=None):
    most_s = None if most_h is None else most_h * HOUR_S
    return HoursLimit(rule=rule, first_day=first_day, last_day=last_day, least_s=least_h * HOUR_S, most_s=most_s)


LIMITS = {
    "two spans": {"hours": (hours("w", 0, 2, 4, 20), hours("w", 3, 5, 12, 20))},
    "two rules": {"hours": (hours("w", 1, 4, 0, 20), hours("m", 0, 5, 10))},
    "an open span": {"hours": (hours("w", 0, 2, 8), hours("w", 3, 5, 0, 8))},
    "a gap between": {"hours": (hours("w", 0, 1, 0, 8), hours("w", 4, 5, 0, 12))},
    "nothing left": {"hours": (hours("w", 0, 2, 0, 0),)},
    "weekends": {"weekends": (WeekendLimit(weekends=((0, 1), (4, 5)), most=1),)},
    "weekends of two months": {
        "weekends": (WeekendLimit(weekends=((0, 1),), most=0), WeekendLimit(weekends=((3,), (5,)), most=1))
    },
    "templates": {"shift_limits": (ShiftLimit(template="night", most=2), ShiftLimit(template="half", most=0))},
    "all": {
        "hours": (hours("w", 0, 5, 12, 28),),
        "weekends": (WeekendLimit(weekends=((1, 2), (4, 5)), most=1),),
        "shift_limits": (ShiftLimit(template="half", most=3),),
    },
}


@pytest.mark.parametrize("rules", LIMITS.values(), ids=LIMITS)
def test_counts_are_kept_as_the_checker_counts_them(rules):
    """Hours over spans, weekends and shifts of a template: taken if and only if legal, for every word."""
    half = {"hours": (8, 12)}
    shifts = [shift(template, day, **own) for day in range(DAYS) for template, own in (("night", {}), ("half", half))]
    p = problem(officer(**rules), days=DAYS, shifts=shifts)
    ground = Ground(p)
    words = list(product(*cells_of(p)))
    assert [word for word in words if is_taken(ground, word) != is_legal(p, word)] == []
    assert len({is_legal(p, word) for word in words}) == 2


def test_two_nights_of_one_long_shift_are_a_run():
    """Soft runs of nights that one shift spans, with nights before the horizon, must cost what the checker counts."""
    long = {"hours": (20, 56)}
    shifts = [shift(template, day, **own) for day in range(4) for template, own in (("night", {}), ("long", long))]
    before = (past("night", -2), past("night", -1))
    person = officer(past=before, past_days=2, night_run=Runs(shortest=2, longest=3, points=7), requests=(request(1),))
    p = problem(person, days=4, shifts=shifts)
    ground = Ground(p)
    for word in product(*cells_of(p)):
        own = by_start(p, (k for k in word if k != OFF))
        assert is_taken(ground, word) == is_legal(p, word)
        if is_legal(p, word):
            price = ground.column(0, np.array(word, np.int32)).cost
            weights = {layer: weights_of(p)[layer] for layer in ("soft", "hours", "requests")}
            assert price == sum(weight * PERSONAL[layer](p, 0, own) for layer, weight in weights.items())
