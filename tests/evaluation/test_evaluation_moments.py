"""The check at its edges: repeated hours of the clock, waits beyond a window, visits that could be answered in turn."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from planner.domain.plan import Flight, Plan, Stop
from planner.domain.violation import Violation
from planner.evaluation.flights.way_checks import one_flight_at_a_time
from planner.evaluation.moments import in_utc, on_the_clock
from planner.evaluation.patrols.work_checks import Call, _answers, _unanswered

HELSINKI = ZoneInfo("Europe/Helsinki")
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def at(minutes: float) -> dt.datetime:
    """Give a moment by minutes after noon."""
    return NOON + dt.timedelta(minutes=minutes)


def stop(arrive: float, depart: float, kind: str = "point") -> Stop:
    """Give a stay by its minutes after noon."""
    return Stop(kind=kind, id="K", lon=0.0, lat=0.0, arrive=at(arrive), depart=at(depart))


def call(opens: float, closes: float, dwell_min: float = 5.0) -> Call:
    """Give a required visit by its minutes after noon."""
    return Call(kind="point", work="K", opens=at(opens), closes=at(closes), dwell_s=dwell_min * 60)


def flight(number: int, takeoff: dt.datetime, landing: dt.datetime) -> Flight:
    """Give a flight that stays above its dock."""
    return Flight(
        round=number,
        day=takeoff.date(),
        dock="D",
        drone="U",
        battery_before_pct=90.0,
        battery_after_pct=80.0,
        takeoff=takeoff,
        landing=landing,
        length_m=0.0,
        purpose="",
        serves=(),
        path=((24.9, 60.2, 0.0, takeoff), (24.9, 60.2, 0.0, landing)),
    )


def test_flights_across_a_repeated_hour_follow_each_other() -> None:
    """A flight that lands at 03:50 is over before one that takes off at 03:00 an hour later by the sun."""
    first = dt.datetime(2026, 10, 25, 3, 40, tzinfo=HELSINKI)
    again = dt.datetime(2026, 10, 25, 3, 0, fold=1, tzinfo=HELSINKI)
    flights = (
        flight(1, first, first + dt.timedelta(minutes=10)),
        flight(2, again, again + dt.timedelta(minutes=10)),
    )
    plan = Plan(
        station="s",
        created=first,
        seed=1,
        timezone="Europe/Helsinki",
        start=first,
        end=again + dt.timedelta(days=1),
        flights=flights,
    )
    assert list(one_flight_at_a_time(in_utc(plan))) == []
    overlapping = plan.model_copy(update={"flights": (flights[0], flights[0].model_copy(update={"round": 2}))})
    assert [found.code for found in one_flight_at_a_time(in_utc(overlapping))] == ["dock_used_twice"]


def test_violations_are_told_on_the_clock_of_the_station() -> None:
    """A reader sees the time that the station's clock shows."""
    told = on_the_clock(Violation(code="x", params={"at": NOON, "count": 1}), HELSINKI)
    assert (str(told.params["at"]), told.params["count"]) == ("2026-11-23 14:00:00+02:00", 1)


def test_a_unit_may_wait_on_at_a_point() -> None:
    """The stay inside the window counts, at a point; along a line the whole stay lies inside it."""
    assert _answers(stop(-3, 20), call(0, 5))
    assert not _answers(stop(1, 20), call(0, 5))
    assert not _answers(stop(6, 20), call(0, 5))
    assert not _answers(stop(0, 6), call(0, 5, 6.0))
    assert not _answers(stop(0, 20, "line"), call(0, 5))
    assert _answers(stop(2, 2), call(0, 5, 0.0))
    assert not _answers(stop(6, 6), call(0, 5, 0.0))


def test_stops_are_dealt_out_as_far_as_they_go() -> None:
    """One stop answers one visit, and the dealing leaves as few visits over as can be."""
    short, long = call(0, 60, 5.0), call(0, 50, 20.0)
    assert _unanswered([short, long], [stop(0, 25), stop(30, 36)]) == []
    assert len(_unanswered([short, long], [stop(0, 25)])) == 1
    assert _unanswered([short, long], []) == [short, long]
