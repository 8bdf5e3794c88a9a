"""The edges of the horizon: what was worked before, what is published, and hours of weeks cut in two."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from planner.domain.force import Leave
from planner.domain.noun import Window
from planner.domain.rostering import PastShift, RuleBook
from planner.rosters.prepare.dates import kind_of
from planner.rosters.prepare.history import known_days, past_of
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.prepare.hours import hours_limits, present_days
from planner.rosters.prepare.officers import officers
from planner.rosters.prepare.shifts import shifts_around
from planner.rosters.problem import OFF, HoursLimit, Past

HOUR_S = 3600
MONDAY = dt.date(2026, 11, 23)
ZONE = ZoneInfo("Asia/Shanghai")


def worked(day, hour, hours, shift="D", officer="o1", first=MONDAY, zone=ZONE, duty=""):
    """Give a shift that starts some dates before the first one, at an hour of the clock."""
    start = dt.datetime.combine(first + dt.timedelta(day), dt.time(hour), zone)
    end = (start.astimezone(dt.UTC) + dt.timedelta(hours=hours)).astimezone(zone)
    return PastShift(officer=officer, start=start, end=end, shift=shift, duty=duty)


@pytest.fixture
def small(scenario_of, officers_of, duty_of, shift_of):
    """Give the function that makes a station with shifts D, N and a duty of 24 hours that counts 16."""

    def make(**more):
        long = shift_of("24", "08:00", "32:00", "patrol").model_copy(update={"counted_h": 16.0})
        parts = {
            "officers": officers_of(2),
            "duties": [
                duty_of("patrol", ("00:00", "24:00", 1)),
                duty_of("standby", ("08:00", "16:00", 1), counted_share=0.5),
            ],
            "shifts": [shift_of("D", "08:00", "16:00"), shift_of("N", "23:00", "31:00", "patrol"), long],
            "day_start": "00:00",
        }
        return scenario_of(**{**parts, **more})

    return make


def past(scenario):
    """Give the history of a station."""
    return past_of(scenario, Horizon(scenario))


def limits(rules, scenario, shifts=()):
    """Give the limits of the first officer."""
    return hours_limits(RuleBook.model_validate(rules), scenario.officers[0], Horizon(scenario), shifts)


NONE = {name: {"on": False} for name in ("weekly_hours", "average_hours", "contract_hours", "monthly_hours")}


def test_a_night_before_the_horizon_ends_in_it(small):
    """The night belongs to date 0, the shift to the date before."""
    shifts = past(small(history=(worked(-1, 23, 8, "N"), worked(-2, 8, 8))))["o1"]
    assert shifts == (
        Past(template="D", day=-2, start_s=-40 * HOUR_S, end_s=-32 * HOUR_S, counted_s=8 * HOUR_S),
        Past(template="N", day=-1, start_s=-HOUR_S, end_s=7 * HOUR_S, counted_s=8 * HOUR_S, nights=(0,)),
    )


def test_what_counts_in_part_counts_in_part_before(small):
    """A duty of 24 hours counts 16, standby half, and a shift of a template that is gone what it lasted."""
    history = (worked(-6, 8, 24, "24"), worked(-4, 8, 8, duty="standby"), worked(-2, 8, 9, "old"))
    assert [shift.counted_s // HOUR_S for shift in past(small(history=history))["o1"]] == [16, 4, 9]


def test_the_pause_of_a_split_shift_is_not_worked(small, shift_of):
    """Two parts of four hours count eight; a span too short for its template counts whole."""
    split = shift_of("S", "00:00", "04:00").model_copy(update={"second": Window(start="10:00", end="14:00")})
    history = (worked(-3, 0, 14, "S"), worked(-1, 1, 6, "S"))
    shifts = past(small(shifts=[split], history=history))["o1"]
    assert [(shift.counted_s // HOUR_S, shift.nights) for shift in shifts] == [(8, (-3,)), (6, (-1,))]


def test_a_night_in_which_the_clock_changes(small):
    """In Berlin a night of eight hours on the clock lasts seven in March: real seconds count."""
    zone, first = ZoneInfo("Europe/Berlin"), dt.date(2026, 3, 29)
    scenario = small(
        zone="Europe/Berlin", rules={"start": first}, history=(worked(-1, 23, 7, "N", first=first, zone=zone),)
    )
    (shift,) = past(scenario)["o1"]
    assert (shift.day, shift.start_s, shift.end_s, shift.nights) == (-1, -HOUR_S, 6 * HOUR_S, (0,))
    assert dt.datetime(2026, 3, 29, 7, tzinfo=zone) == scenario.history[0].end


@pytest.mark.parametrize(
    ("days", "known"),
    [((), 0), ((-1,), 1), ((-2,), 0), ((-1, -2, -4), 2), (range(-20, 0), 14), ((-1, -2, -3), 3)],
)
def test_how_far_back_everything_is_known(small, days, known):
    """Back to the last date on which nobody worked, two weeks at most; the officers fill each other's days off."""
    history = tuple(worked(day, 8, 8, officer=f"o{1 + day % 2}") for day in days)
    assert known_days(past(small(history=history))) == known


def test_the_solver_is_given_two_weeks_and_hours_of_more(small):
    """Shifts of three weeks ago still count in the month, but are not handed on."""
    history = (worked(-21, 8, 8), worked(-14, 8, 8), worked(-1, 8, 8))
    rules = {"rules": RuleBook.model_validate(NONE | {"monthly_hours": {"on": True, "most_h": 100}})}
    scenario = small(history=history, rules=rules)
    horizon = Horizon(scenario)
    one = officers(scenario, horizon, tuple(shifts_around(scenario, horizon, kind_of(scenario))))[0]
    assert ([shift.day for shift in one.past], one.past_days) == ([-14, -1], 1)
    assert [limit.most_s // HOUR_S for limit in one.hours] == [76]


def test_weeks_are_those_of_the_calendar(small):
    """From Wednesday on nine dates: a week cut at its start, with its history taken off, and one cut at its end."""
    scenario = small(rules={"start": MONDAY + dt.timedelta(2), "days": 9})
    before = [Past(template="D", day=day, start_s=0, end_s=0, counted_s=10 * HOUR_S) for day in (-3, -2, -1)]
    found = limits(NONE | {"weekly_hours": {"weight": 9}}, scenario, before)
    assert found == (
        HoursLimit(rule="weekly_hours", first_day=0, last_day=4, most_s=24 * HOUR_S, points=9),
        HoursLimit(rule="weekly_hours", first_day=5, last_day=8, most_s=44 * HOUR_S, points=9),
    )


def test_a_week_that_is_used_up_leaves_nothing(small):
    """What is left is never negative: then not even a day off would be allowed."""
    scenario = small(rules={"start": MONDAY + dt.timedelta(3), "days": 2})
    before = [Past(template="D", day=-1, start_s=0, end_s=0, counted_s=50 * HOUR_S)]
    (limit,) = limits(NONE | {"weekly_hours": {"most_h": 48}}, scenario, before)
    assert limit.most_s == 0


def test_months_are_those_of_the_calendar(small):
    """A horizon over a month's end has two limits; only the first month has history."""
    scenario = small(rules={"start": dt.date(2026, 11, 25), "days": 14})
    before = [Past(template="D", day=day, start_s=0, end_s=0, counted_s=8 * HOUR_S) for day in (-26, -25, -24, -1)]
    found = limits(NONE | {"monthly_hours": {"on": True, "most_h": 160}}, scenario, before)
    assert [(limit.first_day, limit.last_day, limit.most_s // HOUR_S) for limit in found] == [(0, 5, 144), (6, 13, 160)]


@pytest.mark.parametrize(("days", "hours"), [(3, 44), (7, 44), (14, 88), (10, 44 * 10 / 7)])
def test_the_average_is_over_one_week_at_least(small, days, hours):
    """A short horizon may be worked like a week."""
    (limit,) = limits(NONE | {"average_hours": {}}, small(rules={"days": days}))
    assert (limit.rule, limit.first_day, limit.last_day) == ("average_hours", 0, days - 1)
    assert limit.most_s == int(hours * HOUR_S)


def test_the_contract_is_less_by_the_days_of_leave(small, officers_of):
    """At least 35 hours a week, two dates of fourteen away; without such hours there is no limit."""
    away = Leave(start=MONDAY - dt.timedelta(3), end=MONDAY + dt.timedelta(1))
    people = [one.model_copy(update={"leave": (away,), "least_weekly_hours": 35.0}) for one in officers_of(1)]
    scenario = small(officers=people, rules={"days": 14})
    assert present_days(people[0], Horizon(scenario)) == 12
    (limit,) = limits(NONE | {"contract_hours": {"weight": 2}}, scenario)
    assert limit == HoursLimit(rule="contract_hours", first_day=0, last_day=13, least_s=60 * HOUR_S, points=2)
    assert limits(NONE | {"contract_hours": {}}, small()) == ()


def test_the_published_roster_speaks_of_its_own_dates(small):
    """From its first to its last date; there no shift is off, elsewhere nothing is known."""
    published = (
        worked(1, 8, 8, duty="standby"),
        worked(3, 8, 8, "gone"),
        worked(4, 23, 8, "N", officer="o2"),
        worked(4, 23, 8, "N", officer="somebody else"),
    )
    scenario = small(published=published)
    horizon = Horizon(scenario)
    shifts = tuple(shift for shift in shifts_around(scenario, horizon, kind_of(scenario)) if shift.day >= 0)
    one, two = (
        [(shifts[i].shift, shifts[i].duty) if i is not None and i >= 0 else i for i in person.published]
        for person in officers(scenario, horizon, shifts)
    )
    assert one == [None, ("D", 1), OFF, None, OFF, None, None]
    assert two == [None, OFF, OFF, OFF, ("N", 0), None, None]
    assert officers(small(), horizon, shifts)[0].published == ()
