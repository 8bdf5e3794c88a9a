"""Gaps between the visits of a window: whatever is done inside the narrowed windows keeps them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from routing_town import BASE, DAY_START, at, make_scenario, make_unit, rule

from planner.domain.clock import instant
from planner.domain.solving import Limits
from planner.domain.station import Station
from planner.domain.work import PatrolLine, PatrolPoint
from planner.i18n.reasons import fix_text
from planner.routing.prepare import prepare
from planner.routing.report import report
from planner.routing.solve import solve
from planner.routing.visits.asked import day_visits
from planner.routing.visits.gaps import Series, chance, keep_gaps, narrowed

MINUTE = 60.0


def point(name: str, *rules) -> PatrolPoint:
    return PatrolPoint(id=name, name=name, location=at(400, 400), visits=rules)


def kept(scenario, start: dt.datetime = DAY_START, seed: int = 1):
    """Give the visits of a day with their windows narrowed; their stay is their dwell."""
    visits = day_visits(scenario, (), start, seed)
    stays = np.array([[visit.dwell_s for visit in visits]])
    return keep_gaps(visits, range(len(visits) + 1), stays, np.ones((len(visits), 1), bool), [0])


@pytest.mark.parametrize("seed", range(60))
def test_any_choice_inside_the_windows_keeps_the_gaps(seed: int) -> None:
    """Stays drawn anywhere in the windows, the extreme choices among them, are neither too close nor too far apart."""
    draw = np.random.default_rng(seed)
    part_s = draw.uniform(1200, 7200)
    stay_s = draw.uniform(0, part_s)
    shortest_s = draw.uniform(0, part_s - stay_s)
    longest_s = draw.uniform(part_s - stay_s, 2 * part_s)
    series = Series(key="x", shortest_gap_s=shortest_s, longest_gap_s=longest_s, phase=draw.random())
    windows = [narrowed((part_s * k, part_s * (k + 1)), series, stay_s) for k in range(6)]
    for where in (*draw.random((40, 6)), np.tile([0.0, 1.0], 3), np.tile([1.0, 0.0], 3)):
        starts = [a + share * (b - a - stay_s) for (a, b), share in zip(windows, where, strict=True)]
        assert all(part_s * k <= a <= b <= part_s * (k + 1) + 1e-6 for k, (a, b) in enumerate(windows))
        gaps = [after - before - stay_s for before, after in pairwise(starts)]
        assert shortest_s - 1e-5 <= min(gaps)
        assert max(gaps) <= longest_s + 1e-5


@pytest.mark.parametrize("seed", range(30))
def test_a_stay_that_fills_its_window_fits_it(seed: int) -> None:
    """The tightest gaps that can be kept leave exactly the stay, and rounding does not take it away."""
    draw = np.random.default_rng(seed)
    count, length_s, begin_s = int(draw.integers(2, 40)), 60.0 * draw.integers(60, 1440), draw.uniform(0, 9e4)
    stay_s = draw.uniform(0, length_s / count)
    gap_s = length_s / count - stay_s
    for gaps in ({"shortest_gap_s": gap_s}, {"longest_gap_s": gap_s}):
        series = Series(key="x", phase=draw.random(), **gaps)
        for k in range(count):
            part = begin_s + length_s * k / count, begin_s + length_s * (k + 1) / count
            opens_s, closes_s = narrowed(part, series, stay_s)
            assert opens_s + stay_s <= closes_s


def test_windows_are_as_wide_as_the_gaps_let_them() -> None:
    """Without a gap a window is its whole part; a gap costs its length; one that fills the part leaves no choice."""
    part = (0.0, 60 * MINUTE)
    assert narrowed(part, Series(key="x"), 600.0) == part
    for gap_min in (10, 50):
        begin, end = narrowed(part, Series(key="x", shortest_gap_s=gap_min * MINUTE, phase=0.5), 600.0)
        assert end - begin == pytest.approx((60 - gap_min) * MINUTE)
    begin, end = narrowed(part, Series(key="x", longest_gap_s=50 * MINUTE), 600.0)
    assert end - begin == pytest.approx(600.0)


@pytest.mark.parametrize("gaps", [{"shortest_gap_s": 51 * MINUTE}, {"longest_gap_s": 49 * MINUTE}])
def test_gaps_that_cannot_be_kept_leave_no_room_for_the_stay(gaps) -> None:
    """An impossible gap is never broken in silence: the window is shorter than the stay."""
    begin, end = narrowed((0.0, 60 * MINUTE), Series(key="x", **gaps), 600.0)
    assert 0.0 <= end - begin < 600.0


def test_the_rule_narrows_its_own_visits_only() -> None:
    """Visits of a rule without gaps, and a single visit, keep their parts."""
    scenario = make_scenario(
        points=(
            point("gaps", rule("08:00", "12:00", count=4, shortest_gap_min=30)),
            point("none", rule("08:00", "12:00", count=4)),
            point("one", rule("08:00", "12:00", shortest_gap_min=300)),
        )
    )
    lengths = [visit.closes_s - visit.opens_s for visit in kept(scenario)]
    assert lengths == pytest.approx([30 * MINUTE] * 4 + [60 * MINUTE] * 4 + [240 * MINUTE])


def test_times_differ_from_day_to_day_and_from_place_to_place() -> None:
    """Where the windows stand is drawn by seed, day and place, and the same for all visits of a window."""
    both = rule("08:00", "12:00", count=4, shortest_gap_min=30)
    scenario = make_scenario(points=(point("a", both), point("b", both)))
    first = [visit.opens_s % 3600 for visit in kept(scenario)]
    assert len({round(phase, 6) for phase in first}) == 2
    assert first == [visit.opens_s % 3600 for visit in kept(scenario)]
    assert first != [visit.opens_s % 3600 for visit in kept(scenario, seed=2)]
    assert first != [visit.opens_s % 3600 for visit in kept(scenario, DAY_START + dt.timedelta(days=1))]
    draws = [chance(seed, "phase") for seed in range(400)]
    assert 0.45 < np.mean(draws) < 0.55
    assert np.ptp(draws) > 0.95


def test_gaps_hold_over_the_border_of_two_planning_days() -> None:
    """A window from 23:00 to 33:00 is shared by two days with seeds of their own, and its gaps hold across."""
    wanted = {"shortest_gap_min": 60, "longest_gap_min": 160}
    scenario = make_scenario(points=(point("p", rule("23:00", "33:00", count=5, **wanted)),))
    monday = kept(scenario, seed=1)[-1]
    tuesday = kept(scenario, DAY_START + dt.timedelta(days=1), seed=2)[0]
    assert tuesday.opens_s + 86_400 - monday.closes_s == pytest.approx(60 * MINUTE)
    assert tuesday.closes_s + 86_400 - 2 * 600 - monday.opens_s == pytest.approx(160 * MINUTE)


@pytest.mark.parametrize(("date", "gap_min"), [("2026-10-24", 120 - 10), ("2027-03-27", 60 - 30)])
def test_gaps_give_way_when_the_clock_changes(date: str, gap_min: float) -> None:
    """In Helsinki 02:00 to 05:00 lasts four hours in October and two in March: parts and gaps change alike."""
    zone = ZoneInfo("Europe/Helsinki")
    station = Station(id="h", name="h", timezone="Europe/Helsinki", base=BASE, day_start=7 * 60)
    autumn = gap_min > 60
    wanted = {"longest_gap_min": 80} if autumn else {"shortest_gap_min": 60}
    scenario = make_scenario(station=station, points=(point("p", rule("02:00", "05:00", count=2, **wanted)),))
    first, second = kept(scenario, instant(dt.date.fromisoformat(date), 7 * 60, zone))
    part_s = 3600.0 * (2 if autumn else 1)
    if autumn:
        assert second.closes_s - first.opens_s - 2 * 600 == pytest.approx((80 + 30) * MINUTE)
    else:
        assert second.opens_s - first.closes_s == pytest.approx((60 - 30) * MINUTE)
    assert second.opens_s - first.opens_s == pytest.approx(part_s)
    assert first.closes_s - first.opens_s >= 600


def test_the_drive_along_a_line_is_part_of_its_stay() -> None:
    """The windows of a line are wide enough for its drive, although its dwell is nothing."""
    line = PatrolLine(
        id="l",
        name="l",
        line=(at(0, 200), at(600, 200)),
        visits=(rule("08:00", "12:00", count=4, dwell_min=0, longest_gap_min=60),),
    )
    problem = prepare(make_scenario(lines=(line,)), (make_unit(),), (), DAY_START, 1).problem
    drive_s = problem.way_service_s.min()
    widths = problem.visit_closes_s - problem.visit_opens_s
    assert widths == pytest.approx(2 * drive_s)
    latest_gap_s = problem.visit_closes_s[1:] - drive_s - (problem.visit_opens_s[:-1] + drive_s)
    assert latest_gap_s == pytest.approx(3600.0)


def test_a_drive_that_leaves_no_gap_is_told() -> None:
    """A line whose drive is shorter than its gap needs it to be is unmet for its gaps, with what would mend it."""
    line = PatrolLine(
        id="l",
        name="l",
        line=(at(0, 200), at(600, 200)),
        visits=(rule("08:00", "12:00", count=4, dwell_min=0, longest_gap_min=55),),
    )
    prepared = prepare(make_scenario(lines=(line,)), (make_unit(),), (), DAY_START, 1)
    result = solve(prepared.problem, Limits(iterations=50, workers=1))
    assert result.required_served == 0
    unmet = report(prepared, result).unmet
    assert {(item.kind, item.reason, item.fix.code) for item in unmet} == {
        ("visit", "gaps_leave_no_time", "change_gaps")
    }
    assert len(unmet) == 4
    assert "1.2 minutes" in fix_text(unmet[0].fix.code, "en", unmet[0].fix.params)
