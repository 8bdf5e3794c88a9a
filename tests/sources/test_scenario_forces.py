"""Forces and tiers as they are read: ground, handover, slower hours; and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import small_station
from faulty_station import edit, faults_of

import planner
from planner.domain.force import SpeedBand
from planner.domain.noun import Window
from planner.domain.scenario import Scenario


def with_force(number: int, **changes: object) -> Scenario:
    """Change one force of the small station."""
    scenario = small_station.station()
    forces = list(scenario.forces)
    forces[number] = forces[number].model_copy(update=changes)
    return scenario.model_copy(update={"forces": tuple(forces)})


def test_forces_and_slower_hours_come_back(tmp_path: Path) -> None:
    """Ground, handover, slower hours and lights are written and read back."""
    scenario = with_force(1, areas=("A1",), handover_min=15.0)
    rush = SpeedBand(start="07:30", end="09:00", share=0.6, days=("mon", "fri"))
    tier = scenario.tiers[0].model_copy(update={"slower": (rush,), "lights": False})
    scenario = scenario.model_copy(update={"tiers": (tier, *scenario.tiers[1:])})
    planner.write_scenario(scenario, tmp_path / "s")
    again = planner.read_scenario(tmp_path / "s")
    assert (again.forces[1].areas, again.forces[1].handover_min) == (("A1",), 15.0)
    assert (again.tiers[0].slower, again.tiers[0].shows_lights) == ((rush,), False)


def test_an_unknown_area_of_a_force_is_refused(station: Path) -> None:
    """The fault names the force's key, the id and the nearest known one."""
    edit(station, 'grids = ["G2"]', 'grids = ["G2"]\nareas = ["nowhere"]')
    (fault,) = faults_of(station)
    assert (fault.code, fault.params["id"], fault.params["kind"]) == ("reference_unknown", "nowhere", "areas")
    assert fault.place.endswith("areas")


def test_hand_overs_that_fill_the_shift_are_refused(tmp_path: Path) -> None:
    """The fault names the force's key, and says how long a handover may be."""
    planner.write_scenario(with_force(1, handover_min=120.0), tmp_path / "s")
    (fault,) = faults_of(tmp_path / "s")
    assert (fault.code, fault.params["most_min"]) == ("handover_too_long", 120)
    assert fault.place.endswith("handover_min")


def test_a_hand_over_that_leaves_time_is_read(tmp_path: Path) -> None:
    """A minute to patrol in the shortest shift is enough."""
    planner.write_scenario(with_force(1, handover_min=119.5), tmp_path / "s")
    assert planner.read_scenario(tmp_path / "s").forces[1].handover_min == 119.5


def test_hand_overs_are_held_to_the_shifts_of_the_duty(tmp_path: Path) -> None:
    """A force on a duty whose shortest shift is two hours cannot hand over for an hour at both ends."""
    scenario = with_force(0, handover_min=60.0)
    short = scenario.shifts[0].model_copy(update={"code": "X", "window": Window(start="07:00", end="09:00")})
    shifts = (*scenario.shifts, short)
    planner.write_scenario(scenario.model_copy(update={"shifts": shifts}), tmp_path / "s")
    assert [fault.code for fault in faults_of(tmp_path / "s")] == ["handover_too_long"]
    others = short.model_copy(update={"duties": ("community",)})
    planner.write_scenario(scenario.model_copy(update={"shifts": (*scenario.shifts, others)}), tmp_path / "t")
    assert planner.read_scenario(tmp_path / "t").forces[0].handover_min == 60.0
