"""Charging with its taper, swapped batteries, and wear."""

import math

import pytest

from planner.domain.drone_model import DroneModel
from planner.drones.energy import charged, seconds_to
from planner.drones.energy.wear import cycles, days_to_quota, days_to_service, sorties_to_service

MODEL = DroneModel(id="m", name="m", endurance_min=50.0, charge_pct_per_min=3.0, start_pct=95.0, taper_pct=80.0)
SWAP = MODEL.model_copy(update={"swap_min": 3.0})


@pytest.mark.parametrize(
    ("from_pct", "minutes", "to_pct"),
    [
        (50.0, 5.0, 65.0),
        (50.0, 10.0, 80.0),
        (50.0, 14.0, 86.0),
        (85.0, 2.0, 88.0),
        (50.0, 60.0, 95.0),
        (50.0, -5.0, 50.0),
    ],
)
def test_charge_rises_evenly_and_slower_above_the_taper(from_pct, minutes, to_pct):
    """3 % a minute up to 80 %, half of it above, never beyond the starting charge."""
    assert charged(from_pct, minutes * 60.0, MODEL) == pytest.approx(to_pct)


def test_time_to_a_charge_is_the_other_way_round():
    """Charging for that time gives that charge; less does not."""
    for low in (5.0, 50.0, 79.0, 85.0):
        for high in (60.0, 80.0, 92.0, 95.0):
            seconds = seconds_to(low, high, MODEL)
            assert charged(low, seconds, MODEL) == pytest.approx(max(low, high))
            if seconds > 0:
                assert charged(low, seconds - 1.0, MODEL) < high
    assert seconds_to(50.0, 96.0, MODEL) == math.inf


def test_a_swapped_battery_is_full_at_once():
    """Nothing happens until the swap is done, then the battery holds the starting charge."""
    assert charged(40.0, 179.0, SWAP) == 40.0
    assert charged(40.0, 180.0, SWAP) == 95.0
    assert seconds_to(40.0, 60.0, SWAP) == 180.0


def test_wear():
    """Two flights of 55 % are 1.1 full charges; quotas are counted down from what was flown."""
    assert cycles([55.0, 55.0]) == pytest.approx(1.1)
    assert days_to_quota(MODEL, 136.0, 13.2) == pytest.approx(20.0)
    assert days_to_quota(MODEL, 500.0, 13.2) == 0.0
    assert days_to_quota(MODEL, 0.0, 0.0) == math.inf
    serviced = MODEL.model_copy(update={"service_sorties": 100})
    assert sorties_to_service(MODEL, 70) is None
    assert days_to_service(MODEL, 70, 24.0) is None
    assert sorties_to_service(serviced, 70) == 30
    assert sorties_to_service(serviced, 130) == 0
    assert days_to_service(serviced, 70, 24.0) == pytest.approx(1.25)
    assert days_to_service(serviced, 70, 0.0) == math.inf
