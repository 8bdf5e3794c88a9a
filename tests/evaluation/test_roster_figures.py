"""Figures of a roster, held against counting by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from roster_words import DAY, cover, duty, officer, past, roster, scenario
from small_station import MONDAY

from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.domain.force import Leave
from planner.domain.rostering import PastShift, ShiftRequest
from planner.domain.scenario import Scenario
from planner.evaluation.rosters.figures import roster_figures

TWO = (officer("a"), officer("b"))


def figures(of: Scenario, demand: Demand | None = None, **words: str) -> dict[str, float]:
    """Give the figures of a roster in words."""
    return roster_figures(roster(of, **words), of, demand)


def test_cover_in_officer_hours() -> None:
    """Eight hours ask for 1 to 2 officers, at most 2; eight more for 2 to 3."""
    covers = (cover(1, "06:00", "14:00", wanted=2, maximum=2), cover(2, "14:00", "22:00", wanted=3))
    of = scenario(*TWO, officer("c"), days=1, duties=(duty(cover=covers),))
    found = figures(of, a="D", b="D", c="D")
    assert (found["roster_needed_h"], found["roster_wanted_h"]) == (24, 40)
    assert (found["roster_short_h"], found["roster_under_h"], found["roster_over_h"]) == (16, 8, 8)
    assert found["roster_cover_pct"] == pytest.approx(100 / 3)


def test_the_tide_sets_what_is_wanted() -> None:
    """In the busiest hour the peak is wanted, elsewhere its share, and never more than the maximum."""
    week = [1.0] * HOURS_PER_WEEK
    week[8] = 4.0
    demand = Demand(by_grid={"G1": tuple(week)})
    follows = duty(cover=(cover(0, "06:00", "10:00"),), tide_peak=4)
    of = scenario(*TWO, days=1, duties=(follows,))
    assert figures(of, demand, a="D")["roster_wanted_h"] == 24 + 3
    limited = follows.model_copy(update={"cover": (cover(0, "06:00", "10:00", maximum=2),)})
    assert figures(of.model_copy(update={"duties": (limited,)}), demand, a="D")["roster_wanted_h"] == 24 + 1


def test_hours_are_counted_as_their_templates_say() -> None:
    """The long duty counts 16 of its 24 hours; who is on leave is not compared."""
    away = officer("c", leave=(Leave(start=MONDAY, end=MONDAY),))
    found = figures(scenario(*TWO, away), a="L-D", b="S", c="--D")
    assert (found["roster_hours_h"], found["roster_counted_h"]) == (24 + 8 + 8 + 8, 16 + 8 + 8 + 8)
    assert (found["roster_shifts"], found["roster_shift_kinds"]) == (4, 3)
    spread = [found[f"roster_hours_{name}_h"] for name in ("least", "mean", "most", "spread")]
    assert spread == [8, 16, 24, 16]


def test_fairness_among_peers() -> None:
    """Nights, weekends and holidays are compared among those who can do the same duties."""
    duties = (duty(), duty(code="room"))
    of = scenario(*TWO, officer("c", duties=("room",)), days=14, duties=duties)
    of = of.model_copy(update={"day_kinds": {MONDAY: "holiday"}})
    found = figures(of, a="NN---DD", b="-N", c="NNNN")
    assert (found["roster_nights"], found["roster_nights_spread"]) == (7, 1)
    assert (found["roster_weekends_spread"], found["roster_holidays"], found["roster_holidays_spread"]) == (1, 2, 1)


def test_requests_are_counted() -> None:
    """Days off, any shift and one shift, wanted and unwanted; those outside the horizon say nothing."""
    wishes = (
        ShiftRequest(officer="a", date=MONDAY, shift="off"),
        ShiftRequest(officer="a", date=MONDAY + DAY, shift="N", wanted=False),
        ShiftRequest(officer="a", date=MONDAY + DAY, shift=""),
        ShiftRequest(officer="b", date=MONDAY, shift="off", wanted=False),
        ShiftRequest(officer="b", date=MONDAY + 99 * DAY),
    )
    of = scenario(*TWO, requests=wishes)
    assert figures(of, a="-D", b="D")["roster_requests_granted_pct"] == 100
    assert figures(of, a="-N", b="-")["roster_requests_granted_pct"] == 50
    assert "roster_requests_granted_pct" not in figures(scenario(*TWO), a="D")


def _published(*names: str) -> tuple[PastShift, ...]:
    """Give D on Monday to Wednesday to officers."""
    week = dt.timedelta(days=3)
    return tuple(
        shift.model_copy(update={"start": shift.start + week, "end": shift.end + week})
        for name in names
        for shift in past(name, "DDD")
    )


def test_changes_against_the_published_roster() -> None:
    """A moved shift is two cells, a day off given up is called in; dates that were not published do not count."""
    of = scenario(*TWO, published=_published("a"))
    same = figures(of, a="DDD---D")
    assert (same["roster_changed_cells"], same["roster_changed_people"], same["roster_called_in"]) == (0, 0, 0)
    moved = figures(of, a="DE-", b="--D")
    assert (moved["roster_changed_cells"], moved["roster_changed_people"], moved["roster_called_in"]) == (3, 2, 1)
    assert "roster_changed_cells" not in figures(scenario(*TWO), a="D")


def test_a_published_shift_that_is_gone_says_nothing() -> None:
    """A template that does not exist any more cannot be kept."""
    gone = tuple(shift.model_copy(update={"shift": "X"}) for shift in _published("a"))
    assert figures(scenario(*TWO, published=gone), b="---D")["roster_changed_cells"] == 0


def test_somebody_stays_out_at_changes_of_shift() -> None:
    """When the morning ends the split shift is not out yet, the long one is; the day's last end is no change."""
    of = scenario(*TWO, officer("c"), days=1, duties=(duty(cover=(cover(1, "06:00", "22:00"),)),))
    assert figures(of, a="D", b="E")["roster_shift_changes_relieved_pct"] == 0
    assert figures(of, a="D", b="E", c="L")["roster_shift_changes_relieved_pct"] == 100
    assert "roster_shift_changes_relieved_pct" not in figures(of, b="E")


def test_no_roster_no_figures() -> None:
    """What is not there is left out."""
    assert figures(scenario(*TWO)) == {}
