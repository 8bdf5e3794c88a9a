"""Every rule of an officer's own shifts, kept and broken by hand; the history before the horizon counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from roster_words import DAY, broken, duty, officer, only, past, roster, scenario
from small_station import MONDAY

from planner.domain.force import Leave
from planner.domain.plan import Fix, Plan, SolverReport, Unmet
from planner.domain.rostering import (
    MonthlyHours,
    PastShift,
    Rest,
    RestAfterLong,
    RosterPin,
    Rotation,
    Rule,
    RuleBook,
    Run,
    ShiftCounts,
    Successions,
    Weekends,
    WeeklyHours,
)

A = officer("a")
CONTRACT = officer("a", least_weekly_hours=24.0)
LONG = only(rest_after_long=RestAfterLong(free_days=2))
MONTH = only(monthly_hours=MonthlyHours(most_h=32))
WEEKENDS = only(weekends=Weekends(most=1))
CASES: dict[str, tuple[RuleBook, str, str, str, str, dict[str, Any]]] = {
    # book, code, word that keeps the rule, word that breaks it once, history, more
    "rest": (only(rest=Rest(hours=11)), "rest_too_short", "DD-E-D-", "DD-ED--", "", {}),
    "rest_past": (only(rest=Rest(hours=11)), "rest_too_short", "-D", "D", "N", {}),
    "free_days": (LONG, "roster_free_days_missing", "L--L---", "L-L----", "", {}),
    "free_days_past": (LONG, "roster_free_days_missing", "-D", "D-", "L-", {}),
    "succession": (only(successions=Successions(pairs=(("E", "D"),))), "roster_succession", "E-DE", "-ED", "", {}),
    "succession_past": (only(successions=Successions(pairs=(("E", "D"),))), "roster_succession", "E", "D", "E", {}),
    "week": (only(weekly_hours=WeeklyHours(most_h=32)), "too_many_hours", "DDDD---D", "DDDDD--D", "", {"days": 14}),
    "month": (MONTH, "roster_hours_above", "DDDD----D", "D-DD-DD-D", "", {"days": 14}),
    "month_past": (MONTH, "roster_hours_above", "DD", "DDD", "DD", {"days": 14}),
    "counted": (only(weekly_hours=WeeklyHours(most_h=32)), "too_many_hours", "L-L----", "L-L-D--", "", {}),
    "split": (only(weekly_hours=WeeklyHours(most_h=16)), "too_many_hours", "SS", "SSS", "", {}),
    "work_longest": (only(work_run=Run(longest=3)), "run_too_long", "DDD-DDD", "DDDD-DD", "", {}),
    "work_longest_past": (only(work_run=Run(longest=3)), "run_too_long", "D-DD", "DD-D", "DD", {}),
    "work_shortest": (only(work_run=Run(shortest=2)), "roster_run_too_short", "D-DD--D", "D-D--DD", "", {}),
    "work_shortest_past": (only(work_run=Run(shortest=2)), "roster_run_too_short", "DD-", "D--", "D-", {}),
    "nights_longest": (only(night_run=Run(longest=2)), "nights_too_long", "NN-NN-N", "NNN-NN-", "", {}),
    "nights_longest_past": (only(night_run=Run(longest=2)), "nights_too_long", "ND", "NN", "DN", {}),
    "nights_shortest": (only(night_run=Run(shortest=2)), "roster_nights_too_few", "-NN----", "-N-----", "", {}),
    "off_longest": (only(days_off_run=Run(longest=2)), "roster_off_too_long", "D--D--D", "D---D--", "", {}),
    "off_longest_past": (only(days_off_run=Run(longest=2)), "roster_off_too_long", "--D--DD", "---D--D", "D", {}),
    "off_shortest": (only(days_off_run=Run(shortest=2)), "roster_off_too_short", "-D--DD-", "DD-D--D", "", {}),
    "weekends": (WEEKENDS, "roster_weekends_too_many", "-----DD", "-----D-------D", "", {"days": 28}),
    "counts": (only(shift_counts=ShiftCounts(most={"N": 1})), "roster_shifts_too_many", "N-D", "N-N", "", {}),
}  # fmt: skip


def _known(before: str) -> tuple[PastShift, ...]:
    """Give a history in which somebody works on each date, so that all of it counts as known."""
    return (*past("a", before), *past("somebody", "D" * len(before)))


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_rule_is_kept_and_broken(name: str) -> None:
    """One word keeps the rule, another breaks it once and nothing else."""
    book, code, good, bad, before, more = CASES[name]
    of = scenario(A, **{"days": 7, "rules": book, "history": _known(before), **more})
    assert broken(of, a=good) == []
    assert broken(of, a=bad) == [code]


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_rule_with_a_weight_or_switched_off_may_be_broken(name: str) -> None:
    """What has a price is no violation, and neither is a rule that is off."""
    book, _, _, bad, before, more = CASES[name]
    on = next(key for key in RuleBook.model_fields if getattr(book, key).on)
    for change in ({"weight": 5}, {"on": False}):
        loose = book.model_copy(update={on: getattr(book, on).model_copy(update=change)})
        of = scenario(A, **{"days": 7, "rules": loose, "history": _known(before), **more})
        assert broken(of, a=bad) == []


def test_hours_of_the_horizon() -> None:
    """On average nobody works more than their weekly hours, and everybody what the contract asks, leave taken off."""
    most = scenario(officer("a", weekly_hours=20.0), days=14, rules=only(average_hours=Rule()))
    assert broken(most, a="DDDDD") == []
    assert broken(most, a="DDDDDD") == ["roster_hours_above"]
    least = scenario(CONTRACT, rules=only(contract_hours=Rule()))
    assert broken(least, a="DDD") == []
    assert broken(least, a="DD") == ["roster_hours_below"]
    away = CONTRACT.model_copy(update={"leave": (Leave(start=MONDAY + 3 * DAY, end=MONDAY + 6 * DAY),)})
    assert broken(scenario(away, rules=only(contract_hours=Rule())), a="DD") == []


def test_standby_counts_in_part() -> None:
    """With half a share four shifts of eight hours are sixteen."""
    of = scenario(A, rules=only(weekly_hours=WeeklyHours(most_h=16)), duties=(duty(counted_share=0.5),))
    assert broken(of, a="DDDD") == []
    assert broken(of, a="DDDDD") == ["too_many_hours"]


def test_a_week_that_is_full_already_allows_nothing_more() -> None:
    """What the history holds of a week counts; an officer whose week was too long before is not to blame for it."""
    wednesday = MONDAY + 2 * DAY
    before = tuple(
        shift.model_copy(update={"start": shift.start + 2 * DAY, "end": shift.end + 2 * DAY})
        for shift in past("a", "DD")
    )
    for most, code in ((24, []), (16, ["too_many_hours"]), (8, ["too_many_hours"])):
        rules = only(weekly_hours=WeeklyHours(most_h=most))
        of = scenario(A, rules=rules, history=before, roster_start=wednesday)
        assert broken(of, a="--D") == code
        assert broken(of, a="---------") == []


def test_two_shifts_on_a_date() -> None:
    """Two shifts that start on one date are refused even when hours lie between them."""
    of = scenario(A)
    twice = roster(of, a="D")
    evening = roster(of, a="E").roster
    assert broken(of, twice.model_copy(update={"roster": (*twice.roster, *evening)})) == ["roster_two_on_date"]


def test_a_split_shift_is_worked_whole() -> None:
    """One part alone is no shift; both parts are one."""
    of = scenario(A)
    whole = roster(of, a="S")
    assert len(whole.roster) == 2
    assert broken(of, whole) == []
    for row in whole.roster:
        assert broken(of, whole.model_copy(update={"roster": (row,)})) == ["split_shift_torn"]


def test_a_pause_on_leave_counts_as_on_leave() -> None:
    """A shift over midnight into a day of leave touches it."""
    of = scenario(officer("a", leave=(Leave(start=MONDAY + DAY, end=MONDAY + DAY),)))
    assert broken(of, a="D-D") == []
    assert broken(of, a="N") == ["on_leave"]


def test_a_shift_of_working_days() -> None:
    """The day kinds of the station decide on which dates a shift is worked."""
    of = scenario(A)
    assert broken(of, a="W---W--") == []
    assert broken(of, a="-----W-") == ["not_a_shift"]
    saturday = MONDAY + 5 * DAY
    moved = of.model_copy(update={"day_kinds": {saturday: "workday", MONDAY: "holiday"}})
    assert broken(moved, a="-----W-") == []
    assert broken(moved, a="W------") == ["not_a_shift"]


def test_the_last_shift_of_the_history_is_over() -> None:
    """Nobody starts while the night before the horizon still lasts, whatever the rest."""
    of = scenario(A, history=past("a", "L"))
    assert broken(of, a="E") == []
    assert broken(of, a="D") == ["two_shifts_at_once"]


def test_rest_is_real_time_when_clocks_change() -> None:
    """In the night to 28 March 2027 Berlin skips an hour: eleven hours on the clock are ten."""
    saturday = dt.date(2027, 3, 27)
    of = scenario(A, rules=only(rest=Rest(hours=16)), roster_start=saturday, days=2)
    berlin = of.model_copy(update={"station": of.station.model_copy(update={"timezone": "Europe/Berlin"})})

    def plan(day: dt.date) -> Plan:
        made = roster(berlin, a="DD")
        shift = day - MONDAY
        rows = tuple(row.model_copy(update={"start": row.start + shift, "end": row.end + shift}) for row in made.roster)
        return made.model_copy(update={"roster": rows})

    assert broken(berlin, plan(saturday)) == ["rest_too_short"]
    plain = berlin.model_copy(update={"roster": berlin.roster.model_copy(update={"start": saturday + 7 * DAY})})
    assert broken(plain, plan(saturday + 7 * DAY)) == []


@pytest.mark.parametrize("pattern", ["2xD 休 N|E *", "D, D, off, N|E, *"])
def test_a_rotation_is_followed(pattern: str) -> None:
    """On each date only the shifts of the pattern are worked; who follows begins later, and less is no breach."""
    followers = Rotation(name="r", pattern=pattern, squads=("one", "two"), step_days=1)
    officers = (officer("a", squad="one"), officer("b", squad="two"), officer("c"))
    of = scenario(*officers, roster_rotations=(followers,))
    assert broken(of, a="DD-NL", b="EDD-E", c="LNLNL") == []
    assert broken(of, a="D---D") == []
    assert broken(of, a="DDD") == ["roster_off_pattern"]
    assert broken(of, b="-N") == ["roster_off_pattern"]


def test_a_preset_with_the_usual_steps() -> None:
    """Four teams of 四班三运转 follow each other every two dates; the start may lie before the horizon."""
    preset = {"preset": "four-team-three-shift", "shifts": ("D", "E", "N"), "officers": ("a", "b")}
    of = scenario(
        A, officer("b"), roster_rotations=(Rotation(name="r", **preset, start=MONDAY - 2 * DAY, step_days=2),)
    )
    assert broken(of, a="EENN--D", b="DDEENN-") == []
    assert broken(of, a="D") == ["roster_off_pattern"]
    assert broken(of, b="E") == ["roster_off_pattern"]


def test_runs_are_never_too_short_for_followers_of_a_rotation() -> None:
    """A rotation of single duty dates breaks no shortest run; whoever is not in it still does."""
    turn = Rotation(name="r", pattern="D 休", squads=("one",))
    book = only(work_run=Run(shortest=2), days_off_run=Run(shortest=2), night_run=Run(shortest=2))
    of = scenario(officer("a", squad="one"), officer("b"), rules=book, roster_rotations=(turn,))
    assert broken(of, a="D-D-D-D", b="DD--DD-") == []
    assert "roster_run_too_short" in broken(of, a="D-D-D-D", b="D-D--DD")


def test_a_pattern_that_cannot_be_read_is_told() -> None:
    """A scenario made by hand may hold any text."""
    of = scenario(A, roster_rotations=(Rotation(name="r", pattern="D X", officers=("a",)),))
    assert broken(of, a="D") == ["rotation_unreadable"]


def test_pins_of_the_roster_are_kept() -> None:
    """A pinned shift is worked on the pinned duty, and a pinned date off is free."""
    on = RosterPin(officer="a", date=MONDAY, shift="D")
    off = RosterPin(officer="a", date=MONDAY + DAY, shift="off")
    of = scenario(A, roster_pins=(on, off))
    assert broken(of, a="D-") == []
    assert broken(of, a="DD") == ["roster_pin_broken"]
    assert broken(of, a="E-") == ["roster_pin_broken"]
    assert broken(of, a="--") == ["roster_pin_broken"]
    other = scenario(A, roster_pins=(on.model_copy(update={"duty": "else"}),))
    assert broken(other, a="D") == ["roster_pin_broken"]


def test_nothing_is_asked_of_an_officer_whom_the_plan_calls_stuck() -> None:
    """Contract, pins and runs are excused if the plan says that no roster is possible, as long as there is none."""
    rules = only(contract_hours=Rule(), days_off_run=Run(longest=2))
    of = scenario(CONTRACT, rules=rules, roster_pins=(RosterPin(officer="a", date=MONDAY, shift="D"),))
    none = roster(of)
    assert broken(of, none) == ["roster_hours_below", "roster_off_too_long", "roster_pin_broken"]
    stuck = Unmet(kind="cover", id="a", when=none.start, reason="officer_stuck", fix=Fix(code="search_longer"))
    assert broken(of, none.model_copy(update={"required_unmet": (stuck,)})) == []
    some = roster(of, a="-D").model_copy(update={"required_unmet": (stuck,)})
    assert "roster_hours_below" in broken(of, some)


def test_a_roster_that_was_stopped_early_owes_nothing() -> None:
    """The best so far may be empty; what is there still keeps the rules that forbid."""
    of = scenario(CONTRACT, rules=only(contract_hours=Rule(), rest=Rest(hours=11)))
    stopped = {"solver": {"roster": SolverReport(status="cancelled")}}
    assert broken(of, roster(of).model_copy(update=stopped)) == []
    assert broken(of, roster(of, a="ED").model_copy(update=stopped)) == ["rest_too_short"]
