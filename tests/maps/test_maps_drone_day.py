"""The drones' day on a page: charge of the docks, ground seen, rounds missed."""

from __future__ import annotations

import numpy as np

from planner.domain.noun import Window
from planner.domain.plan import FlightSpan
from planner.geo import Frame
from planner.maps.dock_charge_data import dock_charge_data
from planner.maps.horizon import horizon
from planner.maps.round_line_data import round_line_data
from planner.maps.sights_data import sights_data


def at_night(scenario, start="07:00", end="31:00"):
    """Let the thermal camera be used in a window."""
    rounds = scenario.rounds.model_copy(update={"night": Window(start=start, end=end)})
    return scenario.model_copy(update={"rounds": rounds})


def only(plan, flight):
    """Leave one flight in a plan."""
    return plan.model_copy(update={"flights": (flight,)})


def test_charge_is_the_plans_at_take_off_and_landing(plain_day):
    """The line of a dock goes through every charge that the plan tells, forward in time, and never above full."""
    span = horizon(plain_day.plan)
    found = dock_charge_data(plain_day.plan, plain_day.scenario, span)["dock_charge"]
    for dock, row in zip(plain_day.scenario.docks, found, strict=True):
        points = row["points"]
        times = [point[0] for point in points]
        assert times == sorted(times)
        assert (times[0], times[-1]) == (0, span.seconds)
        assert all(row["lowest_pct"] <= pct <= row["start_pct"] for _, pct in points)
        for flight in plain_day.plan.flights:
            if flight.dock == dock.id:
                assert [span.at(flight.takeoff), flight.battery_before_pct] in points
                assert [span.at(flight.landing), flight.battery_after_pct] in points


def test_charging_begins_after_the_overhead(plain_day):
    """After its landing the charge stays for the overhead of a round, then rises at the model's rate."""
    flight, model = plain_day.plan.flights[0], plain_day.scenario.drone_models[0]
    span = horizon(plain_day.plan)
    (row, *_) = dock_charge_data(only(plain_day.plan, flight), plain_day.scenario, span)["dock_charge"]
    begins = span.at(flight.landing) + model.overhead_min * 60
    full = begins + 60 * (90 - flight.battery_after_pct) / model.charge_pct_per_min
    after = [point for point in row["points"] if point[0] > span.at(flight.landing)]
    assert after == [[begins, flight.battery_after_pct], [round(full), 90.0], [span.seconds, 90.0]]


def test_a_dock_that_swaps_jumps_to_full(plain_day):
    """Where batteries are swapped the charge is full from one moment to the next."""
    flight, span = plain_day.plan.flights[0], horizon(plain_day.plan)
    model = plain_day.scenario.drone_models[0].model_copy(update={"swap_min": 4.0})
    scenario = plain_day.scenario.model_copy(update={"drone_models": (model,)})
    (row, *_) = dock_charge_data(only(plain_day.plan, flight), scenario, span)["dock_charge"]
    swapped = span.at(flight.landing) + 60 * (model.overhead_min + 4)
    assert [pct for t, pct in row["points"] if t == swapped] == [flight.battery_after_pct, 90.0]


def test_a_flight_sees_what_lies_within_half_the_width(plain_day):
    """Cells near the way are seen at their minute, and none beyond half the width, measured another way."""
    import shapely

    flight = plain_day.plan.flights[0]
    seen = sights_data(only(plain_day.plan, flight), plain_day.scenario, horizon(plain_day.plan))["seen"]
    frame = Frame(plain_day.scenario.station.base)
    corners = np.cumsum(np.reshape(seen["cells"], (-1, 2)), axis=0) * 1e-6 + plain_day.scenario.station.base
    middles = frame.metres(corners + 0.5e-6 * np.array(seen["side"]))
    way = frame.line([point[:2] for point in flight.path if point[2] >= 40])
    far = shapely.distance(way, shapely.points(middles))
    found = np.cumsum(seen["flights"][0]["cells"])
    assert set(np.flatnonzero(far < 48)) <= set(found) <= set(np.flatnonzero(far < 52))
    minutes, counts = np.cumsum(seen["flights"][0]["minutes"][::2]), seen["flights"][0]["minutes"][1::2]
    assert sum(counts) == len(found)
    assert minutes.min() >= 0
    assert minutes.max() <= 15
    assert len(set(found)) == len(found)


def test_less_is_seen_at_night_and_nothing_with_the_camera_off(plain_day):
    """The thermal camera sees half the width where the model does not tell; a camera that is off sees nothing."""
    flight, span = plain_day.plan.flights[0], horizon(plain_day.plan)

    def cells(scenario, one):
        return len(sights_data(only(plain_day.plan, one), scenario, span)["seen"]["flights"][0]["cells"])

    by_day = cells(plain_day.scenario, flight)
    assert 0.3 * by_day < cells(at_night(plain_day.scenario), flight) < 0.8 * by_day
    off = flight.model_copy(update={"camera_off": (FlightSpan(start=flight.takeoff, end=flight.landing),)})
    assert cells(plain_day.scenario, off) == 0


def test_missed_rounds_stand_by_time_with_their_reason(plain_day):
    """Only rounds are listed, with a sentence."""
    visit = plain_day.plan.required_unmet[0]
    missed = [visit.model_copy(update={"kind": "round", "id": str(n), "reason": "battery_low", "params": {},
                                       "when": plain_day.plan.flights[n - 1].takeoff}) for n in (30, 4)]  # fmt: skip
    plan = plain_day.plan.model_copy(update={"required_unmet": (visit, *missed)})
    rows = round_line_data(plan, horizon(plan), "en")["missed_rounds"]
    assert [(row["name"], row["at"]) for row in rows] == [("4", 3600), ("30", 29 * 1200)]
    assert all("battery" in row["reason"] for row in rows)


def test_a_plan_without_flights_has_no_ground_seen(plain_day):
    """Nothing is said to be unseen where no round was made."""
    plan = plain_day.plan.model_copy(update={"flights": ()})
    assert sights_data(plan, plain_day.scenario, horizon(plan)) == {"seen": None}
