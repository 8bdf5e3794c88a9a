"""Every rule of flights, broken by hand in a legal day, is found; and what only looks like breaking it is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hand_flights import day_of, flight, gate_round, market_round, two_rounds
from hand_plan import GROUND, clock

from planner.domain.dock import Outage
from planner.domain.noun import Window
from planner.domain.place import Zone
from planner.domain.plan import FlightLook, FlightSpan, Plan
from planner.domain.scenario import Scenario
from planner.domain.weather import WeatherHour
from planner.evaluation.check import PLAN_CHECKS, SCENARIO_CHECKS
from planner.evaluation.moments import in_utc
from planner.i18n.violations import violation_text


def drones(plan: Plan, scenario: Scenario) -> set[str]:
    """Give the codes of what the checks of flights find; each has a sentence."""
    plan = in_utc(plan)
    found = [item for test in PLAN_CHECKS if _is_of_flights(test) for item in test(plan)]
    found += [item for test in SCENARIO_CHECKS if _is_of_flights(test) for item in test(plan, scenario)]
    assert all(violation_text(violation, language) for violation in found for language in ("en", "zh"))
    return {violation.code for violation in found}


def _is_of_flights(test: Callable[..., object]) -> bool:
    return test.__module__.startswith("planner.evaluation.flights.")


def after(seconds: float) -> dt.datetime:
    """Give a moment by seconds after seven o'clock."""
    return clock("07:00") + dt.timedelta(seconds=seconds)


def over_market(**changes: Any) -> Zone:
    """Give a zone between the dock and the market, over which the first round flies."""
    parts = {"id": "Z9", "name": "z", "kind": "no_fly", "region": GROUND.region(200, 200, 300, 300)}
    return Zone(**{**parts, **changes})


def with_zone(**changes: Any) -> Scenario:
    """Give the station with that zone alone."""
    return two_rounds().model_copy(update={"zones": (over_market(**changes),)})


def with_model(**changes: Any) -> Scenario:
    """Give the station with another aircraft."""
    base = two_rounds()
    return base.model_copy(update={"drone_models": (base.drone_models[0].model_copy(update=changes),)})


def with_docks(**changes: Any) -> Scenario:
    """Give the station with other docks."""
    base = two_rounds()
    return base.model_copy(update={"docks": tuple(dock.model_copy(update=changes) for dock in base.docks)})


def with_weather(**changes: Any) -> Scenario:
    """Give the station in some weather from 07:10 on: the second round meets it."""
    hours = (
        WeatherHour(start=clock("06:00"), wind_mps=1.0),
        WeatherHour(**{"start": clock("07:10"), "wind_mps": 2.0, **changes}),
    )
    return two_rounds().model_copy(update={"weather": hours})


def test_the_day_that_is_broken_below_is_legal() -> None:
    """Two rounds, one over the market and one over the gate, break no rule."""
    assert drones(day_of(), two_rounds()) == set()


LEGAL: dict[str, Callable[[], tuple[Plan, Scenario]]] = {
    "below the band": lambda: (day_of(), with_zone(kind="restricted", ceiling_m=80.0)),
    "above the band": lambda: (day_of(), with_zone(top_m=80.0)),
    "not active at that time": lambda: (day_of(), with_zone(windows=(Window(start="07:10", end="20:00"),))),
    "crowd gone": lambda: (day_of(), with_zone(kind="crowd", windows=(Window(start="16:00", end="18:00"),))),
    "far enough": lambda: (day_of(), with_zone(region=GROUND.region(300, 100, 400, 200), stand_off_m=60.0)),
    "charge just enough": lambda: (day_of(), with_model(threshold_pct=90.0)),
    "quiet at other hours": lambda: (day_of(), two_rounds(quiet=(Window(start="22:00", end="30:00"),))),
    "out before and after": lambda: (
        day_of(),
        with_docks(outages=(Outage(start=clock("07:30"), end=clock("08:00")),)),
    ),
    "windy but flyable": lambda: (day_of(), with_weather(wind_mps=4.0, gust_mps=4.9, rain=1)),
    "one at a time for one operator": lambda: (day_of(), two_rounds(operators=1, drones_per_operator=1)),
    "an alert takes longer": lambda: (day_of(market_round(alert="A1"), gate_round()), two_rounds(round_min=3.9)),
    "two at once far apart": lambda: (
        day_of(market_round(), gate_round(takeoff="07:01")),
        two_rounds(headway_min=1.0, separation_m=100.0),
    ),
    "two at once in layers": lambda: (day_of(*_crossing(40.0)), two_rounds(headway_min=1.0)),
    "swapped": lambda: (_twice("07:20", 90.0), with_model(swap_min=3.0)),
}


BROKEN: dict[str, tuple[str, Callable[[], tuple[Plan, Scenario]]]] = {
    "through a zone": ("in_closed_zone", lambda: (day_of(), with_zone())),
    "wholly inside a zone": (
        "in_closed_zone",
        lambda: (day_of(), with_zone(region=GROUND.region(-2000, -2000, 2000, 2000), stand_off_m=0.0)),
    ),
    "inside a zone without margin": (
        "in_closed_zone",
        lambda: (
            day_of(),
            two_rounds(margin_m=0.0).model_copy(
                update={"zones": (over_market(region=GROUND.region(-2000, -2000, 2000, 2000)),)}
            ),
        ),
    ),
    "within the stand-off": (
        "in_closed_zone",
        lambda: (day_of(), with_zone(region=GROUND.region(300, 100, 400, 200), stand_off_m=80.0)),
    ),
    "within the margin": (
        "in_closed_zone",
        lambda: (
            day_of(),
            two_rounds(margin_m=75.0).model_copy(
                update={"zones": (over_market(region=GROUND.region(300, 100, 400, 200)),)}
            ),
        ),
    ),
    "in the band": ("in_closed_zone", lambda: (day_of(), with_zone(kind="restricted", ceiling_m=60.0, top_m=90.0))),
    "under a top that is too high": ("in_closed_zone", lambda: (day_of(), with_zone(top_m=100.0))),
    "a ceiling counts for restricted zones alone": ("in_closed_zone", lambda: (day_of(), with_zone(ceiling_m=90.0))),
    "climbing into a band": (
        "in_closed_zone",
        lambda: (
            day_of(),
            with_zone(kind="restricted", region=GROUND.region(0, 0, 40, 40), ceiling_m=30.0, top_m=60.0),
        ),
    ),
    "over a crowd at its hours": (
        "in_closed_zone",
        lambda: (day_of(), with_zone(kind="crowd", windows=(Window(start="06:00", end="07:10"),))),
    ),
    "camera on over privacy": ("camera_on_in_zone", lambda: (day_of(), with_zone(kind="privacy", camera_off=True))),
    "over the ceiling": ("over_the_ceiling", lambda: (day_of(), two_rounds(ceiling_m=70.0))),
    "a dock used twice": (
        "dock_used_twice",
        lambda: (day_of(market_round(), gate_round(takeoff="07:01", dock="D1", drone="U1")), two_rounds()),
    ),
    "the wrong length": (
        "flight_length_wrong",
        lambda: (day_of(market_round(length_m=900.0), gate_round()), two_rounds()),
    ),
    "landing too low": ("battery_wrong", lambda: (day_of(), with_model(lowest_pct=85.0))),
    "less than the time takes": ("battery_wrong", lambda: (day_of(), with_model(usable_share=0.5))),
    "below the threshold": ("charge_below_threshold", lambda: (day_of(), with_model(threshold_pct=91.0))),
    "charged too fast": ("charged_too_fast", lambda: (_twice("07:20", 90.0), with_model(charge_pct_per_min=0.5))),
    "charged through the taper": (
        "charged_too_fast",
        lambda: (_twice("07:20", 90.0), with_model(taper_pct=76.0, taper_share=0.1)),
    ),
    "swapped too fast": ("charged_too_fast", lambda: (_twice("07:20", 90.0), with_model(swap_min=12.0))),
    "no reserve against the wind": ("return_reserve_missing", lambda: (_low_and_far(), with_weather(gust_mps=14.6))),
    "too long": ("round_too_long", lambda: (day_of(), two_rounds(round_min=3.0))),
    "too short": ("round_too_short", lambda: (day_of(), two_rounds(shortest_round_min=10.0))),
    "while out": (
        "dock_is_out",
        lambda: (day_of(), with_docks(outages=(Outage(start=clock("07:02"), end=clock("08:00")),))),
    ),
    "in quiet hours": ("quiet_not_kept", lambda: (day_of(), two_rounds(quiet=(Window(start="07:15", end="07:30"),)))),
    "wind": ("weather_too_bad", lambda: (day_of(), with_weather(wind_mps=12.5))),
    "gusts": ("weather_too_bad", lambda: (day_of(), with_weather(gust_mps=15.5))),
    "rain": ("weather_too_bad", lambda: (day_of(), with_weather(rain=2))),
    "cold": ("weather_too_bad", lambda: (day_of(), with_weather(temperature_c=-21.0))),
    "cold rain": ("weather_too_bad", lambda: (day_of(), with_weather(rain=1, temperature_c=4.0))),
    "nobody to watch": (
        "operators_missing",
        lambda: (
            day_of(market_round(), gate_round(takeoff="07:01")),
            two_rounds(headway_min=1.0, operators=1, drones_per_operator=1),
        ),
    ),
    "no operator at all": ("operators_missing", lambda: (day_of(), two_rounds(operators=0))),
    "a gap between rounds": ("drones_do_not_hand_over", lambda: (day_of(), two_rounds(uninterrupted=True))),
    "a hand-over too short": (
        "drones_do_not_hand_over",
        lambda: (
            day_of(market_round(), gate_round(takeoff="07:03")),
            two_rounds(headway_min=3.0, uninterrupted=True, handover_min=2.0),
        ),
    ),
    "two too close": ("drones_too_close", lambda: (day_of(*_crossing(0.0)), two_rounds(headway_min=1.0))),
    "a look elsewhere": (
        "look_not_flown",
        lambda: (
            day_of(market_round(looks=(FlightLook(task="T2", start=clock("07:00"), end=after(10)),)), gate_round()),
            two_rounds(),
        ),
    ),
    "a look not served": (
        "look_not_flown",
        lambda: (
            day_of(
                market_round(looks=(FlightLook(task="T1", start=clock("07:00"), end=clock("07:02")),)), gate_round()
            ),
            two_rounds(),
        ),
    ),
    "a hover too short": (
        "flight_does_not_see",
        lambda: (day_of(market_round(), gate_round(stay_s=30.0)), two_rounds()),
    ),
    "looking away": (
        "flight_does_not_see",
        lambda: (
            day_of(
                market_round(),
                gate_round(camera_off=(FlightSpan(start=clock("07:20"), end=clock("07:40")),)),
            ),
            two_rounds(),
        ),
    ),
    "a required task out of its window": (
        "task_not_told",
        lambda: (day_of(market_round(), gate_round(takeoff="08:01")), two_rounds(tolerance_min=50.0)),
    ),
    "a round left out": ("round_not_told", lambda: (day_of(market_round()), two_rounds())),
    "a round too late": ("round_off_time", lambda: (day_of(market_round(), gate_round(takeoff="07:26")), two_rounds())),
}


def _twice(second: str, before_pct: float) -> Plan:
    """Fly twice from one dock."""
    after = {"battery_before_pct": before_pct}
    return day_of(market_round(), gate_round(takeoff=second, dock="D1", drone="U1", **after))


def _crossing(apart_m: float) -> tuple[Any, Any]:
    """Fly two rounds that meet over the market, one of them higher."""
    first = market_round(takeoff="07:01")
    second = flight(2, "07:00.9", ((400.0, 400.0),), dock="D2", height_m=80.0 + apart_m, serves=())
    return first, second


def _low_and_far() -> Plan:
    """Fly as the first day does, with little charge."""
    return day_of(market_round(), gate_round(battery_before_pct=40.0, battery_after_pct=25.0))


@pytest.mark.parametrize("name", LEGAL)
def test_what_is_allowed_is_not_reported(name: str) -> None:
    """The bounds of each rule are allowed."""
    plan, scenario = LEGAL[name]()
    assert drones(plan, scenario) - {"task_not_told"} == set()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_named(name: str) -> None:
    """Each rule, broken alone, is found."""
    code, make = BROKEN[name]
    plan, scenario = make()
    assert code in drones(plan, scenario)


def test_a_camera_that_is_off_may_cross_a_privacy_zone() -> None:
    """The stretch over the zone must lie in the spans that the plan states."""
    over = (
        FlightSpan(start=after(30), end=after(70)),
        FlightSpan(start=after(130), end=after(190)),
    )
    early = tuple(
        FlightSpan(start=span.start - dt.timedelta(seconds=20), end=span.end - dt.timedelta(seconds=20))
        for span in over
    )
    scenario = with_zone(kind="privacy", camera_off=True)
    assert "camera_on_in_zone" not in drones(day_of(market_round(camera_off=over), gate_round()), scenario)
    assert "camera_on_in_zone" in drones(day_of(market_round(camera_off=early), gate_round()), scenario)
