"""Gaps between visits held against the plan: each rule kept and broken by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from hand_plan import GROUND, clock, plan, stay, unit
from small_station import MONDAY, station

from planner.domain.pin import Pin
from planner.domain.plan import Dropped, Fix, Unmet
from planner.domain.rules import PatrolRules
from planner.domain.work import PatrolLine, PatrolPoint, VisitRule
from planner.evaluation.moments import in_utc
from planner.evaluation.patrols.gap_checks import hot_spots_are_left_between, visits_keep_their_gaps


def gate(**rule: object):
    """Give a station with one point to visit four times from 08:00 to 12:00."""
    visits = (VisitRule(**{"start": "08:00", "end": "12:00", "count": 4, "dwell_min": 10, **rule}),)
    point = PatrolPoint(id="K", name="K", location=GROUND.lonlat(0, 0), visits=visits)
    return station(points=(point,), lines=(), areas=())


def codes(made, scenario) -> list[str]:
    """Give the codes of what breaks the gaps of rules, with the place of each."""
    return [violation.code for violation in visits_keep_their_gaps(in_utc(made), scenario)]


def visits(*arrivals: str, minutes: int = 10, required: bool = True):
    """Give a plan whose units, in turn, are at the gate for some minutes each."""
    ends = [f"{int(text[:2])}:{int(text[3:]) + minutes}" for text in arrivals]
    stops = [stay("K", start, end, required=required) for start, end in zip(arrivals, ends, strict=True)]
    return plan((unit("a"), stops[::2]), (unit("b"), stops[1::2]))


def test_gaps_that_are_kept_pass() -> None:
    """From leaving to coming again there are 40 to 60 minutes, between units as within one."""
    scenario = gate(shortest_gap_min=40, longest_gap_min=60)
    assert codes(visits("08:00", "09:00", "10:20", "11:20"), scenario) == ["visits_too_far_apart"]
    assert codes(visits("08:10", "09:00", "10:10", "11:15"), scenario) == []


def test_a_gap_that_is_too_short_is_told_with_its_figures() -> None:
    """20 minutes between two units' stays are less than 30."""
    found = list(visits_keep_their_gaps(in_utc(visits("08:45", "09:15", "10:30", "11:30")), gate(shortest_gap_min=30)))
    assert [violation.code for violation in found] == ["visits_too_close"]
    assert found[0].params == {"work": "K", "at": clock("09:15"), "minutes": 20.0, "bound_min": 30.0}


def test_waiting_on_is_no_part_of_the_stay() -> None:
    """Who waits at a point until there is time for the next one has made the visit after its dwell."""
    assert codes(visits("08:15", "09:00", "10:00", "11:00", minutes=25), gate(shortest_gap_min=35)) == []
    assert codes(visits("08:15", "09:00", "10:00", "11:00", minutes=25), gate(shortest_gap_min=36)) == [
        "visits_too_close"
    ]


def test_the_stay_along_a_line_lasts_as_long_as_its_stop() -> None:
    """Of a line the whole drive counts, whatever its dwell is."""
    rule = VisitRule(start="08:00", end="10:00", count=2, dwell_min=0, shortest_gap_min=30)
    line = PatrolLine(id="L", name="L", line=(GROUND.lonlat(0, 0), GROUND.lonlat(500, 0)), visits=(rule,))
    scenario = station(points=(), lines=(line,), areas=())
    stops = [stay("L", "08:20", "08:40", kind="line"), stay("L", "09:05", "09:25", kind="line")]
    assert codes(plan((unit("a"), stops)), scenario) == ["visits_too_close"]
    late = [stops[0], stay("L", "09:10", "09:30", kind="line")]
    assert codes(plan((unit("a"), late)), scenario) == []


def test_a_visit_that_is_told_as_unmet_breaks_the_chain() -> None:
    """The gap over a part of which something is told is not judged; over one of which nothing is, there is no visit."""
    scenario = gate(longest_gap_min=60)
    made = visits("08:00", "10:30", "11:30")
    assert codes(made, scenario) == []
    unmet = Unmet(kind="visit", id="K", when=clock("09:20"), reason="no_time_left", fix=Fix(code="add_unit_hours"))
    bunched = visits("08:45", "09:00", "10:00", "11:00")
    assert codes(bunched, gate(shortest_gap_min=30)) == ["visits_too_close"]
    assert codes(bunched.model_copy(update={"required_unmet": (unmet,)}), gate(shortest_gap_min=30)) == []


def test_optional_rules_keep_their_gaps_too() -> None:
    """Optional visits are held against the gaps, and one that is told as dropped breaks the chain."""
    scenario = gate(shortest_gap_min=30, required=False)
    made = visits("08:45", "09:00", "10:00", "11:00", required=False)
    assert codes(made, scenario) == ["visits_too_close"]
    dropped = Dropped(kind="point", id="K", when=clock("09:00"), reason="worth_less")
    assert codes(made.model_copy(update={"optional_dropped": (dropped,)}), scenario) == []


def test_what_is_pinned_by_hand_is_not_judged() -> None:
    """A planner who pins a visit has decided its time."""
    scenario = gate(shortest_gap_min=30)
    made = visits("08:45", "09:00", "10:00", "11:00")
    pinned = scenario.model_copy(update={"pins": (Pin(unit="b", place="K", at=clock("09:00")),)})
    assert codes(made, pinned) == []
    assert codes(made, scenario) == ["visits_too_close"]


def test_another_rule_of_the_place_is_no_matter() -> None:
    """Of several stays in a part one that keeps the gaps is enough."""
    made = visits("08:10", "08:50", "09:10", "10:10", "11:10")
    assert codes(made, gate(shortest_gap_min=40)) == []
    assert codes(made, gate(shortest_gap_min=45)) == []


def test_one_row_of_stays_must_keep_all_gaps() -> None:
    """The stay that keeps the gap before it must keep the one behind it as well."""
    made = visits("08:10", "09:05", "09:45", "10:02", "11:00")
    assert codes(made, gate(longest_gap_min=55, shortest_gap_min=40)) == []
    assert codes(made, gate(shortest_gap_min=46)) == ["visits_too_close"]


def spots(*stops, **rules: object) -> list[str]:
    """Give what is wrong with stays at the hot spot M1."""
    made = plan((unit("a"), list(stops[::2])), (unit("b"), list(stops[1::2])))
    scenario = station(patrol=PatrolRules(**rules))
    return [violation.code for violation in hot_spots_are_left_between(in_utc(made), scenario)]


def spot(arrive: str, depart: str, *, required: bool = False):
    return stay("M1", arrive, depart, required=required)


@pytest.mark.parametrize(("second", "expected"), [("09:36", []), ("09:35", ["visits_too_close"])])
def test_hot_spots_are_left_alone_for_the_gap(second: str, expected: list[str]) -> None:
    """From the end of a stay, taken as sixteen minutes when its unit waits on, there are 20 minutes."""
    assert spots(spot("09:00", "09:25"), spot(second, "09:50")) == expected


def test_short_stays_are_found() -> None:
    """A stay of nine minutes is no visit to a hot spot; waiting on does no harm, and pinned stays are as they are."""
    assert spots(spot("09:00", "09:09")) == ["stay_too_short"]
    assert spots(spot("09:00", "09:40")) == []
    assert spots(spot("09:00", "09:09", required=True)) == []
    lost = plan((unit("a", end="09:05"), [spot("09:00", "09:05")]))
    assert list(hot_spots_are_left_between(in_utc(lost), station())) == []


def test_gaps_hold_over_planning_days() -> None:
    """The last visit of a day and the first of the next are neighbours too."""
    tuesday = MONDAY + dt.timedelta(days=1)
    late, early = spot("30:40", "30:56"), spot("31:10", "31:26")
    assert late.arrive.date() == tuesday
    assert spots(late, early) == ["visits_too_close"]
