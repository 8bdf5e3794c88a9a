"""What the dates of a horizon are."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.force import Leave
from planner.domain.rostering import PastShift
from planner.rosters.prepare.dates import calendar_notices, day_kinds, kind_of, leave_notices, weekends
from planner.rosters.prepare.horizon import Horizon


def at(scenario_of, start, days, **more):
    """Give a station whose roster begins on a date."""
    day_kinds = more.pop("day_kinds", {})
    rules = {"start": dt.date.fromisoformat(start), "days": days} | more
    return scenario_of(officers=[], duties=[], shifts=[], rules=rules, day_kinds=day_kinds)


def test_kinds_of_a_horizon_with_a_holiday(scenario_of):
    """The National Day of 2026: three statutory days, then days moved, then a make-up workday."""
    scenario = at(scenario_of, "2026-09-30", 11, calendar="cn")
    assert day_kinds(scenario) == ("workday", *["holiday"] * 3, *["rest"] * 4, "workday", "workday", "workday")
    assert kind_of(scenario)(dt.date(2026, 9, 20)) == "workday"


def test_the_station_overrides_the_calendar(scenario_of):
    """A date of the station's own file counts, inside the horizon and outside."""
    own = {dt.date(2026, 10, 4): "workday", dt.date(2026, 12, 1): "rest"}
    scenario = at(scenario_of, "2026-10-03", 2, calendar="cn", day_kinds=own)
    assert day_kinds(scenario) == ("holiday", "workday")
    assert kind_of(scenario)(dt.date(2026, 12, 1)) == "rest"


def test_weekends_are_cut_to_the_horizon(scenario_of):
    """A Sunday at the start and a Saturday at the end are weekends as well."""
    scenario = at(scenario_of, "2026-11-22", 14)
    assert weekends(Horizon(scenario)) == ((0,), (6, 7), (13,))
    assert weekends(Horizon(at(scenario_of, "2026-11-23", 5))) == ()


def test_a_year_that_is_not_announced_is_told_once(scenario_of):
    """A horizon over the turn of the years warns of the one whose days moved are not known."""
    scenario = at(scenario_of, "2026-12-28", 7, calendar="cn")
    told = calendar_notices(scenario)
    assert [(notice.code, notice.params) for notice in told] == [("calendar_not_announced", {"year": 2027})]
    assert calendar_notices(at(scenario_of, "2026-12-21", 7, calendar="cn")) == ()
    assert calendar_notices(at(scenario_of, "2026-12-28", 7)) == ()


def test_a_file_of_the_year_ends_the_warning(scenario_of):
    """Who sets any date of the year knows it."""
    own = {dt.date(2027, 2, 14): "workday"}
    assert calendar_notices(at(scenario_of, "2026-12-28", 7, calendar="cn", day_kinds=own)) == ()


def test_leave_outside_the_roster_is_told(scenario_of, officers_of):
    """Leave of another year is told with the dates; leave that touches the horizon or its history is not."""
    first, second, third = officers_of(3)
    scenario = at(scenario_of, "2026-12-07", 28)

    def told(officer, start, end, **more):
        leave = Leave(start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end))
        own = officer.model_copy(update={"leave": (leave,)})
        return leave_notices(scenario.model_copy(update={"officers": (own,), **more}))

    (notice,) = told(first, "2027-02-01", "2027-02-05")
    assert notice.code == "leave_outside_roster"
    assert notice.params == {"count": 1, "officers": first.id, "first": "2026-12-07", "last": "2027-01-03"}
    assert told(second, "2027-01-03", "2027-01-20") == ()
    assert told(second, "2026-12-01", "2026-12-07") == ()
    assert told(third, "2026-11-20", "2026-11-22") != ()
    start = dt.datetime(2026, 11, 20, 8, tzinfo=ZoneInfo(scenario.station.timezone))
    past = PastShift(officer=third.id, start=start, end=start + dt.timedelta(hours=8), shift="D")
    assert told(third, "2026-11-20", "2026-11-22", history=(past,)) == ()
