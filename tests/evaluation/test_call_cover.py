"""What is near a free unit minute by minute, and without one of them: held against distances on the lattice."""

from __future__ import annotations

import numpy as np
import pytest
from hand_plan import GROUND, plan, stay, unit
from small_station import station

from planner.domain.demand import Demand
from planner.domain.force import SpeedBand
from planner.domain.plan import Plan
from planner.evaluation.achievement.call_cover import call_cover, junctions
from planner.evaluation.achievement.figures import cover_figures
from planner.evaluation.achievement.losses import loss_figures, losses
from planner.evaluation.achievement.unit_minutes import unit_minutes
from planner.evaluation.simulation.places import call_places

QUIET = {"incidents": (), "points": (), "lines": (), "areas": ()}
EVEN = Demand(by_grid={f"G{number}": (0.5,) * 168 for number in range(1, 5)})
JUNCTIONS = 32
"""Nodes of the lattice but its corners."""


def guards(*places: tuple[float, float], force: str = "cars", required: bool = False) -> Plan:
    """Give a plan whose guards stand at places all day; they walk at 4.5 km/h, 375 m in five minutes."""
    units = [unit(f"g{n}", "guard").model_copy(update={"force": force}) for n in range(len(places))]
    return plan(
        *((one, [stay("K1", "07:00", "31:00", at, required=required)]) for one, at in zip(units, places, strict=True))
    )


def test_junctions_are_where_three_streets_meet() -> None:
    """All nodes of the lattice but its four corners."""
    assert len(junctions(station(), {"car"})) == JUNCTIONS


def test_junctions_near_a_guard() -> None:
    """In five minutes a guard on a junction reaches its four neighbours, 250 m off; in three only where it stands."""
    cover = call_cover(guards((125, 125)), station(**QUIET), EVEN)
    assert cover.junction_share.shape == (1440, 3)
    assert cover.junction_share[700] * JUNCTIONS == pytest.approx([1, 1, 5])
    figures = cover_figures(cover)
    assert figures["junctions_within_5_min_pct"] == pytest.approx(100 * 5 / JUNCTIONS, abs=0.02)
    assert figures["free_units_least"] == figures["free_units_mean"] == 1


def test_from_the_middle_of_a_street_both_ends_count() -> None:
    """From 100 m off one end the other is 150 m off: both within three minutes, 225 m; six more within five, 375 m.

    Of the six neighbours, 250 m beyond either end, those beyond the nearer end are 350 m off and those beyond the other
    400 m.
    """
    cover = call_cover(guards((225, 125)), station(**QUIET), EVEN)
    assert cover.junction_share[700] * JUNCTIONS == pytest.approx([0, 2, 5])


def test_calls_near_a_guard_are_those_within_its_way() -> None:
    """The share of the expected calls is the weight of the places that are near enough along the lattice: 450 m."""
    brisk = tuple(tier.model_copy(update={"speed_kmh": 5.4}) for tier in station().tiers)
    scenario = station(**QUIET, tiers=brisk)
    places = call_places(scenario)
    metres = GROUND.frame.metres(places.lonlat) - GROUND.frame.metres([GROUND.lonlat(125, 125)])
    away_m = np.abs(metres).sum(axis=1)
    assert not ((away_m > 440) & (away_m < 460)).any()
    cover = call_cover(guards((125, 125)), scenario, EVEN)
    expected = places.weight[away_m < 450].sum() / places.weight.sum()
    assert cover.demand_share[700, 2] == pytest.approx(expected)
    assert cover.demand_pct()[2] == pytest.approx(100 * expected, abs=0.1)
    by_grid = np.bincount(places.grid, places.weight * (away_m < 450))
    assert cover.grid_reached[:, 2] / cover.grid_demand == pytest.approx(by_grid, abs=0.001)


def test_calls_count_in_the_hour_in_which_they_come() -> None:
    """With all calls of the week on Monday at ten, the day's share is that of the hour."""
    hours = tuple(float(hour == 10) for hour in range(168))
    one = Demand(by_grid={"G1": (0.0,) * 168, "G2": (0.0,) * 168, "G3": (0.0,) * 168, "G4": hours})
    away = plan((unit("g", "guard", "10:00", "10:30"), [stay("K1", "10:00", "10:30", (125, 125), required=False)]))
    cover = call_cover(away, station(**QUIET), one)
    there = cover.demand_share[180:209, 2]
    assert there.min() == there.max() > 0.1
    assert cover.demand_pct()[2] == pytest.approx(100 * there[0] / 2, rel=0.05)


def test_slow_hours_shorten_the_way() -> None:
    """At half the speed the neighbours are out of reach."""
    scenario = station(**QUIET)
    slow = tuple(
        tier.model_copy(update={"slower": (SpeedBand(start="12:00", end="13:00", share=0.5),)})
        for tier in scenario.tiers
    )
    cover = call_cover(guards((125, 125)), scenario.model_copy(update={"tiers": slow}), EVEN)
    assert cover.junction_share[330, 2] * JUNCTIONS == pytest.approx(1)
    assert cover.junction_share[290, 2] * JUNCTIONS == pytest.approx(5)


def test_a_force_reaches_nothing_outside_its_ground() -> None:
    """Guards that keep to the western grids reach three of the four neighbours."""
    cover = call_cover(guards((-125, 125), force="guards"), station(**QUIET), EVEN)
    assert cover.junction_share[700, 2] * JUNCTIONS == pytest.approx(4)


def test_who_is_busy_is_not_free() -> None:
    """A required stay and a meal keep a unit; an optional stay does not."""
    kept = guards((125, 125), required=True)
    assert call_cover(kept, station(**QUIET), EVEN).junction_share[700].tolist() == [0, 0, 0]
    meal = stay("base", "12:00", "12:30", (125, 125), kind="break", required=False)
    readings = unit_minutes(plan((unit("g"), [meal])))
    assert (~readings.free).sum() == (~readings.visible).sum() == 30
    busy = unit_minutes(kept)
    assert busy.visible.all()
    assert not busy.free.any()


def test_long_plans_are_read_less_often() -> None:
    """Of four days every second minute is read, of one day every minute."""
    assert unit_minutes(plan((unit("g"), []))).step_s == 60
    long = unit_minutes(plan((unit("g"), []), days=4))
    assert (long.step_s, long.steps, len(long.unit)) == (120, 2880, 720)


def test_the_loss_of_the_only_unit_near_is_told() -> None:
    """Two guards side by side replace each other; one that stands alone does not."""
    scenario = station(**QUIET)
    both = guards((125, 125), (125, 125))
    cover = call_cover(both, scenario, EVEN)
    assert cover.without_pct() == pytest.approx([cover.demand_pct()[2]] * 2)
    apart = guards((375, 375), (-375, -375))
    cover = call_cover(apart, scenario, EVEN)
    alone = [call_cover(guards(place), scenario, EVEN).demand_pct()[2] for place in ((-375, -375), (375, 375))]
    assert cover.without_pct() == pytest.approx(alone, abs=1e-6)


def test_required_visits_fall_with_their_unit() -> None:
    """Of five required visits one unit makes two and one makes one: without the first a fifth is left."""
    scenario = station(lines=(), areas=())
    made = plan(
        (unit("a"), [stay("K1", "07:10", "07:20"), stay("K1", "16:10", "16:20")]),
        (unit("b"), [stay("K2", "22:10", "22:20", (130, 240))]),
    )
    missed = tuple(item for item in _unmet(2))
    found = losses(made.model_copy(update={"required_unmet": missed}), scenario, call_cover(made, scenario, EVEN))
    by_unit = {loss.unit: loss for loss in found}
    assert by_unit["a"].required_visits_lost == 2
    assert by_unit["a"].required_visits_met_pct == pytest.approx(20.0)
    assert by_unit["b"].required_visits_met_pct == pytest.approx(40.0)
    figures = loss_figures(found)
    assert figures["required_visits_met_less_one_unit_pct"] == pytest.approx(20.0)
    assert figures["demand_within_5_min_less_one_unit_pct"] == found[0].demand_within_5_min_pct
    assert loss_figures(()) == {}


def _unmet(count: int):
    from hand_plan import clock

    from planner.domain.plan import Fix, Unmet

    for number in range(count):
        told = {"reason": "no_time_left", "fix": Fix(code="add_unit_hours")}
        yield Unmet(kind="visit", id=f"K{number + 1}", when=clock("18:00"), **told)
