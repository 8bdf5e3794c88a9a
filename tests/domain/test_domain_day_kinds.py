"""The calendar: statutory holidays, make-up workdays and days of rest."""

from __future__ import annotations

import datetime as dt

import pytest
from holidays import country_holidays

from planner.domain.day_kinds import day_kind, is_announced


def kinds(year, calendar="cn", overrides=None):
    """Give what every date of a year is."""
    first = dt.date(year, 1, 1)
    dates = (first + dt.timedelta(day) for day in range((dt.date(year + 1, 1, 1) - first).days))
    return {date: day_kind(date, calendar, overrides or {}) for date in dates}


def dates_of(year, text):
    """Read dates such as ``1-4 2-14``."""
    return {dt.date(year, *map(int, date.split("-"))) for date in text.split()}


STATUTORY = {
    2025: "1-1 1-28 1-29 1-30 1-31 4-4 5-1 5-2 5-31 10-1 10-2 10-3 10-6",
    2026: "1-1 2-16 2-17 2-18 2-19 4-5 5-1 5-2 6-19 9-25 10-1 10-2 10-3",
    2027: "1-1 2-5 2-6 2-7 2-8 4-5 5-1 5-2 6-9 9-15 10-1 10-2 10-3",
}
"""By the rule of 2025: New Year 1, Spring Festival 4, Qingming 1, Labour 2, Dragon Boat 1, Mid-Autumn 1, National 3."""


@pytest.mark.parametrize("year", STATUTORY)
def test_only_statutory_days_are_holidays(year):
    """Thirteen dates a year; the moved days beside them are not among them."""
    assert {date for date, kind in kinds(year).items() if kind == "holiday"} == dates_of(year, STATUTORY[year])


def test_the_make_up_workdays_of_2026():
    """The notice for 2026 makes these weekend days working days, and these weekdays days of rest."""
    year = kinds(2026)
    weekend_work = {date for date, kind in year.items() if kind == "workday" and date.weekday() >= 5}
    weekday_rest = {date for date, kind in year.items() if kind == "rest" and date.weekday() < 5}
    assert weekend_work == dates_of(2026, "1-4 2-14 2-28 5-9 9-20 10-10")
    assert weekday_rest == dates_of(2026, "1-2 2-20 2-23 4-6 5-4 5-5 10-5 10-6 10-7")


@pytest.mark.parametrize("year", range(2018, 2027))
def test_two_libraries_agree_on_the_days_off(year):
    """The outside authority: the announced years of `holidays` have the same working days."""
    other = country_holidays("CN", years=year)
    told = {date: date in other.weekend_workdays or (date.weekday() < 5 and date not in other) for date in kinds(year)}
    assert {date: kind == "workday" for date, kind in kinds(year).items()} == told


def test_a_year_to_come_has_weekends_and_statutory_holidays_only():
    """Nothing is guessed about days moved before the notice is there."""
    assert not is_announced(2031)
    for date, kind in kinds(2031).items():
        assert kind == "holiday" or (kind == "rest") == (date.weekday() >= 5)


@pytest.mark.parametrize(("year", "known"), [(2003, False), (2004, True), (2026, True), (2150, False)])
def test_announced_years(year, known):
    """The years of which the days moved are known."""
    assert is_announced(year) is known


def test_without_a_calendar_only_weekends_rest():
    """A station elsewhere has no Chinese holidays."""
    assert all((kind == "rest") == (date.weekday() >= 5) for date, kind in kinds(2026, "none").items())


@pytest.mark.parametrize("calendar", ["cn", "none"])
def test_the_station_has_the_last_word(calendar):
    """An override counts with and without a calendar, on holidays too."""
    own = {dt.date(2026, 10, 1): "workday", dt.date(2026, 11, 25): "holiday", dt.date(2026, 11, 26): "rest"}
    year = kinds(2026, calendar, own)
    assert {date: year[date] for date in own} == own
    usual = kinds(2026, calendar)
    assert {date for date in year if year[date] != usual[date]} <= set(own)
