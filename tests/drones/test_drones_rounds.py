"""Sorties are legal, complete and of near equal length."""

import numpy as np
import pytest
import shapely

from planner.drones.airspace.space import Airspace
from planner.drones.looks.strokes import CoverageCache
from planner.drones.sorties.making import sorties


def _sorties(problem, zones=()):
    return sorties(problem, 0, Airspace(zones, problem.rules.margin_m, 20.0), CoverageCache())


def test_a_large_area_is_cut_into_near_equal_rounds(make):
    """Ground too large for one round becomes several, each within the longest, together seeing all of it."""
    area = shapely.box(-800, -600, 800, 600)
    problem = make.problem(tasks=(make.task(area),), round_min=10.0)
    made = _sorties(problem)
    airs = [sortie.air_s for sortie in made]
    seen = shapely.union_all([shapely.linestrings(sortie.path[:, :2]).buffer(50) for sortie in made])
    assert len(made) > 1
    assert max(airs) <= 600.0
    assert min(airs) > 0.7 * max(airs)
    assert seen.intersection(area).area >= 0.995 * area.area


def test_the_battery_limits_a_round_too(make):
    """A weak battery cuts rounds shorter than the rules would."""
    weak = make.dock().model.model_copy(update={"endurance_min": 10.0})
    problem = make.problem(docks=(make.dock(model=weak),), tasks=(make.task(shapely.box(-500, -500, 500, 500)),))
    made = _sorties(problem)
    assert made
    assert max(sortie.air_s for sortie in made) <= 0.6 * 0.8 * 10 * 60


def test_small_tasks_near_each_other_share_a_sortie(make):
    """Three gates in one neighbourhood are seen in one flight, each with its hover."""
    gates = tuple(make.task(shapely.Point(300 + 100 * k, 50), name=f"g{k}") for k in range(3))
    made = _sorties(make.problem(tasks=gates))
    together = [sortie for sortie in made if sortie.tasks == {0, 1, 2}]
    assert together
    assert all(look.end_s - look.start_s == pytest.approx(30.0) for look in together[0].looks)


def test_ground_beyond_the_radius_is_left_out(make):
    """A dock flies no farther than its radius."""
    problem = make.problem(docks=(make.dock(radius_m=500.0),), tasks=(make.task(shapely.box(300, 0, 900, 400)),))
    made = _sorties(problem)
    assert made
    assert max(np.hypot(*sortie.path[:, :2].T).max() for sortie in made) <= 500.0


def test_a_dock_in_a_closed_zone_flies_nothing(make):
    """A closed zone over the dock leaves no legal sortie."""
    zone = make.zone(shapely.Point(0, 0).buffer(50))
    assert _sorties(make.problem(), (zone,)) == []


def test_a_flight_height_over_the_ceiling_flies_nothing(make):
    """Flights higher than the ceiling are not made."""
    assert _sorties(make.problem(height_m=130.0)) == []
