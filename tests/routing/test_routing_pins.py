"""Pins as visits of a planning day, and pins that cannot be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from routing_town import DAY_START, ZONE, at, make_scenario, make_unit, rule

from planner.domain.force import Force, SpeedBand, Tier
from planner.domain.pin import Pin
from planner.domain.place import Place
from planner.domain.plan import Unit
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.domain.work import PatrolLine, PatrolPoint
from planner.errors import InputRefused
from planner.i18n.faults import fault_text
from planner.routing.day import route_day
from planner.routing.prepare import Prepared, prepare
from planner.routing.reasons.pin_conflicts import hold_pins
from planner.routing.visits.asked import day_visits
from planner.routing.visits.pins import absent_units, refuse_unknown_units

HOUR = 3600.0


def clock(text: str) -> dt.datetime:
    """Give a moment of the day."""
    hour, minute = map(int, text.split(":"))
    return dt.datetime(2026, 11, 23, hour, minute, tzinfo=ZONE)


def pin(unit: str, place: str, time: str, stay_min: float | None = None) -> Pin:
    """Pin a unit to a place."""
    return Pin(unit=unit, place=place, at=clock(time), stay_min=stay_min)


def point(name: str, where: tuple[float, float], *rules, **changes) -> PatrolPoint:
    return PatrolPoint(id=name, name=name, location=where, visits=rules, **changes)


def town(*pins: Pin, **changes: object) -> Scenario:
    """Give two points, a line and a place without rules, and pins."""
    parts: dict[str, object] = {
        "points": (
            point("p", at(400, 400), rule("08:00", "12:00", count=2)),
            point("q", at(800, 800), rule("08:00", "12:00", required=False, value=3.0, dwell_min=5)),
        ),
        "lines": (
            PatrolLine(
                id="l", name="l", line=(at(0, 200), at(600, 200)), visits=(rule("08:00", "12:00", dwell_min=2),)
            ),
        ),
        "places": (Place(id="shop", name="shop", kind="shop", location=at(200, 600)),),
    }
    return make_scenario(pins=pins, **{**parts, **changes})


def held(scenario: Scenario, *units: Unit) -> Prepared:
    """Prepare a day and hold its pins."""
    refuse_unknown_units(scenario, units, DAY_START)
    prepared = prepare(scenario, units, (), DAY_START, 1)
    return prepared._replace(problem=hold_pins(scenario, prepared.problem, prepared.ground))


def refused(scenario: Scenario, *units: Unit) -> Sequence[tuple[str, str]]:
    """Give code and place of the faults of pins that cannot be kept."""
    with pytest.raises(InputRefused) as error:
        held(scenario, *(units or (make_unit(), make_unit("car-2"))))
    for fault in error.value.faults:
        assert "{" not in fault_text(fault, "en") + fault_text(fault, "zh")
    return [(fault.code, fault.place) for fault in error.value.faults]


def test_a_pin_takes_the_place_of_the_visit_whose_window_holds_it() -> None:
    """The first of two visits is pinned, the second stays as it is; the pinned one is exactly then."""
    visits = [visit for visit in day_visits(town(pin("car-1", "p", "09:00")), (), DAY_START) if visit.id == "p"]
    own, pinned = sorted(visits, key=lambda visit: visit.pin)
    assert (own.opens_s, own.closes_s, own.pinned) == (3 * HOUR, 5 * HOUR, "")
    assert (pinned.opens_s, pinned.closes_s, pinned.pinned) == (2 * HOUR, 2 * HOUR + 600, "car-1")
    assert pinned.required


def test_a_pin_outside_of_every_window_is_one_visit_more() -> None:
    """A place without rules gets a visit as long as one to a hot spot; an optional visit that is pinned is required."""
    visits = day_visits(town(pin("car-1", "shop", "08:30"), pin("car-2", "q", "10:00")), (), DAY_START)
    shop = next(visit for visit in visits if visit.id == "shop")
    assert shop.closes_s - shop.opens_s == 600
    (pinned,) = [visit for visit in visits if visit.id == "q"]
    assert pinned.required
    assert pinned.closes_s - pinned.opens_s == 300


def test_a_pin_too_short_for_the_visit_does_not_make_it() -> None:
    """Two minutes do not make a visit of ten; the place then has both."""
    visits = [visit for visit in day_visits(town(pin("car-1", "p", "09:00", 2)), (), DAY_START) if visit.id == "p"]
    assert len(visits) == 3


def test_only_pins_of_the_day_count() -> None:
    """A pin of tomorrow changes nothing today."""
    tomorrow = Pin(unit="car-1", place="p", at=clock("09:00") + dt.timedelta(days=1))
    assert not any(visit.pinned for visit in day_visits(town(tomorrow), (), DAY_START))


def test_never_takes_the_right_away() -> None:
    """The unit may make no visit to the place, the others may."""
    problem, ground = held(town(Pin(unit="car-1", place="p", never=True)), make_unit(), make_unit("car-2"))
    rows = [row for row, visit in enumerate(ground.visits) if visit.id == "p"]
    assert problem.visit_allowed[rows].tolist() == [[False, True], [False, True]]


def test_a_line_is_pinned_for_the_time_it_takes() -> None:
    """Without a stay the slower direction fills the window; with one the line is driven slower."""
    problem, ground = held(town(pin("car-1", "l", "09:00")), make_unit())
    row = next(row for row, visit in enumerate(ground.visits) if visit.pin == 0)
    ways = slice(problem.way_start[row], problem.way_start[row + 1])
    stay_s = problem.visit_closes_s[row] - problem.visit_opens_s[row]
    assert problem.way_service_s[0, ways] == pytest.approx([stay_s, stay_s])
    assert stay_s == pytest.approx(600 / (30 / 3.6) + 120, rel=0.01)
    problem, ground = held(town(pin("car-1", "l", "09:00", 10)), make_unit())
    assert problem.visit_closes_s[row] - problem.visit_opens_s[row] == 600


def test_an_unknown_unit_is_told_with_the_nearest_name() -> None:
    """The fault names the pin and the unit that was perhaps meant."""
    with pytest.raises(InputRefused) as error:
        refuse_unknown_units(town(pin("car-11", "p", "09:00")), (make_unit(),), DAY_START)
    (fault,) = error.value.faults
    assert (fault.code, fault.place, fault.params["nearest"]) == ("pin_unit_unknown", "[[pins]] 1: unit", "car-1")


def test_never_for_a_unit_that_is_not_out_is_a_notice() -> None:
    """It changes nothing, and is perhaps a slip."""
    (notice,) = absent_units(town(Pin(unit="car-9", place="p", never=True)), (make_unit(),))
    assert notice.code == "pin_unit_absent"


@pytest.mark.parametrize(
    ("pins", "code", "place"),
    [
        ([pin("car-1", "p", "07:30")], "pin_outside_shift", "[[pins]] 1"),
        ([pin("car-1", "p", "11:55")], "pin_outside_shift", "[[pins]] 1"),
        ([pin("car-1", "q", "08:01")], "pin_too_early", "[[pins]] 1"),
        ([pin("car-1", "q", "11:54")], "pin_too_late", "[[pins]] 1"),
        ([pin("car-1", "l", "09:00", 1)], "pin_stay_too_short", "[[pins]] 1"),
        ([pin("car-1", "p", "09:00"), pin("car-1", "q", "09:05")], "pins_conflict", "[[pins]] 1 and [[pins]] 2"),
        ([pin("car-1", "q", "09:11"), pin("car-1", "p", "09:00")], "pins_conflict", "[[pins]] 2 and [[pins]] 1"),
        (
            [pin("car-1", "p", "09:00"), Pin(unit="car-1", place="p", never=True)],
            "pin_against_never",
            "[[pins]] 1 and [[pins]] 2",
        ),
    ],
)
def test_pins_that_cannot_be_kept_are_named(pins: list[Pin], code: str, place: str) -> None:
    """Every fault names its pins and why."""
    assert refused(town(*pins)) == [(code, place)]


def test_a_line_that_no_street_follows_cannot_be_pinned() -> None:
    """Neither with a stay nor without one, where nothing says how long it takes."""
    astray = PatrolLine(id="l", name="l", line=(at(100, 100), at(500, 500)))
    for stay_min in (None, 30):
        assert refused(town(pin("car-1", "l", "09:00", stay_min), lines=(astray,))) == [
            ("pin_unreachable", "[[pins]] 1")
        ]


def test_two_units_at_one_place_at_once_are_fine() -> None:
    """Nothing keeps two crews from meeting."""
    scenario = town(pin("car-1", "p", "09:00"), pin("car-2", "p", "09:00"))
    problem, ground = held(scenario, make_unit(), make_unit("car-2"))
    assert sorted(problem.visit_pinned[[v for v, visit in enumerate(ground.visits) if visit.pin >= 0]]) == [0, 1]


def test_a_pin_without_the_right_is_named() -> None:
    """A tier that may not make the visit cannot be pinned to it."""
    guarded = (point("p", at(400, 400), rule("08:00", "12:00"), tiers=("guard",)),)
    assert refused(town(pin("car-1", "p", "09:00"), points=guarded)) == [("pin_without_right", "[[pins]] 1")]


def test_pins_leave_time_for_the_meal() -> None:
    """A long stay over the middle of a shift of six hours or more leaves no break."""
    forces = (Force(id="cars", name="c", tier="police_car", base=at(0, 0), units=2, break_min=30),)
    unit = make_unit(start="08:00", end="16:00", base=at(0, 0))
    long = town(pin("car-1", "p", "10:00", 240), forces=forces)
    assert refused(long, unit) == [("pins_against_break", "[[pins]] 1")]
    assert held(town(pin("car-1", "p", "09:00", 10), forces=forces), unit).problem.unit_break[0] >= 0


def test_speed_by_hour_counts_between_pins() -> None:
    """What can be kept at full speed cannot when the streets are slow."""
    pins = (pin("car-1", "p", "09:00", 10), pin("car-1", "q", "09:13", 5))
    assert held(town(*pins), make_unit()).problem.units == 1
    band = SpeedBand(start="08:00", end="12:00", share=0.25)
    tiers = (Tier(id="police_car", name="c", mode="car", speed_kmh=30, slower=(band,)),)
    assert refused(town(*pins, tiers=tiers), make_unit())[0][0] == "pins_conflict"


def test_the_solver_keeps_pins() -> None:
    """Both pins are stops of their unit exactly then, and the place is not visited once more."""
    scenario = town(pin("car-1", "p", "09:00"), pin("car-1", "q", "10:00"))
    units = (make_unit(), make_unit("car-2"))
    made = route_day(scenario, units, (), DAY_START, Limits(iterations=200, workers=1), draw_seed=1)
    assert made.violations == ()
    stops = [(route.unit, stop) for route in made.plans[made.drawn].routes for stop in route.stops]
    at_p = [(unit, stop.arrive) for unit, stop in stops if stop.id == "p"]
    assert ("car-1", clock("09:00")) in at_p
    assert len(at_p) == 2
    assert [(unit, stop.arrive) for unit, stop in stops if stop.id == "q"] == [("car-1", clock("10:00"))]
