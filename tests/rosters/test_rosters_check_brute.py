"""The oracle that looks at every roster: against plain enumeration, and against answers found by hand."""

from itertools import combinations

import pytest
from brute_roster import best, legal_schedules, stuck
from random_roster import random_problem
from roster_cases import HOUR_S, duty, need, officer, problem, shift, stated, works

from planner.rosters.check import check
from planner.rosters.problem import HoursLimit, Runs


def plainly(a_problem):
    """Take the cheapest of all sets of pairs that the check has nothing against."""
    pairs = [(o, s) for o in range(len(a_problem.officers)) for s in range(len(a_problem.shifts))]
    prices, out = [], stuck(a_problem)
    for count in range(len(pairs) + 1):
        for chosen in combinations(pairs, count):
            result = stated(a_problem, chosen, stuck=out)
            if not check(a_problem, result):
                prices.append(result.objective)
    return min(prices, default=None)


@pytest.mark.parametrize("seed", range(12))
def test_the_oracle_finds_what_plain_enumeration_finds(seed):
    """And its own roster is legal and costs what it says, whoever is stuck."""
    p = random_problem(seed, officers=2, days=2)
    cheapest = plainly(p)
    if cheapest is None:
        with pytest.raises(ValueError, match="no roster"):
            best(p)
        return
    objective, pairs = best(p)
    assert objective == cheapest
    assert check(p, stated(p, pairs, stuck=stuck(p), status="optimal", bound=objective)) == []


def test_an_answer_found_by_hand():
    """A night, another and a day: one in a row and rest leave the second night empty."""
    one = officer(night_run=Runs(longest=1), rest_s=11 * HOUR_S)
    p = problem(one, days=3, needs=[need("night", 0, 1), need("night", 1, 1), need("day", 2, 1)])
    objective, pairs = best(p)
    assert pairs == works(p, "N-D")
    assert objective == 20000 + 16 * 20 + 2


def test_schedules_of_an_officer():
    """Off and two shifts on each of two dates are nine; the rest between evening and day takes one."""
    p = problem(officer(rest_s=11 * HOUR_S), days=2, templates=("day", "evening"))
    schedules = legal_schedules(p, 0)
    assert len(schedules) == 8
    assert tuple(shift_ for _, shift_ in works(p, "ED")) not in schedules


def test_officers_who_are_stuck_stay_at_home():
    """The others are rostered all the same."""
    hopeless = officer(hours=(HoursLimit(rule="contract_hours", first_day=0, last_day=1, least_s=99 * HOUR_S),))
    p = problem(hopeless, officer(), days=2, needs=[need("day", 0, 2)])
    assert stuck(p) == (0,)
    assert best(p)[1] == works(p, "", "D")


def test_no_legal_roster_is_an_error():
    """A pin for one officer alone on a shift that takes two."""
    p = problem(officer(pins=((0, 0),)), days=1, duties=[duty(crew_size=2)], shifts=[shift("day", 0)])
    with pytest.raises(ValueError, match="no roster"):
        best(p)


def test_three_officers_are_looked_at_together():
    """Three officers, four dates, two shifts a date: half a million rosters; the best fills every need."""
    needs = [need(template, day, 1) for day in range(4) for template in ("day", "night")]
    p = problem(*[officer(rest_s=11 * HOUR_S)] * 3, days=4, templates=("day", "night"), needs=needs)
    assert best(p)[0] == 8 * 8 * 20 + 2


def test_without_needs_nobody_works():
    """An empty roster is the cheapest."""
    assert best(problem(officer(), officer(), officer(), days=2)) == (0, ())
