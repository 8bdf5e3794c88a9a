"""Rules about officers who work together: crews, and squads on duty together."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from roster_cases import DAY_S, HOUR_S, cell, duty, officer, problem, shift, stated, works

from planner.rosters.check import check
from planner.rosters.problem import LAYERS, OFF, Together

SOFT = LAYERS.index("soft")


def codes(a_problem, pairs):
    return [violation.code for violation in check(a_problem, stated(a_problem, pairs))]


def crew(*officers, **rules):
    """Put all officers on one shift of a duty with these rules."""
    p = problem(*officers, duties=[duty(**rules)], days=1)
    return codes(p, works(p, *("D" * len(officers))))


def aux(**changes):
    return officer(police=False, **changes)


def test_a_shift_has_a_whole_crew_or_nobody():
    """One of two is too few, three are not, and nobody is fine."""
    assert crew(officer(), crew_size=2) == ["roster_crew_too_small"]
    assert crew(officer(), officer(), officer(), crew_size=2) == []
    p = problem(duties=[duty(crew_size=2)])
    assert codes(p, ()) == []


def test_a_crew_is_of_one_shift():
    """Two who start at different times are no crew."""
    p = problem(officer(), officer(), duties=[duty(crew_size=2)], days=1)
    assert codes(p, works(p, "D", "E")) == ["roster_crew_too_small"] * 2


@pytest.mark.parametrize(
    ("police", "auxiliaries", "legal"),
    [(1, 1, True), (0, 2, False), (1, 2, False), (2, 1, True), (2, 2, True), (1, 3, False), (3, 0, True)],
)
def test_an_auxiliary_never_acts_alone(police, auxiliaries, legal):
    """One police officer in every crew of two, reckoned by the share of all who start together."""
    officers = [officer()] * police + [aux()] * auxiliaries
    assert crew(*officers, crew_size=2, crew_police=1) == ([] if legal else ["roster_crew_police"])


def test_skills_are_reckoned_like_police():
    """A driver for every two; a fourth without one asks for a second driver."""
    driver = officer(skills=frozenset({"driver"}))
    rules = {"crew_size": 2, "crew_skills": (("driver", 1),)}
    assert crew(driver, officer(), **rules) == []
    assert crew(driver, officer(), officer(), officer(), **rules) == ["roster_crew_skill"]
    assert crew(driver, driver, officer(), officer(), **rules) == []
    assert crew(officer(), officer(), **rules) == ["roster_crew_skill"]


def squad(*officers, points=None, **changes):
    rule = Together(squad="A", officers=tuple(range(len(officers))), points=points)
    return problem(*officers, together=(rule,), days=3, **changes)


def test_a_squad_works_the_same_shift_or_none():
    """Apart by template or by being off is apart; dates count one by one in the soft form."""
    hard = squad(officer(), officer())
    assert codes(hard, works(hard, "D-N", "D-N")) == []
    assert codes(hard, works(hard, "D--", "E--")) == ["roster_squad_apart"]
    assert codes(hard, works(hard, "D--", "---")) == ["roster_squad_apart"]
    priced = squad(officer(), officer(), points=7)
    assert codes(priced, works(priced, "DDD", "D-E")) == []
    assert stated(priced, works(priced, "DDD", "D-E")).layers[SOFT] == 14
    assert stated(priced, works(priced, "DDD", "DDD")).layers[SOFT] == 0


def test_a_squad_may_do_different_duties_in_the_same_shift():
    """Only the template counts."""
    shifts = [shift("day", 0), shift("day", 0, duty=1)]
    p = squad(officer(), officer(), duties=[duty(), duty("desk")], shifts=shifts)
    assert codes(p, [(0, 0), (1, 1)]) == []


def test_who_is_away_or_pinned_does_not_count():
    """Leave that touches any hour of the date, and any pin on the date, sets free."""
    away = squad(officer(), officer(leave=((DAY_S - HOUR_S, DAY_S),)))
    assert codes(away, works(away, "D--", "---")) == []
    assert codes(away, works(away, "-D-", "---")) == ["roster_squad_apart"]
    open_ = problem()
    pinned = squad(officer(), officer(pins=((1, cell(open_, "E", 1)), (2, OFF))))
    assert codes(pinned, works(pinned, "-DD", "-E-")) == []
    assert codes(pinned, works(pinned, "D--", "-E-")) == ["roster_squad_apart"]


def test_a_date_of_a_clock_change_has_its_own_length():
    """Sunday 2026-10-25 lasts 25 hours in Berlin: leave in its last hour is not leave on the Monday."""
    berlin = ZoneInfo("Europe/Berlin")
    changes = {"origin": dt.datetime(2026, 10, 24, tzinfo=berlin), "first": dt.date(2026, 10, 24)}
    shifts = [shift("day", day) for day in range(3)]
    p = squad(officer(), officer(leave=((2 * DAY_S, 2 * DAY_S + HOUR_S),)), shifts=shifts, **changes)
    assert codes(p, [(0, 1)]) == []
    assert codes(p, [(0, 2)]) == ["roster_squad_apart"]


def test_a_moment_is_told_in_the_time_of_the_station():
    """After the clock change a second names another hour than before."""
    changes = {"origin": dt.datetime(2026, 10, 24, tzinfo=ZoneInfo("Europe/Berlin")), "first": dt.date(2026, 10, 24)}
    p = problem(officer(duties=frozenset()), days=3, shifts=[shift("day", 0), shift("day", 2)], **changes)
    starts = [violation.params["start"] for violation in check(p, stated(p, [(0, 0), (0, 1)]))]
    assert starts == ["2026-10-24T06:00+02:00", "2026-10-26T05:00+01:00"]
