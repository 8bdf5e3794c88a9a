"""Every rule alone: possible where it is kept, impossible where it is broken, possible again without it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ortools.sat.python import cp_model
from roster_cases import DAY_S, HOUR_S, cell, duty, officer, past, problem, works

from planner.rosters.model import rules
from planner.rosters.model.facts import Fact
from planner.rosters.model.rules import BANS, RULES, framed
from planner.rosters.problem import OFF, FreeAfter, HoursLimit, Runs, ShiftLimit, Together, WeekendLimit


def possible(a_problem, *words, off=()):
    """Tell whether exactly this roster is possible, with some facts switched off."""
    frame = framed(a_problem, switched=True)
    asked = set(works(a_problem, *words))
    for pair, variable in frame.of.items():
        frame.model.add(variable == (pair in asked))
    for fact, switch in frame.switches.items():
        frame.model.add(switch == (fact not in off))
    return cp_model.CpSolver().solve(frame.model) == cp_model.OPTIMAL


def limits(**changes):
    """Give the limit of counted hours of three dates."""
    return (HoursLimit(rule="weekly_hours", first_day=0, last_day=2, **changes),)


CASES = {
    "duties": (officer(), officer(duties=frozenset({1})), "D--", Fact("duties", item=0)),
    "leave": (officer(leave=((DAY_S, 2 * DAY_S),)), officer(leave=((0, DAY_S),)), "D--", Fact("leave", 0, 0)),
    "night into leave": (
        officer(leave=((2 * DAY_S, 3 * DAY_S),)),
        officer(leave=((DAY_S, 2 * DAY_S),)),
        "N--",
        Fact("leave", 0, 0),
    ),
    "pattern": (
        officer(pattern=(None, frozenset({"day"}), frozenset())),
        officer(pattern=(None, frozenset({"night"}), frozenset())),
        "DD-",
        Fact("pattern", 0),
    ),
    "rest": (officer(rest_s=16 * HOUR_S), officer(rest_s=17 * HOUR_S), "DD-", Fact("rest", 0)),
    "rest after history": (
        officer(rest_s=8 * HOUR_S, past=(past("evening", -1),), past_days=1),
        officer(rest_s=9 * HOUR_S, past=(past("evening", -1),), past_days=1),
        "D--",
        Fact("rest", 0),
    ),
    "free dates": (
        officer(free_after=(FreeAfter(template="night", free_days=1),)),
        officer(free_after=(FreeAfter(template="night", free_days=2),)),
        "N-D",
        Fact("free_after", 0, 0),
    ),
    "free dates after history": (
        officer(free_after=(FreeAfter(template="night", free_days=1),), past=(past("night", -2),), past_days=2),
        officer(free_after=(FreeAfter(template="night", free_days=1),), past=(past("night", -1),), past_days=2),
        "E--",
        Fact("free_after", 0, 0),
    ),
    "successions": (
        officer(successions=frozenset({("day", "evening")})),
        officer(successions=frozenset({("evening", "day")})),
        "ED-",
        Fact("successions", 0),
    ),
    "longest run": (
        officer(work_run=Runs(longest=3)),
        officer(work_run=Runs(longest=2)),
        "DDD",
        Fact("work_longest", 0),
    ),
    "longest run with history": (
        officer(work_run=Runs(longest=2), past=(past("day", -2),), past_days=2),
        officer(work_run=Runs(longest=2), past=(past("day", -1),), past_days=2),
        "DD-",
        Fact("work_longest", 0),
    ),
    "shortest run": (
        officer(work_run=Runs(shortest=1)),
        officer(work_run=Runs(shortest=2)),
        "-D-",
        Fact("work_shortest", 0),
    ),
    "longest nights": (
        officer(night_run=Runs(longest=2)),
        officer(night_run=Runs(longest=1)),
        "NN-",
        Fact("night_longest", 0),
    ),
    "last night counts": (
        officer(night_run=Runs(longest=2)),
        officer(night_run=Runs(longest=1)),
        "-NN",
        Fact("night_longest", 0),
    ),
    "shortest days off": (
        officer(off_run=Runs(shortest=1)),
        officer(off_run=Runs(shortest=2)),
        "D-D",
        Fact("off_shortest", 0),
    ),
    "longest days off": (
        officer(off_run=Runs(longest=2)),
        officer(off_run=Runs(longest=1)),
        "--D",
        Fact("off_longest", 0),
    ),
    "most hours": (
        officer(hours=limits(most_s=16 * HOUR_S)),
        officer(hours=limits(most_s=15 * HOUR_S)),
        "DD-",
        Fact("most_hours", 0, 0),
    ),
    "least hours": (
        officer(hours=limits(least_s=16 * HOUR_S)),
        officer(hours=limits(least_s=17 * HOUR_S)),
        "DD-",
        Fact("least_hours", 0, 0),
    ),
    "weekends": (
        officer(weekends=(WeekendLimit(weekends=((0, 1), (2,)), most=2),)),
        officer(weekends=(WeekendLimit(weekends=((0, 1), (2,)), most=1),)),
        "D-D",
        Fact("weekends", 0, 0),
    ),
    "shifts of a kind": (
        officer(shift_limits=(ShiftLimit(template="day", most=2),)),
        officer(shift_limits=(ShiftLimit(template="day", most=1),)),
        "DD-",
        Fact("shift_limit", 0, 0),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_personal_rule_alone(name):
    """The roster is possible where the rule allows it, impossible where not, and possible again without the rule."""
    keeps, breaks, word, fact = CASES[name]
    assert possible(problem(keeps, days=3), word)
    assert not possible(problem(breaks, days=3), word)
    assert possible(problem(breaks, days=3), word, off=(fact,))


def test_the_shortest_run_at_the_edge_counts_as_kept():
    """What touches the first or last date may have begun before or go on after."""
    a_problem = problem(officer(work_run=Runs(shortest=2)), days=4)
    assert possible(a_problem, "D--D")


def test_skills_are_needed():
    """Without the duty's skill nobody works it."""
    duties = (duty(skills=frozenset({"driving"})),)
    assert possible(problem(officer(skills=frozenset({"driving"})), days=1, duties=duties), "D")
    assert not possible(problem(officer(), days=1, duties=duties), "D")
    assert possible(problem(officer(), days=1, duties=duties), "D", off=(Fact("skills", item=0),))


@pytest.mark.parametrize(("pinned", "word"), [("D", "D-"), ("-", "-D")])
def test_pins_are_kept(pinned, word):
    """A pinned shift is worked, and a date pinned off is free."""
    base = problem(officer(), days=2)
    fixed = replace(base, officers=(replace(base.officers[0], pins=((0, cell(base, pinned, 0)),)),))
    other = "-" + word[1] if pinned == "D" else "D-"
    assert possible(fixed, word)
    assert not possible(fixed, other)
    assert possible(fixed, other, off=(Fact("pin", 0, 0),))


def test_nobody_is_in_two_places():
    """A shift that runs into the next one leaves no second one, with or without any rule."""
    long_night = problem(officer(), days=2, templates=("day", "night"))
    shifts = tuple(replace(s, end_s=s.end_s + HOUR_S) if s.shift == "night" else s for s in long_night.shifts)
    assert possible(long_night, "ND")
    assert not possible(replace(long_night, shifts=shifts), "ND")


def test_crews_start_together():
    """A crew of two goes out whole or not at all, with its police and its skill."""
    aux = officer(police=False)
    assert not possible(problem(officer(), officer(), days=1, duties=(duty(crew_size=2),)), "D", "-")
    assert possible(problem(officer(), officer(), days=1, duties=(duty(crew_size=2),)), "D", "D")
    with_police = (duty(crew_size=2, crew_police=1),)
    assert possible(problem(officer(), aux, days=1, duties=with_police), "D", "D")
    assert not possible(problem(aux, aux, days=1, duties=with_police), "D", "D")
    assert possible(problem(aux, aux, days=1, duties=with_police), "D", "D", off=(Fact("crew_police", item=0),))
    with_driver = (duty(crew_size=2, crew_skills=(("driving", 1),)),)
    driver = officer(skills=frozenset({"driving"}))
    assert possible(problem(officer(), driver, days=1, duties=with_driver), "D", "D")
    assert not possible(problem(officer(), officer(), days=1, duties=with_driver), "D", "D")


def test_squads_work_together():
    """A squad works the same template or none; who is on leave or pinned does not count."""
    squad = (Together(squad="a", officers=(0, 1)),)
    assert possible(problem(officer(), officer(), days=1, together=squad), "D", "D")
    assert not possible(problem(officer(), officer(), days=1, together=squad), "D", "E")
    assert not possible(problem(officer(), officer(), days=1, together=squad), "D", "-")
    away = officer(leave=((0, DAY_S),))
    assert possible(problem(officer(), away, days=1, together=squad), "D", "-")
    pinned = officer(pins=((0, OFF),))
    assert possible(problem(officer(), pinned, days=1, together=squad), "D", "-")


def test_every_rule_has_its_own_function():
    """Rules are listed once, and each says what it forbids."""
    listed = [*BANS, *RULES]
    assert len({rule.__name__ for rule in listed}) == len(listed)
    assert all(rule.__doc__ and getattr(rules, rule.__name__) is rule for rule in listed)
