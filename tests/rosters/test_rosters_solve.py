"""The solver of rosters: against looking at every roster, repeatable, stoppable, honest about what it cannot do."""

from __future__ import annotations

import threading
from dataclasses import replace

import brute_roster
import pytest
from random_roster import random_problem
from roster_cases import HOUR_S, duty, need, officer, problem, works

from planner.domain.solving import Limits
from planner.rosters.check import check
from planner.rosters.check_layers import layers_of
from planner.rosters.check_sheet import sheet_of
from planner.rosters.problem import OFF, HoursLimit, Runs, Together
from planner.rosters.search import course
from planner.rosters.solve import solve

REPEATABLE = Limits(iterations=40, workers=1)
"""Steps are counted, not seconds, and one thread searches."""


def tidal_week(officers=10, days=7):
    """Give dates with three shifts each, eleven hours of rest, five dates in a row and at most 44 hours a week."""
    rules = {
        "rest_s": 11 * HOUR_S,
        "work_run": Runs(longest=5),
        "hours": (HoursLimit(rule="weekly_hours", first_day=0, last_day=6, most_s=44 * HOUR_S),),
    }
    needs = [need(template, day, 2, 3) for day in range(days) for template in ("day", "evening", "night")]
    return problem(*[officer(**rules) for _ in range(officers)], days=days, needs=needs)


@pytest.mark.parametrize("seed", [*range(12), 72, 135])
def test_it_agrees_with_looking_at_every_roster(seed):
    """A tiny roster must be legal and as good as the best of all; where none is legal, somebody must be stuck."""
    tiny = random_problem(seed)
    result = solve(tiny, Limits(iterations=60, workers=1, seed=seed))
    assert check(tiny, result) == []
    try:
        best, _ = brute_roster.best(tiny)
    except ValueError:
        assert set(result.stuck) > set(brute_roster.stuck(tiny))
        assert result.status == "feasible"
    else:
        assert result.stuck == brute_roster.stuck(tiny)
        assert result.bound <= result.objective == best


@pytest.fixture
def nothing_is_small(monkeypatch):
    """Leave every roster to the search, however small it is."""
    monkeypatch.setattr(course, "SMALL", 0)


def test_the_search_alone_comes_near_its_bound(nothing_is_small):
    """A week of ten officers must be legal, its figures true, and within a part in a thousand of its bound."""
    week = tidal_week()
    result = solve(week, REPEATABLE)
    assert check(week, result) == []
    assert result.layers == layers_of(week, sheet_of(week, result.works))
    assert result.layers[0] == 0
    assert result.objective == 13203
    assert 0.999 * result.objective <= result.bound <= result.objective


@pytest.fixture
def everything_is_cheap(nothing_is_small, monkeypatch):
    """Anneal every roster and climb to its bound, as is done for whole stations."""
    monkeypatch.setattr(course, "QUICK_ROWS", -1)
    monkeypatch.setattr(course, "CLIMB_WORK", 10**9)


@pytest.mark.parametrize("seed", range(20))
def test_annealed_rosters_are_legal_and_their_bounds_true(everything_is_cheap, seed):
    """A tiny roster must be legal, no better than the best of all and no worse than told, and its bound below it."""
    tiny = random_problem(seed)
    result = solve(tiny, Limits(iterations=400, workers=1, seed=seed))
    assert check(tiny, result) == []
    if result.stuck:
        return
    best, _ = brute_roster.best(tiny)
    assert result.bound <= best <= result.objective


def test_annealing_finds_the_best_week(everything_is_cheap):
    """A week of ten officers must be as good as the other search proves it, with a bound near it, every time."""
    week = tidal_week()
    one, two = (solve(week, Limits(iterations=300, workers=1)) for _ in range(2))
    assert check(week, one) == []
    assert one.objective == 13203
    assert 0.9 * one.objective <= one.bound <= one.objective
    assert (one.works, one.objective, one.bound) == (two.works, two.objective, two.bound)


def test_the_same_seed_gives_the_same_roster(nothing_is_small):
    """With one worker and a limit on steps the answer must not depend on the clock."""
    one, two = (solve(tidal_week(8, 5), Limits(iterations=40, workers=1, seed=7)) for _ in range(2))
    assert (one.works, one.objective, one.bound) == (two.works, two.objective, two.bound)


@pytest.mark.parametrize("questions", [1, 2, 4, 8])
def test_stopped_at_any_moment_the_roster_is_legal(questions):
    """Whenever progress asks to stop, the best so far must come back, legal, marked, and with an honest bound."""
    large, asked = tidal_week(officers=40, days=14), []

    def stop(progress):
        asked.append(progress)
        return len(asked) >= questions

    result = solve(large, Limits(time_s=60, workers=2), on_progress=stop)
    assert result.status in {"cancelled", "optimal"}
    assert result.seconds < 20
    assert check(large, result) == []
    assert {progress.stage for progress in asked} == {"roster"}
    known = [progress for progress in asked if progress.incumbent is not None]
    assert all(progress.bound <= progress.incumbent for progress in known)


def test_what_progress_raises_reaches_the_caller():
    """An exception in the progress function must come out, with no thread left behind."""
    asked = []

    def fail(progress):
        asked.append(progress)
        if len(asked) > 2:
            raise KeyError(progress.stage)
        return False

    before = threading.active_count()
    with pytest.raises(KeyError, match="roster"):
        solve(tidal_week(officers=40, days=14), Limits(time_s=60, workers=2), on_progress=fail)
    assert threading.active_count() == before


def test_without_time_the_roster_is_legal():
    """Without any time the roster must be legal and its bound honest."""
    week = tidal_week()
    result = solve(week, Limits(time_s=0, workers=1))
    assert result.status == "feasible"
    assert check(week, result) == []


def test_a_roster_to_begin_from_is_kept_when_nothing_is_better():
    """Of many rosters that are equally good, the one that is given must stay."""
    p = problem(officer(), officer(), officer(), days=3, needs=[need("day", day, 1) for day in range(3)])
    given = works(p, "--D", "D--", "-D-")
    result = solve(p, Limits(iterations=30, workers=1, seed=3), start=given)
    assert result.works == given
    assert result.status == "optimal"


def test_a_roster_to_begin_from_that_breaks_a_rule_is_mended():
    """Of an officer whose given shifts break a rule nothing is taken over."""
    p = problem(officer(rest_s=11 * HOUR_S), officer(), days=2, needs=[need("night", 0, 1), need("day", 1, 1)])
    result = solve(p, Limits(iterations=30, workers=1), start=works(p, "ND", "--"))
    assert check(p, result) == []
    assert result.layers[0] == 0


def test_who_has_no_schedule_at_all_is_stuck_and_the_others_are_rostered():
    """An officer whose pins leave too little rest must be named, and must not hold up the rest of the roster."""
    pinned = officer(rest_s=11 * HOUR_S, pins=((0, 2), (1, 3)))
    p = problem(pinned, officer(), days=2, needs=[need("day", 0, 1)])
    result = solve(p, Limits(iterations=30, workers=1))
    assert (result.stuck, result.works) == ((0,), works(p, "--", "D-"))
    assert check(p, result) == []


def test_who_is_pinned_to_a_crew_that_cannot_be_is_stuck():
    """A pin that sends an officer out alone where two must go leaves them without shifts, and nothing is proven."""
    p = problem(officer(pins=((0, 0),)), officer(duties=frozenset()), days=1, duties=[duty(crew_size=2)])
    result = solve(p, Limits(iterations=30, workers=1))
    assert (result.stuck, result.works, result.status) == ((0,), (), "feasible")
    assert check(p, result) == []


def test_a_crew_is_found_where_one_officer_must_work():
    """Who must work cannot be left out while somebody else could make up the crew, though that costs dear."""
    must = HoursLimit(rule="weekly_hours", first_day=0, last_day=0, least_s=8 * HOUR_S)
    shy = officer(pattern=(frozenset({"night"}),), weekends=())
    p = problem(officer(hours=(must,), pattern=(frozenset({"night"}),)), shy, days=1, duties=[duty(crew_size=2)])
    result = solve(p, Limits(iterations=30, workers=1))
    assert (result.stuck, result.works) == ((), works(p, "N", "N"))


def test_a_layer_without_weight_is_still_counted_truly():
    """What weighs nothing must be reported as the roster has it, not as the solver left it."""
    squad = Together(squad="A", officers=(0, 1), points=2)
    needs = [need("day", 0, 1), need("evening", 0, 0, 1)]
    p = problem(officer(), officer(), days=1, needs=needs, together=(squad,), weights=(100, 1, 3, 0, 0, 0, 0, 0))
    result = solve(p, Limits(iterations=60, workers=1))
    assert result.objective == 2
    assert check(p, result) == []


@pytest.mark.parametrize(("templates", "officers"), [((), 2), (("day",), 0), ((), 0)])
def test_without_shifts_or_officers_the_roster_is_empty(templates, officers):
    """The roster must be empty, proven, and short of all that is needed."""
    p = problem(officer(), days=1, templates=templates, needs=[need("day", 0, 1, 2, units=8)])
    p = replace(p, officers=(officer(id="o"),) * officers)
    result = solve(p, REPEATABLE)
    assert (result.status, result.works) == ("optimal", ())
    assert result.layers[:3] == (8, 0, 8)
    assert check(p, result) == []


def test_without_needs_nobody_works():
    """Hours cost, so without needs everybody is off, and that is proven."""
    p = problem(officer(), officer(), days=5)
    result = solve(p, REPEATABLE)
    assert (result.works, result.objective, result.status) == ((), 0, "optimal")


def test_a_date_pinned_off_stays_off():
    """The only officer's date off by hand must be kept, whatever is short."""
    p = problem(officer(pins=((0, OFF),)), days=2, needs=[need("day", 0, 1), need("day", 1, 1)])
    assert solve(p, REPEATABLE).works == works(p, "-D")
