"""Drones in layers of height: who flies where, what zones close, and what the rules of the rounds allow."""

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely

from planner.domain.solving import keep_going
from planner.drones.check import check
from planner.drones.energy import CALM, Wind, flown
from planner.drones.looks.sights import sights
from planner.drones.problem import DroneResult
from planner.drones.schedule.filling import Filling
from planner.drones.schedule.making_way import in_other_layers, other_ways
from planner.drones.schedule.options import hangar
from planner.drones.schedule.raising import raised
from planner.drones.schedule.states import State

LAYERS = (80.0, 100.0, 120.0)


def _height(item):
    return float(item.path[:, 2].max())


@pytest.fixture
def ring(make):
    """Give a builder of a day of 24 rounds by six docks around one point, over which two drones wait at a time."""

    def built(**rules):
        docks = tuple(make.dock(f"d{k}", (700 * math.cos(k), 700 * math.sin(k))) for k in range(6))
        task = make.task(shapely.Point(0, 0))
        figures = {"rounds_per_day": 24, "headway_min": 10.0, "round_min": 16.0, "shortest_round_min": 15.0}
        return make.problem(docks=docks, tasks=(task,), **figures, **rules)

    return built


def test_the_docks_take_the_layers_in_turn(make, ring):
    """Drones of six docks fly in three layers, and with them none that would meet another one is given up."""
    problem = ring(layers_m=LAYERS)
    result = make.solved(problem)
    assert check(problem, result) == []
    assert (result.status, len(result.rounds)) == ("optimal", 24)
    assert {_height(item) for item in result.rounds} == set(LAYERS)
    assert [problem.home_height_m(dock) for dock in range(4)] == [80.0, 100.0, 120.0, 80.0]


def test_without_layers_rounds_are_moved_before_any_is_given_up(make, ring):
    """In one layer some rounds meet: departures move inside the tolerance, the rest is told with layers as the fix."""
    problem = ring()
    result = make.solved(problem)
    assert check(problem, result) == []
    assert result.status == "feasible"
    moved = [item.takeoff_s - problem.departures_s[item.number - 1] for item in result.rounds]
    assert any(moved)
    assert max(np.abs(moved)) <= 180
    still = make.solved(ring(tolerance_min=0.0))
    assert len(result.rounds) > len(still.rounds)
    assert {(item.reason, item.fix, item.fix_params["count"]) for item in result.short} == {
        ("too_near", "add_layers", 3)
    }


def test_rounds_brought_into_one_layer_by_hand_are_caught(make, ring):
    """The check finds what the layers part, once all paths are put at one height."""
    problem = ring(layers_m=LAYERS)
    result = make.solved(problem)
    flat = []
    for item in result.rounds:
        path = item.path.copy()
        path[1:-1, 2] = 80.0
        flat.append(replace(item, path=path))
    broken: DroneResult = replace(result, rounds=tuple(flat))
    assert "flights_too_close" in {violation.code for violation in check(problem, broken)}
    assert "flights_too_close" not in {violation.code for violation in check(problem, result)}


@pytest.mark.parametrize("winds", [(CALM,), (Wind(speed_mps=7.0, from_deg=40.0, gust_mps=9.0), CALM)])
@pytest.mark.parametrize("height_m", [60.0, 110.0])
def test_a_flight_in_another_layer_takes_what_the_same_flight_takes_there(make, winds, height_m):
    """Clock and charge are those of the energy model at that height; a lower one asks for no less at take-off."""
    problem = make.problem()
    (sortie, *_) = Filling(problem, sights(problem)).sorties(0, State((), winds))
    copy = raised(problem, sortie, height_m, winds)
    stays = np.diff(sortie.path[:, 3], append=0.0)
    still = np.flatnonzero(np.all(np.diff(sortie.path[:, :2], axis=0) == 0, axis=1)[1:-1]) + 1
    level = sortie.path[1:-1]
    keep = np.ones(len(level), bool)
    keep[still] = False
    hover = np.zeros(len(level))
    hover[still - 1] = stays[still]
    exact = flown(level[keep, :2], hover[keep], problem.docks[0].model, height_m, winds)
    assert np.allclose(copy.path, exact.path, atol=0.051)
    assert copy.used_pct == pytest.approx(exact.used_pct[-1], abs=0.02)
    assert copy.looks[0].start_s - sortie.looks[0].start_s == pytest.approx(exact.path[1, 3] - sortie.path[1, 3])
    assert copy.needs_pct - sortie.needs_pct >= (0.0 if height_m < 80 else copy.used_pct - sortie.used_pct) - 1e-9


def test_a_layer_is_flown_where_the_docks_own_is_closed(make):
    """A band closed from 90 m up over the task leaves it to the lower layer, of a dock whose own layer is the upper."""
    band = replace(make.zone(shapely.box(300, -100, 600, 300), ceiling_m=90.0))
    docks = (make.dock("d0", (5000.0, 0.0), radius_m=300.0), make.dock("d1", (0.0, 0.0)))
    tasks = (make.task(shapely.Point(400, 100)), make.task(shapely.Point(-400, 100), name="open"))
    problem = make.problem(docks=docks, zones=(band,), tasks=tasks, layers_m=(80.0, 100.0), rounds_per_day=8)
    result = make.solved(problem)
    assert check(problem, result) == []
    seen = {look.task: _height(item) for item in result.rounds for look in item.looks}
    assert seen[0] == 80.0
    assert set(seen) == {0, 1}
    assert {_height(item) for item in result.rounds} <= {80.0, 100.0}


def test_copies_in_other_layers_leave_only_when_their_layer_is_open(make):
    """A flight under a band that holds from noon on has a copy in the band that leaves early enough."""
    noon = 5 * 3600.0
    band = replace(make.zone(shapely.box(300, -100, 600, 300), ceiling_m=90.0, active=((noon, 2 * noon),)))
    problem = make.problem(
        zones=(band,), tasks=(make.task(shapely.Point(400, 100)),), layers_m=(80.0, 100.0), rounds_per_day=24
    )
    made = hangar(problem, keep_going)
    sortie = made.by_state[0, made.states[0]][0]
    (copy,) = in_other_layers(made, 0, sortie)
    assert in_other_layers(made, 0, sortie) == [copy]
    assert _height(made.sorties[copy]) == 100.0
    assert made.may_leave(copy, 0)
    assert not made.may_leave(copy, int(noon + 600))
    ways = list(other_ways(made, 0, sortie, 0, (0, 10_000)))
    assert ways[0] == (0, copy)
    assert max(at for at, _ in ways) == 180
    assert all(made.sorties[number].dock == 0 for _, number in ways)
