"""Officers as the solver sees them: every rule of the scenario, resolved."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain.force import Leave
from planner.domain.noun import Window
from planner.domain.rostering import RosterPin, Rotation, RuleBook, Run, ShiftRequest
from planner.errors import InputRefused
from planner.rosters.prepare.dates import kind_of
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.prepare.officers import officers
from planner.rosters.prepare.shifts import shifts_around
from planner.rosters.problem import OFF, FreeAfter, Request, RosterOfficer, Runs, ShiftLimit, WeekendLimit

HOUR_S = 3600
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def small(scenario_of, officers_of, duty_of, shift_of):
    """Give the function that makes a station of three officers, two duties, and shifts D, N and S (split)."""

    def make(**more):
        split = shift_of("S", "06:00", "10:00", "desk").model_copy(
            update={"second": Window(start="18:00", end="22:00")}
        )
        rules = more.pop("rules", {})
        parts = {
            "officers": officers_of(3),
            "duties": [
                duty_of("patrol", ("00:00", "24:00", 1)),
                duty_of("desk", ("08:00", "16:00", 1), skills=("it",)),
            ],
            "shifts": [shift_of("D", "08:00", "16:00"), shift_of("N", "20:00", "32:00", "patrol"), split],
            "day_start": "00:00",
        }
        return scenario_of(**{**parts, **more}, rules=rules)

    return make


def prepared(scenario):
    """Give the officers, and the shifts that their indices mean."""
    horizon = Horizon(scenario)
    shifts = tuple(s for s in shifts_around(scenario, horizon, kind_of(scenario)) if 0 <= s.start_s < horizon.end_s)
    return officers(scenario, horizon, shifts), shifts


def named(shifts, index):
    """Name a shift by date, template and duty."""
    return index if index in {OFF, None} else (shifts[index].day, shifts[index].shift, shifts[index].duty)


def rules(**changes):
    """Give a rule book as a file gives it."""
    return {"rules": RuleBook.model_validate(changes)}


OFF_RULES = {name: {"on": False} for name in RuleBook.model_fields}


def test_rules_that_are_off_say_nothing(small):
    """With every rule off an officer is bound by duties and skills only."""
    found, _ = prepared(small(rules=rules(**OFF_RULES)))
    assert found[0] == RosterOfficer(id="o1", duties=frozenset({0, 1}), contract_s=44 * HOUR_S)


def test_every_rule_arrives_with_its_figures_and_weight(small):
    """Rest, runs, free dates, weekends, counts and successions."""
    book = {
        "rest": {"hours": 10.5, "weight": 3},
        "rest_after_long": {"from_h": 12, "free_days": 2, "weight": 4},
        "work_run": {"shortest": 2, "longest": 5, "weight": 5},
        "night_run": {"longest": 2},
        "days_off_run": {"shortest": 2},
        "weekends": {"on": True, "most": 0, "weight": 6},
        "successions": {"on": True, "pairs": [["N", "D"]], "weight": 7},
        "shift_counts": {"on": True, "most": {"N": 2}, "weight": 8},
    }
    one = prepared(small(rules=rules(**book)))[0][0]
    assert (one.rest_s, one.rest_points) == (37800, 3)
    assert one.free_after == (FreeAfter(template="N", free_days=2, points=4),)
    assert one.work_run == Runs(shortest=2, longest=5, points=5)
    assert (one.night_run, one.off_run) == (Runs(longest=2), Runs(shortest=2))
    assert one.weekends == (WeekendLimit(weekends=((5, 6),), most=0, points=6),)
    assert (one.successions, one.successions_points) == (frozenset({("N", "D")}), 7)
    assert one.shift_limits == (ShiftLimit(template="N", most=2, points=8),)


@pytest.mark.parametrize(("from_h", "long"), [(8, ["D", "N", "S"]), (8.5, ["N"]), (12, ["N"]), (12.5, [])])
def test_a_split_shift_is_as_long_as_its_work(small, from_h, long):
    """The pause does not make a shift of eight hours one of sixteen."""
    one = prepared(small(rules=rules(rest_after_long={"from_h": from_h})))[0][0]
    assert [free.template for free in one.free_after] == long


def test_weekends_are_counted_in_blocks_of_four_weeks(small):
    """Nine weeks from a Monday have blocks of four, four and one weekends; a block within the limit is left out."""
    one = prepared(small(rules=rules(weekends={"on": True, "most": 1}) | {"days": 63}))[0][0]
    assert [limit.weekends for limit in one.weekends] == [
        tuple((7 * week + 5, 7 * week + 6) for week in block) for block in (range(4), range(4, 8))
    ]


def test_who_they_are(small, officers_of):
    """Service, squad, grid, duties, skills; peers are those who can do the same."""
    people = officers_of(4)
    people[1] = people[1].model_copy(update={"service": "auxiliary", "squad": "一组", "grid": "G1"})
    people[2] = people[2].model_copy(update={"skills": ("it",)})
    people[3] = people[3].model_copy(update={"skills": ("it",), "duties": ("patrol",)})
    found, _ = prepared(small(officers=people))
    assert [one.police for one in found] == [True, False, True, True]
    assert (found[1].squad, found[1].grid, found[0].squad, found[0].grid) == ("一组", "G1", "", "")
    assert [one.duties for one in found] == [frozenset({0, 1})] * 3 + [frozenset({0})]
    assert [one.peers for one in found] == [0, 0, 1, 0]


def test_leave_runs_from_midnight_to_midnight(small, officers_of):
    """Days of leave are taken off the contract; leave outside the horizon changes nothing."""
    away = Leave(start=MONDAY + dt.timedelta(1), end=MONDAY + dt.timedelta(2))
    later = Leave(start=MONDAY + dt.timedelta(70), end=MONDAY + dt.timedelta(71))
    people = [one.model_copy(update={"leave": (away, later)}) for one in officers_of(1)]
    one = prepared(small(officers=people))[0][0]
    assert one.leave[0] == (24 * HOUR_S, 72 * HOUR_S)
    assert one.contract_s == 44 * HOUR_S * 5 // 7


def test_a_day_of_leave_is_as_long_as_the_clock_makes_it(small, officers_of):
    """In Berlin the night of 29 March 2026 lacks an hour."""
    away = Leave(start=dt.date(2026, 3, 29), end=dt.date(2026, 3, 29))
    people = [one.model_copy(update={"leave": (away,)}) for one in officers_of(1)]
    scenario = small(officers=people, zone="Europe/Berlin", rules={"start": dt.date(2026, 3, 28), "days": 3})
    assert prepared(scenario)[0][0].leave == ((24 * HOUR_S, 47 * HOUR_S),)


def test_pins_name_the_shift_of_a_duty_that_is_theirs(small, officers_of):
    """Without a duty it is the first that the officer may do and is trained for."""
    pins = (
        RosterPin(officer="o1", date=MONDAY + dt.timedelta(2), shift="off"),
        RosterPin(officer="o1", date=MONDAY, shift="D"),
        RosterPin(officer="o2", date=MONDAY, shift="D", duty="desk"),
        RosterPin(officer="o3", date=MONDAY, shift="D"),
        RosterPin(officer="o3", date=MONDAY + dt.timedelta(7), shift="D"),
    )
    people = officers_of(3)
    people[2] = people[2].model_copy(update={"duties": ("desk",), "skills": ("it",)})
    found, shifts = prepared(small(officers=people, rules={"pins": pins}))
    told = [[(day, named(shifts, index)) for day, index in one.pins] for one in found]
    assert told == [[(0, (0, "D", 0)), (2, OFF)], [(0, (0, "D", 1))], [(0, (0, "D", 1))]]


def test_a_pin_of_a_shift_that_is_not_worked_is_refused(small):
    """The fault names the pin, the officer, the date and the shift."""
    pins = (
        RosterPin(officer="o1", date=MONDAY, shift="off"),
        RosterPin(officer="o2", date=MONDAY, shift="N", duty="desk"),
    )
    with pytest.raises(InputRefused) as refused:
        prepared(small(rules={"pins": pins}))
    (fault,) = refused.value.faults
    assert (fault.code, fault.place) == ("roster_pin_not_worked", "[roster]: pins[2]")
    assert fault.params == {"officer": "o2", "date": "2026-11-23", "shift": "N (desk)"}


def test_a_day_off_wanted_is_any_shift_unwanted(small):
    """Wishes for a shift, for any, for a day off, and against each of them; those of other dates fall out."""
    wishes = [("D", True), ("", True), ("off", True), ("D", False), ("", False), ("off", False)]
    requests = [
        ShiftRequest(officer="o1", date=MONDAY + dt.timedelta(day), shift=shift, wanted=wanted, weight=day + 1)
        for day, (shift, wanted) in enumerate(wishes)
    ]
    requests += [ShiftRequest(officer="o1", date=MONDAY - dt.timedelta(1)), ShiftRequest(officer="o2", date=MONDAY)]
    one = prepared(small(requests=tuple(requests)))[0][0]
    says = [({"D"}, True), (set(), True), (set(), False), ({"D"}, False), (set(), False), (set(), True)]
    assert one.requests == tuple(
        Request(day=day, templates=frozenset(codes), wanted=wanted, points=day + 1)
        for day, (codes, wanted) in enumerate(says)
    )


@pytest.mark.parametrize(
    ("start", "days", "says"),
    [
        (None, 7, [("D",), ("N",), (), None, ("D",), ("N",), ()]),
        (MONDAY + dt.timedelta(1), 3, [None, ("D",), ("N",)]),
        (MONDAY - dt.timedelta(6), 3, [(), None, ("D",)]),
    ],
)
def test_a_rotation_is_laid_over_the_horizon(small, start, days, says):
    """Again and again, before its start as well as after it."""
    turn = Rotation(name="r", pattern="D N 休 *", officers=("o1",), start=start)
    found, _ = prepared(small(rules={"rotations": (turn,), "days": days}))
    assert found[0].pattern == tuple(None if codes is None else frozenset(codes) for codes in says)
    assert found[1].pattern == ()
    assert [one.pattern_points for one in found[:2]] == [turn.weight, 0]


def starts(found):
    """Tell for each officer on which dates the pattern has a shift."""
    return [[day for day, codes in enumerate(one.pattern) if codes] for one in found]


def test_a_follower_has_no_shortest_run(small, officers_of):
    """Who follows a rotation may work single dates; the longest run, and everybody else's shortest, hold."""
    turn = Rotation(name="r", pattern="D 休", officers=("o1",))
    book = RuleBook(work_run=Run(shortest=2, longest=5))
    found, _ = prepared(small(officers=officers_of(2), rules={"rotations": (turn,), "rules": book}))
    assert [(one.work_run.shortest, one.work_run.longest) for one in found] == [(1, 5), (2, 5)]


def test_squads_and_officers_begin_one_after_the_other(small, officers_of):
    """Two squads, then an officer; each a step later."""
    people = [one.model_copy(update={"squad": squad}) for one, squad in zip(officers_of(4), "abab", strict=True)]
    people[3] = people[3].model_copy(update={"squad": ""})
    turn = Rotation(name="r", pattern="D 3x休", squads=("b", "a"), officers=("o4",), step_days=1)
    assert starts(prepared(small(officers=people, rules={"rotations": (turn,)}))[0]) == [[1, 5], [0, 4], [1, 5], [2, 6]]


def test_the_step_parts_the_turn_evenly(small, officers_of):
    """Four share a turn of eight dates two by two; six share one of four with two on no date more than on another."""
    everybody = tuple(f"o{k}" for k in range(1, 7))
    four = Rotation(name="r", preset="1-on-3-off", shifts=("N",), officers=everybody)
    found, _ = prepared(small(officers=officers_of(6), rules={"rotations": (four,), "days": 4}))
    per_day = [sum(bool(one.pattern[day]) for one in found) for day in range(4)]
    assert sorted(per_day) == [1, 1, 2, 2]
    eight = Rotation(name="r", pattern="2xD 2xN 4x休", officers=everybody[:4])
    found, _ = prepared(small(officers=officers_of(4), rules={"rotations": (eight,), "days": 8}))
    assert [one.pattern.index(frozenset({"D"})) for one in found] == [0, 2, 4, 6]
    assert [starts([one])[0] for one in found] == [[0, 1, 2, 3], [2, 3, 4, 5], [4, 5, 6, 7], [0, 1, 6, 7]]


def test_a_shift_that_is_not_worked_on_a_date_is_off_there(small, shift_of):
    """A pattern of working days leaves a holiday free; other shifts of the date remain, and the choice to be off."""
    office = shift_of("W", "09:00", "17:00").model_copy(update={"calendar": "workdays"})
    turn = Rotation(name="r", pattern="W|休 W|N|休", officers=("o1",))
    scenario = small(
        shifts=[office, shift_of("N", "20:00", "32:00", "patrol")],
        rules={"rotations": (turn,), "start": dt.date(2026, 9, 30), "days": 4, "calendar": "cn"},
    )
    assert prepared(scenario)[0][0].pattern == tuple(map(frozenset, ({"W", "off"}, {"N", "off"}, (), {"N", "off"})))
