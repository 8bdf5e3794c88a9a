"""The nouns: frozen, strict, and the same through JSON."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.domain.clock import hour_of_week, instant, later, openings, seconds_between
from planner.domain.drone_model import DroneModel
from planner.domain.noun import LAST_MINUTE, Window, clock_minutes, clock_text
from planner.domain.plan import Plan, Unmet

HELSINKI = ZoneInfo("Europe/Helsinki")
SHANGHAI = ZoneInfo("Asia/Shanghai")


@settings(deadline=None, derandomize=True)
@given(st.integers(0, LAST_MINUTE))
def test_clock_round_trip(minutes: int) -> None:
    """A time written is the time read."""
    assert clock_minutes(clock_text(minutes)) == minutes


@pytest.mark.parametrize("text", ["7", "07:60", "49:00", "-1:00", "07:5", "", None, True, "７:30", 1.5])
def test_clock_refuses(text: object) -> None:
    """What is no time is refused."""
    with pytest.raises(ValueError, match="is not a time"):
        clock_minutes(text)


def test_window_must_end_after_it_starts() -> None:
    """A window that ends before it starts is refused with a type of its own; one over midnight is not."""
    with pytest.raises(ValidationError) as caught:
        Window(start="10:00", end="09:00")
    assert caught.value.errors()[0]["type"] == "window_ends_before_start"
    assert Window(start="22:00", end="26:00").model_dump()["end"] == "26:00"


def test_unknown_keys_are_refused() -> None:
    """A key that a noun does not have is an error, not a silent loss."""
    with pytest.raises(ValidationError):
        Window.model_validate({"start": "07:00", "end": "08:00", "dayz": ["mon"]})


def test_not_a_number_is_refused() -> None:
    """A figure must be a number that exists."""
    with pytest.raises(ValidationError):
        DroneModel(id="a", name="a", endurance_min=float("nan"))


def test_hours_that_really_pass_at_a_daylight_saving_change() -> None:
    """A night of eight hours on the wall is nine in autumn and seven in spring."""
    autumn, spring = dt.date(2026, 10, 24), dt.date(2027, 3, 27)
    assert seconds_between(instant(autumn, 22 * 60, HELSINKI), instant(autumn, 30 * 60, HELSINKI)) == 9 * 3600
    assert seconds_between(instant(spring, 22 * 60, HELSINKI), instant(spring, 30 * 60, HELSINKI)) == 7 * 3600


def test_later_keeps_the_zone() -> None:
    """Time that passes is added in real seconds, and the clock shown is the station's."""
    start = instant(dt.date(2027, 3, 28), 150, HELSINKI)
    assert later(start, 3600).hour == 4
    assert later(start, 3600).tzinfo is HELSINKI


def test_openings_follow_the_days_of_the_week() -> None:
    """A window opens only on its days."""
    windows = (Window(start="22:00", end="26:00", days=("fri",)),)
    friday = dt.date(2026, 11, 27)
    opens, closes = openings(windows, friday, SHANGHAI)[0]
    assert (opens.day, closes.day, closes.hour) == (27, 28, 2)
    assert openings(windows, friday + dt.timedelta(days=1), SHANGHAI) == []


def test_hour_of_week_starts_on_monday() -> None:
    """Monday midnight is hour 0, Sunday 23:00 is hour 167."""
    assert hour_of_week(instant(dt.date(2026, 11, 23), 0, SHANGHAI)) == 0
    assert hour_of_week(instant(dt.date(2026, 11, 29), 23 * 60, SHANGHAI)) == 167


def plan_of(start: dt.datetime, **fields: object) -> Plan:
    """Give a plan of a day that holds nothing else."""
    end = start + dt.timedelta(days=1)
    return Plan(
        **{"station": "s", "created": start, "seed": 1, "timezone": "Asia/Shanghai", "start": start, "end": end}
        | fields
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"created": "2026-11-23T07:00:00"},
        {"created": dt.datetime(9999, 12, 31, tzinfo=dt.UTC)},
        {"timezone": "Mars/Phobos"},
        {"end": dt.datetime(2026, 11, 23, 6, tzinfo=SHANGHAI)},
        {"end": dt.datetime(2036, 11, 23, 6, tzinfo=SHANGHAI)},
    ],
    ids=["time without offset", "end of the calendar", "unknown zone", "ends before it starts", "ten years"],
)
def test_a_plan_that_cannot_be_is_refused(fields: dict[str, object]) -> None:
    """What reads a plan may rely on moments that compare, a zone that is known and days that can be counted."""
    with pytest.raises(ValidationError):
        plan_of(instant(dt.date(2026, 11, 23), 420, SHANGHAI), **fields)


def test_plan_round_trip() -> None:
    """A plan written as JSON is the plan that is read, times with their offset."""
    start = instant(dt.date(2026, 11, 23), 420, SHANGHAI)
    unmet = Unmet(kind="cover", id="patrol", when=start, reason="too_few_officers", fix={"code": "add_officers"})
    plan = plan_of(start, end=start + dt.timedelta(days=1), required_unmet=(unmet,))
    text = plan.model_dump_json()
    assert Plan.model_validate_json(text) == plan
    assert "2026-11-23T07:00:00+08:00" in text
