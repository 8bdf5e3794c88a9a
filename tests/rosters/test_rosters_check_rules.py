"""Each rule of one officer alone: kept it passes; broken it is named, or priced where it has points."""

import pytest
from roster_cases import (
    DAY_S,
    HOUR_S,
    cell,
    duty,
    officer,
    past,
    problem,
    shift,
    stated,
    works,
)

from planner.i18n.violations import VIOLATIONS, violation_text
from planner.rosters.check import check
from planner.rosters.problem import LAYERS, OFF, FreeAfter, HoursLimit, Runs, ShiftLimit, WeekendLimit

SOFT = LAYERS.index("soft")
TWO_WEEKENDS = ((5, 6), (12, 13))
WORKED_BEFORE = tuple(past("day", day) for day in (-3, -2, -1))
NIGHTS_BEFORE = (past("night", -2), past("night", -1))


def codes(a_problem, pairs):
    found = check(a_problem, stated(a_problem, pairs))
    for violation in found:
        assert "{" not in violation_text(violation, "en")
        assert violation_text(violation, "zh") != violation_text(violation, "en")
    assert {violation.code for violation in found} <= VIOLATIONS.keys()
    return [violation.code for violation in found]


def rest(hours, **more):
    return lambda points: {"rest_s": int(hours * HOUR_S), "rest_points": points, **more}


def free(days, **more):
    return lambda points: {"free_after": (FreeAfter(template="night", free_days=days, points=points),), **more}


def follow(**more):
    return lambda points: {
        "successions": frozenset({("evening", "day")}),
        "successions_points": points,
        **more,
    }


def run(name, *, shortest=1, longest=None, **more):
    return lambda points: {name: Runs(shortest=shortest, longest=longest, points=points), **more}


def hours(*, first=0, last=13, least_h=0, most_h=None):
    most_s = None if most_h is None else int(most_h * HOUR_S)
    limits = {"first_day": first, "last_day": last, "least_s": int(least_h * HOUR_S), "most_s": most_s}
    return lambda points: {"hours": (HoursLimit(rule="weekly_hours", points=points, **limits),)}


def weekends(most):
    return lambda points: {"weekends": (WeekendLimit(weekends=TWO_WEEKENDS, most=most, points=points),)}


def counts(most):
    return lambda points: {"shift_limits": (ShiftLimit(template="night", most=most, points=points),)}


BROKEN = [
    # the officer's rule, their fortnight, what it is called, by how many units it is broken in its soft form
    (rest(11), "ED", "rest_too_short", 1),
    (rest(11), "EDED", "rest_too_short", 2),
    (rest(16.5), "DD", "rest_too_short", 1),
    (rest(11, past=(past("evening", -1),)), "D", "rest_too_short", 1),
    (rest(11, past=(past("day", -2), past("evening", -1))), "D", "rest_too_short", 1),
    (free(2), "ND", "roster_free_days_missing", 2),
    (free(2), "N-D", "roster_free_days_missing", 1),
    (free(3, past=(past("night", -2),)), "D", "roster_free_days_missing", 2),
    (follow(), "ED", "roster_succession", 1),
    (follow(), "-EDED", "roster_succession", 2),
    (follow(past=(past("evening", -1),)), "D", "roster_succession", 1),
    (run("work_run", longest=2), "-DEN", "roster_run_too_long", 1),
    (run("work_run", longest=2), "DDDD-DDD", "roster_run_too_long", 3),
    (run("work_run", longest=3, past=WORKED_BEFORE, past_days=4), "D", "roster_run_too_long", 1),
    (run("work_run", longest=1, past=WORKED_BEFORE, past_days=4), "DD", "roster_run_too_long", 2),
    (run("work_run", shortest=3), "-D-", "roster_run_too_short", 2),
    (run("work_run", shortest=2, past_days=1), "D-", "roster_run_too_short", 1),
    (run("work_run", shortest=3, past=WORKED_BEFORE[1:], past_days=9), "-DD", "roster_run_too_short", 1),
    (run("night_run", longest=2), "NNN", "roster_nights_in_row", 1),
    (run("night_run", longest=2), "-----------NNN", "roster_nights_in_row", 1),
    (run("night_run", longest=1, past=NIGHTS_BEFORE[1:], past_days=1), "N", "roster_nights_in_row", 1),
    (run("night_run", shortest=2), "-N-", "roster_nights_too_few", 1),
    (run("night_run", shortest=3), "N", "roster_nights_too_few", 2),
    (run("off_run", longest=6), "D-------D----D", "roster_off_too_long", 1),
    (run("off_run", longest=5, past_days=3), "---D----D----D", "roster_off_too_long", 1),
    (run("off_run", shortest=2), "D-D", "roster_off_too_short", 1),
    (hours(most_h=16), "DDD", "roster_hours_above", 8),
    (hours(most_h=15.5), "DD", "roster_hours_above", 1),
    (hours(most_h=-2), "", "roster_hours_above", 2),
    (hours(first=1, last=2, most_h=8), "DDDD", "roster_hours_above", 8),
    (hours(least_h=24), "D", "roster_hours_below", 16),
    (hours(least_h=8.25), "D", "roster_hours_below", 1),
    (weekends(0), "-----DD", "roster_weekends_too_many", 1),
    (weekends(0), "-----D-------D", "roster_weekends_too_many", 2),
    (counts(1), "N-N-N", "roster_shifts_too_many", 2),
]

KEPT = [
    (rest(8), "ED"),
    (rest(16), "DD"),
    (rest(11), "E-D"),
    (rest(11, past=(past("evening", -1),)), "E"),
    (rest(11, past=(past("evening", -2), past("day", -1))), "D"),
    (free(2), "N--D"),
    (free(2), "DDDD"),
    (free(6), "-------------N"),
    (free(3, past=(past("night", -3), past("day", -1))), "D"),
    (free(1, past=(past("night", -2),)), "D"),
    (follow(), "E-D"),
    (follow(), "DE"),
    (follow(past=(past("evening", -2),)), "D"),
    (run("work_run", longest=2), "DD-DD"),
    (run("work_run", longest=3, past=WORKED_BEFORE, past_days=0), "DDD"),
    (run("work_run", longest=3, past=WORKED_BEFORE, past_days=4), "-DDD"),
    (run("work_run", longest=1, past=WORKED_BEFORE, past_days=4), "-D"),
    (run("work_run", shortest=3), "D-"),
    (run("work_run", shortest=3), "-------------D"),
    (run("work_run", shortest=3, past=WORKED_BEFORE, past_days=3), "-DDD"),
    (run("work_run", shortest=3, past=WORKED_BEFORE[1:], past_days=9), "D"),
    (run("night_run", longest=2), "NNEN"),
    (run("night_run", longest=1, past=NIGHTS_BEFORE[1:], past_days=1), "-N"),
    (run("night_run", longest=1, past=NIGHTS_BEFORE[:1], past_days=3), ""),
    (run("night_run", longest=1, past=NIGHTS_BEFORE, past_days=2), ""),
    (run("night_run", shortest=2, past=NIGHTS_BEFORE[1:]), ""),
    (run("night_run", shortest=2), "-------------N"),
    (run("night_run", shortest=2), "------------N"),
    (run("off_run", longest=6), "---D------D---"),
    (run("off_run", longest=6, past_days=3), "---D------D---"),
    (run("off_run", shortest=2), "-D--D-------D-"),
    (hours(most_h=16), "DD"),
    (hours(first=1, last=2, most_h=8), "D-DDDDD"),
    (hours(least_h=24), "DDD"),
    (hours(first=5, last=6, least_h=16), "-----DD"),
    (weekends(1), "-----DD"),
    (weekends(0), "DDDDD--DDDDD--"),
    (counts(1), "DDDDN"),
]


@pytest.mark.parametrize(("rule", "word", "code", "units"), BROKEN)
def test_a_broken_rule_is_named_or_priced(rule, word, code, units):
    """Without points the rule is a violation and costs nothing; with points it costs them and is none."""
    hard = problem(officer(**rule(None)), days=14)
    assert set(codes(hard, works(hard, word))) == {code}
    assert stated(hard, works(hard, word)).layers[SOFT] == 0
    priced = problem(officer(**rule(3)), days=14)
    assert codes(priced, works(priced, word)) == []
    assert stated(priced, works(priced, word)).layers[SOFT] == 3 * units


@pytest.mark.parametrize(("rule", "word"), KEPT)
def test_a_kept_rule_passes(rule, word):
    """What keeps a rule by the breadth of a hair is neither named nor priced."""
    hard = problem(officer(**rule(None)), days=14)
    assert codes(hard, works(hard, word)) == []
    priced = problem(officer(**rule(3)), days=14)
    assert stated(priced, works(priced, word)).layers[SOFT] == 0


def test_a_run_is_only_broken_by_dates_of_the_horizon_in_its_soft_form():
    """Three dates of history and one more: a run of four, of which only one date can still be helped."""
    rule = run("work_run", longest=1, past=WORKED_BEFORE, past_days=3)
    priced = problem(officer(**rule(5)))
    assert stated(priced, works(priced, "D")).layers[SOFT] == 5
    assert stated(priced, works(priced, "")).layers[SOFT] == 0


def test_two_shifts_on_a_date_are_one_too_many():
    """Even with rest between them an officer starts one shift a date."""
    p = problem(officer())
    assert codes(p, [(0, cell(p, "D", 0)), (0, cell(p, "N", 0))]) == ["roster_two_on_date"]
    assert codes(p, works(p, "DN")) == []


@pytest.mark.parametrize("points", [None, 4])
def test_two_shifts_at_once_are_never_legal(points):
    """A duty of 24 hours reaches into the next day's shift, whatever rest costs."""
    shifts = [shift("long", 0, hours=(8, 32)), shift("day", 1), shift("evening", 1)]
    p = problem(officer(rest_s=HOUR_S, rest_points=points), days=3, shifts=shifts)
    assert codes(p, [(0, 0), (0, 1)]) == ["roster_two_at_once"]
    assert codes(p, [(0, 0), (0, 2)]) == []


def test_a_shift_does_not_start_before_the_history_ends():
    """The night before the horizon ends at 06:00 of its first date, when the day starts."""
    early = shift("early", 0, hours=(5, 13))
    p = problem(officer(past=(past("night", -1),)), shifts=[early, shift("day", 0)])
    assert codes(p, [(0, 0)]) == ["roster_two_at_once"]
    assert codes(p, [(0, 1)]) == []


def test_only_allowed_duties_with_their_skills():
    """Duties that are not theirs and skills that they lack are named, one by one."""
    duties = [duty(), duty("desk", skills=frozenset({"radio", "law"}))]
    p = problem(
        officer(duties=frozenset({1}), skills=frozenset({"law"})),
        duties=duties,
        shifts=[shift("day", 0), shift("day", 1, duty=1)],
    )
    assert codes(p, [(0, 0)]) == ["roster_duty_not_allowed"]
    assert codes(p, [(0, 1)]) == ["roster_skill_missing"]


def test_leave_is_free_of_shifts():
    """A night that ends in the leave is in the way; one that ends as it begins is not."""
    p = problem(officer(leave=((DAY_S, 2 * DAY_S),)))
    assert codes(p, works(p, "N")) == ["roster_on_leave"]
    assert codes(p, works(p, "-E")) == ["roster_on_leave"]
    assert codes(p, works(p, "E-D")) == []
    late = problem(officer(leave=((30 * HOUR_S, 2 * DAY_S),)))
    assert codes(late, works(late, "N")) == []


def test_a_shift_that_lasts_through_a_whole_leave_is_in_it():
    """Leave of two hours inside a shift counts."""
    p = problem(officer(leave=((8 * HOUR_S, 10 * HOUR_S),)))
    assert codes(p, works(p, "D")) == ["roster_on_leave"]


def test_pins_hold():
    """A pinned shift is worked, that one and no other, and a pinned date off is free."""
    free_ = problem(officer())
    p = problem(officer(pins=((0, cell(free_, "E", 0)), (1, OFF))))
    assert codes(p, works(p, "E-D")) == []
    assert codes(p, works(p, "D")) == ["roster_pin_broken"]
    assert codes(p, works(p, "--D")) == ["roster_pin_broken"]
    assert codes(p, works(p, "EN")) == ["roster_pin_broken"]


def test_a_pin_names_the_duty_too():
    """The same hours on another duty are not what was pinned."""
    shifts = [shift("day", 0), shift("day", 0, duty=1)]
    p = problem(officer(pins=((0, 1),)), duties=[duty(), duty("desk")], shifts=shifts)
    assert codes(p, [(0, 1)]) == []
    assert codes(p, [(0, 0)]) == ["roster_pin_broken"]


def test_patterns_are_followed():
    """A date off is off, a date of one template takes no other, an open date takes all; a date may stay free."""
    p = problem(officer(pattern=(frozenset({"day", "night"}), frozenset(), None)))
    assert codes(p, works(p, "D-E")) == codes(p, works(p, "N--")) == codes(p, works(p, "---")) == []
    assert codes(p, works(p, "E--")) == ["roster_off_pattern"]
    assert codes(p, works(p, "-D-")) == ["roster_off_pattern"]


def test_hours_are_those_that_count():
    """A duty of 24 hours that counts 16 keeps a limit of 16."""
    long = shift("long", 0, hours=(8, 32), counted_s=16 * HOUR_S)
    limit = HoursLimit(rule="weekly_hours", first_day=0, last_day=6, most_s=16 * HOUR_S)
    p = problem(officer(hours=(limit,)), shifts=[long])
    assert codes(p, [(0, 0)]) == []
    full = problem(officer(hours=(limit,)), shifts=[shift("long", 0, hours=(8, 32))])
    assert codes(full, [(0, 0)]) == ["roster_hours_above"]


def test_a_long_duty_asks_for_free_dates():
    """值一休二: two dates without a start after a duty of 24 hours, counted from the date of its start."""
    shifts = [shift("long", 0, hours=(8, 32)), *(shift("day", day) for day in range(1, 5))]
    p = problem(officer(free_after=(FreeAfter(template="long", free_days=2),)), shifts=shifts)
    assert codes(p, [(0, 0), (0, 3)]) == []
    assert codes(p, [(0, 0), (0, 2)]) == ["roster_free_days_missing"]


def test_rest_after_a_split_shift_counts_from_its_second_part():
    """08-12 and 18-22, then 08 again: ten hours of rest."""
    split = [shift("split", day, hours=(8, 22), pause_h=(12, 18)) for day in range(2)]
    assert codes(problem(officer(rest_s=10 * HOUR_S), shifts=split), [(0, 0), (0, 1)]) == []
    assert codes(problem(officer(rest_s=11 * HOUR_S), shifts=split), [(0, 0), (0, 1)]) == ["rest_too_short"]


def test_rules_hold_for_officers_without_a_shift():
    """Contract hours are missed most by those who never work."""
    limit = HoursLimit(rule="contract_hours", first_day=0, last_day=6, least_s=HOUR_S)
    p = problem(officer(), officer(hours=(limit,)))
    assert codes(p, works(p, "D", "")) == ["roster_hours_below"]
