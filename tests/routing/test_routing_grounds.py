"""Units that keep to their ground, hand over at their base, relieve each other, and obey pins and banned turns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from route_by_hand import routed
from routing_town import BASE, DAY_START, FRAME, SIDE, at, box, make_scenario, make_streets, make_unit, rule

from planner.domain.force import Force
from planner.domain.plan import Route
from planner.domain.work import PatrolArea, PatrolPoint
from planner.routing.prepare import Prepared, prepare
from planner.routing.report import report
from planner.routing.units.relief import relief

ESTATE = PatrolArea(id="estate", name="Estate", region=box(-10, -10, 610, 410))
VILLAGE = PatrolArea(id="village", name="Village", region=box(390, 390, 1010, 1010))


def guards(name: str = "guards", **changes: object) -> Force:
    """Make a force of cars that is bound to some ground."""
    parts: dict[str, object] = {"tier": "police_car", "base": BASE, "units": 3, "break_min": 0, "areas": ("estate",)}
    return Force(id=name, name=name, **{**parts, **changes})


def point(name: str, east_m: float, north_m: float) -> PatrolPoint:
    """Make a point with one visit."""
    return PatrolPoint(id=name, name=name, location=at(east_m, north_m), visits=(rule("08:00", "12:00", dwell_min=5),))


def town(*forces: Force, points: tuple[PatrolPoint, ...] = (), **changes: object):
    """Make the town with two areas that may be grounds."""
    return make_scenario(forces=forces, areas=(ESTATE, VILLAGE), points=points, **changes)


def metres(route: Route) -> np.ndarray:
    """Give the points of a route's path in metres from the base, (p, 2)."""
    return FRAME.metres([p[:2] for p in route.path])


def only_route(prepared: Prepared, *visits: str) -> Route:
    """Give the route of the only unit through some visits."""
    unit = prepared.ground.units[0].id
    (route,) = report(prepared, routed(prepared, {unit: visits})).routes
    return route


def inside(points: np.ndarray, west: float, south: float, east: float, north: float) -> np.ndarray:
    """Tell which points lie in a rectangle, give or take the 25 m of streets along the border."""
    low, high = np.array([west, south]) - 25.5, np.array([east, north]) + 25.5
    return ((points >= low) & (points <= high)).all(axis=1)


def test_limited_units_never_leave_their_ground() -> None:
    """Visits, ways between them and idle patrols all lie on the estate; a car that is not limited does leave it."""
    scenario = town(guards(), points=(point("a", 590, 10), point("b", 10, 390)))
    prepared = prepare(scenario, (make_unit("g-1", force="guards"),), (), DAY_START, 1)
    points = metres(only_route(prepared, "a", "b"))
    assert inside(points, -10, -10, 610, 410).all()
    assert len({tuple(np.round(point / 200)) for point in points}) >= 8
    free = prepare(town(guards(areas=())), (make_unit("g-1", force="guards"),), (), DAY_START, 1)
    assert not inside(metres(only_route(free)), -10, -10, 610, 410).all()


def test_areas_and_grids_add_up() -> None:
    """A force with a grid and an area may be on both."""
    force = guards(grids=("E",))
    scenario = town(force, points=(point("east", 900, 900), point("estate_p", 200, 200), point("west", 200, 900)))
    allowed = prepare(scenario, (make_unit("g-1", force="guards"),), (), DAY_START, 1).problem.visit_allowed
    assert allowed[:, 0].tolist() == [True, True, False]


def test_a_base_outside_its_ground_is_left_and_reached_through_other_streets() -> None:
    """From a base beyond the ground the quickest way is taken; between stops on the ground nobody leaves it."""
    scenario = town(guards(areas=("village",)), points=(point("a", 400, 400), point("b", 1000, 1000)))
    prepared = prepare(scenario, (make_unit("g-1", force="guards", end="09:30"),), (), DAY_START, 1)
    problem = prepared.problem
    start, a, b = int(problem.unit_start_node[0]), int(problem.way_entry[0]), int(problem.way_entry[1])
    assert problem.travel_s[0, start, a] == pytest.approx(800 / (30 / 3.6), rel=0.01)
    assert problem.travel_s[0, a, b] == pytest.approx(1200 / (30 / 3.6), rel=0.01)
    route = only_route(prepared, "a", "b")
    seconds = np.array([(p[2] - DAY_START).total_seconds() for p in route.path])
    first = (route.stops[1].arrive - DAY_START).total_seconds()
    last = (route.stops[2].depart - DAY_START).total_seconds()
    outside = ~inside(metres(route), 390, 390, 1010, 1010)
    assert outside[0]
    assert not outside[(seconds >= first) & (seconds <= last)].any()


def test_an_idle_unit_goes_out_to_its_ground() -> None:
    """A unit without visits whose base lies outside patrols on its ground and comes back in time."""
    prepared = prepare(town(guards(areas=("village",))), (make_unit("g-1", force="guards"),), (), DAY_START, 1)
    route = only_route(prepared)
    there = inside(metres(route), 390, 390, 1010, 1010)
    assert there.mean() > 0.8
    assert route.path[-1][2] == route.end
    changes = np.count_nonzero(np.diff(there.astype(int)))
    assert changes == 2


def test_what_only_other_streets_lead_to_is_told() -> None:
    """A visit on the ground whose only street runs outside it is unmet because of the ground, with a fix that fits."""
    island = PatrolArea(id="two", name="Two", region=(*box(-10, -10, 210, 210), *box(790, 790, 1010, 1010)))
    scenario = make_scenario(forces=(guards(areas=("two",)),), areas=(island,), points=(point("there", 1000, 1000),))
    prepared = prepare(scenario, (make_unit("g-1", force="guards"),), (), DAY_START, 1)
    made = report(prepared, routed(prepared, {}))
    assert [(item.reason, item.fix.code, item.fix.params["forces"]) for item in made.unmet] == [
        ("outside_ground", "widen_ground", "guards")
    ]


def test_a_ground_without_streets_keeps_its_units_at_their_base() -> None:
    """When no street lies on the ground the unit stays where it is, and the visit is told."""
    yard = PatrolArea(id="yard", name="Yard", region=box(60, 60, 140, 140))
    scenario = make_scenario(
        forces=(guards(areas=("yard",), base=at(100, 100)),), areas=(yard,), points=(point("in_yard", 100, 90),)
    )
    unit = make_unit("g-1", force="guards", base=at(100, 100))
    prepared = prepare(scenario, (unit,), (), DAY_START, 1)
    made = report(prepared, routed(prepared, {}))
    assert [item.reason for item in made.unmet] == ["outside_ground"]
    assert len(np.unique(np.round(metres(made.routes[0])), axis=0)) == 1


def test_hand_overs_are_spent_at_the_base() -> None:
    """The solver has the shift between the handovers; the stops at the base last, and the unit stands there."""
    scenario = town(guards(handover_min=15, areas=()), points=(point("p", 600, 600),))
    prepared = prepare(scenario, (make_unit("g-1", force="guards"),), (), DAY_START, 1)
    problem = prepared.problem
    assert (problem.unit_start_s[0], problem.unit_end_s[0]) == (3600 + 900, 5 * 3600 - 900)
    route = only_route(prepared, "p")
    first, last = route.stops[0], route.stops[-1]
    assert (first.arrive, last.depart) == (route.start, route.end)
    assert (first.depart - first.arrive).total_seconds() >= 900
    assert (last.depart - last.arrive).total_seconds() == 900
    seconds = np.array([(p[2] - route.start).total_seconds() for p in route.path])
    at_base = np.hypot(*metres(route).T) < 1
    assert at_base[(seconds <= 900) | (seconds >= 4 * 3600 - 900)].all()
    assert not at_base.all()
    assert (route.path[0][2], route.path[-1][2]) == (route.start, route.end)


def test_units_of_one_ground_relieve_each_other() -> None:
    """Two forces on one estate are a group, whatever their breaks; one on the whole station is a group of its own."""
    forces = (guards(break_min=30), guards("wardens", break_min=45), guards("cars", areas=(), break_min=30))
    units = tuple(make_unit(f"{force.id}-1", force=force.id, end="16:00") for force in forces)
    found = relief(town(*forces), units, DAY_START)
    assert found.groups == ((0, 1), (2,))
    windows = {unit: (visit.opens_s, visit.closes_s, visit.dwell_s) for unit, visit in found.breaks}
    assert [windows[unit][2] for unit in range(3)] == [1800, 2700, 1800]
    assert windows[0][1] <= windows[1][0] or windows[1][1] <= windows[0][0]


def test_grounds_that_cannot_relieve_each_other_name_their_forces() -> None:
    """When two breaks fill two equal shifts both forces of the ground are named, and the group is given up."""
    forces = (guards(break_min=120, handover_min=110), guards("wardens", break_min=120, handover_min=110))
    units = tuple(make_unit(f"{force.id}-1", force=force.id, end="14:00") for force in forces)
    found = relief(town(*forces), units, DAY_START)
    assert (found.groups, found.together) == ((), ("guards", "wardens"))


def test_pins_and_refusals_narrow_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pinned visit is its unit's alone, a refused one anybody else's; a break is pinned to its unit."""
    from planner.routing import prepare as room

    made = room.day_visits

    def with_marks(*arguments: object):
        first, second, *rest = made(*arguments)
        return [replace(first, pinned="g-2"), replace(second, never=("g-1",)), *rest]

    monkeypatch.setattr(room, "day_visits", with_marks)
    scenario = town(guards(areas=(), break_min=30), points=(point("p", 200, 200), point("q", 400, 400)))
    units = tuple(make_unit(f"g-{n}", force="guards", end="16:00") for n in (1, 2, 3))
    problem = prepare(scenario, units, (), DAY_START, 1).problem
    assert problem.visit_pinned[:2].tolist() == [1, -1]
    assert problem.visit_allowed[:2].tolist() == [[False, True, False], [False, True, True]]
    assert problem.visit_pinned[problem.unit_break].tolist() == [0, 1, 2]


def test_banned_turns_are_kept_on_patrol() -> None:
    """A car that patrols never turns left at junctions where that is banned, not even on its way home."""
    streets = make_streets()
    steps = FRAME.metres(streets.node_lonlat)
    way = steps[streets.edge_target] - steps[streets.edge_source]
    bans = []
    for first in range(streets.edges):
        node = int(streets.edge_target[first])
        if node % SIDE in {2, 3}:
            seconds = np.flatnonzero(streets.edge_source == node)
            left = way[first, 0] * way[seconds, 1] - way[first, 1] * way[seconds, 0] > 1
            bans += [(first, second) for second in seconds[left].tolist()]
    turns = np.array(sorted(bans), np.int32)
    scenario = make_scenario(streets=replace(streets, turn_from=turns[:, 0], turn_to=turns[:, 1]))
    route = only_route(prepare(scenario, (make_unit(),), (), DAY_START, 1))
    points = metres(route)
    points = points[np.append(True, (np.abs(np.diff(points, axis=0)) > 0.1).any(axis=1))]
    before, after = np.diff(points, axis=0)[:-1], np.diff(points, axis=0)[1:]
    left = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0] > 1
    column = np.round(points[1:-1, 0] / 200).astype(int)
    assert len(left) > 20
    assert left[~np.isin(column, [2, 3])].any()
    assert not left[np.isin(column, [2, 3])].any()
