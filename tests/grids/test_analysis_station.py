"""The analysis of a station's calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
import pytest
from small_station import Ground, station

from planner.domain.analysis import IncidentAnalysis
from planner.domain.demand import Incident
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.grids.analysis import analyse
from planner.grids.analysis.spots import REACH_M, spots_of

GROUND = Ground()
ZONE = dt.timezone(dt.timedelta(hours=8))
MARKET = (380.0, 380.0)


def call(date: dt.date, hour: int = 12, at: tuple[float, float] = (-300.0, -300.0), **more: object) -> Incident:
    """Give a call at a place in metres from the station."""
    moment = dt.datetime.combine(date, dt.time(hour, 30), ZONE)
    return Incident(time=moment, location=GROUND.lonlat(*at), kind="dispute", **more)


def every_day(first: dt.date, last: dt.date, hours: Iterable[int] = (9, 15, 22)) -> list[Incident]:
    """Give one call in some hours of every date."""
    days = (last - first).days + 1
    return [call(first + dt.timedelta(day), hour) for day in range(days) for hour in hours]


def with_calls(calls: Iterable[Incident], **more: object) -> Scenario:
    """Give the small station with other calls, in the order of their time."""
    return station(incidents=tuple(sorted(calls, key=lambda one: one.time)), **more)


@pytest.fixture(scope="module")
def risen() -> IncidentAnalysis:
    """Give ten weeks at random places, and a night market with twenty calls more in the last week."""
    rng = np.random.default_rng(5)
    first = dt.date(2026, 8, 31)
    calls = [
        call(first + dt.timedelta(int(rng.integers(70))), int(rng.integers(8, 23)), tuple(rng.uniform(-600, 600, 2)))
        for _ in range(900)
    ]
    last_week = first + dt.timedelta(63)
    calls += [
        call(last_week + dt.timedelta(n % 7), 21 + n % 2, (MARKET[0] + float(rng.uniform(-25, 25)), MARKET[1]))
        for n in range(20)
    ]
    return analyse(with_calls(calls), "week")


def test_the_rise_at_the_market_is_told(risen: IncidentAnalysis) -> None:
    """The place is named after the market, at its hours, and nothing else is told but what holds it."""
    spot = risen.spots[0]
    assert (spot.name, spot.verdict, spot.peak_h, spot.grid) == ("Night market", "rise", 20, "G4")
    assert spot.low_pct is not None
    assert spot.low_pct > 0
    assert [row.id for row in risen.grids if row.verdict == "rise"] in ([], ["G4"])
    assert not [row for row in risen.compared if row.verdict == "fall"]


def test_the_parts_add_up(risen: IncidentAnalysis) -> None:
    """Grids, kinds, bands, hours, tides and dates each hold all calls of the week."""
    count = risen.total.count
    for table in (risen.grids, risen.kinds, risen.bands, risen.grid_kinds):
        assert sum(row.count for row in table) == count
        assert sum(row.before for row in table) == risen.total.before
        assert sum(row.share_pct for row in table) == pytest.approx(100)
    assert sum(risen.hours) == count == sum(sum(tide.count) for tide in risen.tides)
    assert sum(day.count for day in risen.by_date[-7:]) == count


def test_hot_streets_hold_a_quarter(risen: IncidentAnalysis) -> None:
    """The densest streets are few, and the market's is the first."""
    assert 25 <= risen.streets_calls_pct < 45
    assert risen.streets_length_pct < 20
    assert 0.2 * risen.total.count < sum(street.calls for street in risen.streets) < 0.4 * risen.total.count
    assert 19 <= risen.streets[0].peak_h <= 22


def test_a_short_month_is_no_fall() -> None:
    """Three calls a day in February and January: 84 and 93 calls, and no difference."""
    found = analyse(with_calls(every_day(dt.date(2027, 1, 1), dt.date(2027, 2, 28))), "month")
    assert (found.total.count, found.total.before, found.total.verdict) == (84, 93, "same")
    assert found.total.expected == pytest.approx(84)
    assert found.total.change_pct == pytest.approx(0)


def test_holidays_are_not_held_against_workdays() -> None:
    """Three holidays of a week have no days alike in the week before: counted, and not compared."""
    calls = every_day(dt.date(2026, 9, 1), dt.date(2026, 9, 27))
    holidays = {dt.date(2026, 9, day): "holiday" for day in (22, 23, 24)}
    found = analyse(with_calls(calls, day_kinds=holidays), "week")
    assert found.now.kinds == {"workday": 2, "holiday": 3, "rest": 2}
    assert (found.total.count, found.total.alike) == (21, 4 * 3)
    assert found.total.expected == pytest.approx(4 * 3)
    assert {n.code: n.params["count"] for n in found.notices}["analysis_unlike_days"] == 3


def test_a_made_up_workday_counts_as_a_workday() -> None:
    """A Saturday that is worked is held against workdays: with their calls it is no fall."""
    first, last = dt.date(2026, 10, 5), dt.date(2026, 11, 1)
    workdays = [day for day in every_day(first, last) if day.time.weekday() < 5]
    made_up = [call(dt.date(2026, 10, 31), hour) for hour in (9, 15, 22)]
    found = analyse(with_calls([*workdays, *made_up], day_kinds={dt.date(2026, 10, 31): "workday"}), "week")
    assert found.now.kinds == {"workday": 6, "rest": 1}
    assert (found.total.count, found.total.before) == (18, 15)
    assert found.total.expected == pytest.approx(18)


def test_what_patrols_found_is_not_counted() -> None:
    """Only calls of the public count by default, and how many do not is told."""
    calls = every_day(dt.date(2026, 11, 1), dt.date(2026, 11, 14))
    police = [call(dt.date(2026, 11, 14), hour, source="police") for hour in range(8, 20)]
    found = analyse(with_calls([*calls, *police]), "week")
    assert found.total.count == 21
    assert {n.code: n.params["count"] for n in found.notices}["analysis_other_sources"] == 12


def test_a_night_belongs_to_one_day() -> None:
    """What comes at 02:00 belongs to the date before, as the station's day begins at 07:00."""
    calls = [*every_day(dt.date(2026, 11, 1), dt.date(2026, 11, 14)), call(dt.date(2026, 11, 15), 2)]
    found = analyse(with_calls(calls), "day")
    assert (found.now.last, found.total.count, found.hours[2]) == (dt.date(2026, 11, 14), 4, 1)


def test_a_day_that_is_not_over_is_left_out() -> None:
    """When the last date lacks hours that always have calls, the day before is the last."""
    busy = every_day(dt.date(2026, 11, 1), dt.date(2026, 11, 14), hours=range(8, 24))
    begun = every_day(dt.date(2026, 11, 15), dt.date(2026, 11, 15), hours=range(8, 12))
    assert analyse(with_calls([*busy, *begun]), "day").now.last == dt.date(2026, 11, 14)


def test_too_little_is_said_to_be_too_little() -> None:
    """A handful of calls is told to be too few, with what is not known beside it."""
    calls = [call(dt.date(2026, 11, day)) for day in (2, 4, 6, 8)]
    found = analyse(with_calls(calls), "week")
    codes = {notice.code for notice in found.notices}
    assert {
        "analysis_days_unknown",
        "analysis_no_expectation",
        "analysis_no_streets",
        "analysis_spread_unknown",
    } <= codes
    assert found.total.verdict in {"few", "unlike"}


def test_calls_known_by_their_grid_lie_on_no_street() -> None:
    """They count for their grid, and neither for streets nor for places."""
    days = range(1, 15)
    calls = [call(dt.date(2026, 11, day), hour, grid="G1") for day in days for hour in (9, 10, 11)]
    found = analyse(with_calls(calls), "week")
    assert (found.grids[0].count, found.spots, found.streets) == (21, (), ())
    assert {n.code: n.params["count"] for n in found.notices}["analysis_places_unknown"] == 42


def test_several_periods_before_tell_more() -> None:
    """Four weeks before are expected at their daily rate, and narrow the interval."""
    scenario = with_calls(every_day(dt.date(2026, 10, 1), dt.date(2026, 11, 14)))
    one, four = analyse(scenario, "week"), analyse(scenario, "week", before=4)
    assert (one.total.expected, four.total.expected) == (pytest.approx(21), pytest.approx(21))
    assert one.total.high_pct is not None
    assert four.total.high_pct is not None
    assert four.total.high_pct < one.total.high_pct


@pytest.mark.parametrize(
    ("calls", "arguments", "code"),
    [
        ([], {}, "analysis_no_calls"),
        ([call(dt.date(2026, 11, 1))], {"until": dt.date(2026, 11, 9)}, "analysis_no_such_date"),
        ([call(dt.date(2026, 11, 1))], {"before": 0}, "analysis_before_wrong"),
    ],
)
def test_what_cannot_be_analysed_is_refused(calls: list[Incident], arguments: dict[str, object], code: str) -> None:
    """Without calls, outside the dates of the calls, against no period."""
    with pytest.raises(NotFound) as refused:
        analyse(with_calls(calls), "week", **arguments)
    assert refused.value.code == code


def test_places_do_not_look_at_the_period() -> None:
    """Where discs stand follows from all calls together; no call is in two, and none is farther than the reach."""
    rng = np.random.default_rng(9)
    xy = np.vstack([rng.normal(0, 25, (40, 2)), rng.normal(500, 25, (30, 2)), rng.uniform(-3000, 3000, (50, 2))])
    xy[-1] = np.nan
    middles, of_call = spots_of(xy, np.ones(len(xy), bool))
    assert np.linalg.norm(middles[0]) < 30
    assert np.bincount(of_call[of_call >= 0])[0] >= 30
    inside = of_call >= 0
    assert (np.linalg.norm(xy[inside] - middles[of_call[inside]], axis=1) <= REACH_M).all()
    assert of_call[-1] == -1
