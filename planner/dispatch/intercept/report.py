"""The cordon in places and times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.intercept.exits import close_exits
from planner.dispatch.intercept.flight import Fled, past_walls_s
from planner.dispatch.intercept.prepare import Prepared, prepare
from planner.dispatch.intercept.problem import NEVER, Cordon, Times
from planner.dispatch.intercept.solve import close
from planner.dispatch.intercept.walls import Flight
from planner.dispatch.standing import Standing
from planner.domain.clock import later
from planner.domain.noun import LonLat
from planner.domain.plan import PathPoint, Unit
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress, keep_going
from planner.domain.street import Streets
from planner.geo import great_circle_m
from planner.streets.network import allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """One unit at one junction.

    Attributes
    ----------
    lonlat
        The junction [deg].
    streets
        Names of the streets that meet there.
    arrive
        When it is closed.
    latest
        The earliest that the one who flees can be there, past no other closed junction; None: never.
    margin_s
        Time between the two [s].
    length_m
        The unit's way [m].
    path
        Points and times of it.
    leaves
        Id of the place of the required visit that it leaves, ``break`` or ``base``; empty: nothing.
    police
        Whether it may act alone.
    """

    unit: Unit
    lonlat: LonLat
    streets: tuple[str, ...]
    arrive: dt.datetime
    latest: dt.datetime | None
    margin_s: float
    length_m: float
    path: tuple[PathPoint, ...]
    leaves: str
    police: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenJunction:
    """A junction by which they can still get out.

    Attributes
    ----------
    latest
        The earliest that they can be there, past no closed junction.
    stopped
        Whether they cannot be there as soon as with nothing closed: the quickest way to it is closed.
    """

    lonlat: LonLat
    streets: tuple[str, ...]
    latest: dt.datetime | None
    stopped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """The streets that he can first be on before a moment, past no closed junction, as lines [deg]."""

    until: dt.datetime
    lines: tuple[tuple[LonLat, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interception:
    """Which units close which junctions.

    Attributes
    ----------
    status
        ``"optimal"``: proven; ``"feasible"``: the best found in the time; ``"out"``: proven, and he may be out already.
    shut
        Whether he is shut in: nothing is left open.
    closed_s, bound_s
        When the last unit is in place, and before when no cordon can be, from now [s]; a bound of 0 says nothing.
    junctions
        Junctions among which was chosen.
    exits
        Junctions from which a street leads out, or those that were given.
    given
        Whether the exits were given.
    ways, stopped, most_stopped
        Streets that lead out (of given exits, the exits), those to which the quickest way is closed, and how many can
        be closed off so at the most.
    open
        Exits by which he can still get out, those to which the quickest way is open first, then by time.
    """

    fled: Fled
    at: dt.datetime
    status: Literal["optimal", "feasible", "out"]
    shut: bool
    closed_s: float
    bound_s: float
    junctions: int
    exits: int
    given: bool
    ways: int
    stopped: int
    most_stopped: int
    closings: tuple[Closing, ...]
    open: tuple[OpenJunction, ...]
    rings: tuple[Ring, ...]

    @property
    def meals_left(self) -> int:
        """Count the units that leave a meal."""
        return sum(closing.leaves == "break" for closing in self.closings)

    @property
    def visits_left(self) -> int:
        """Count the units that leave a required visit or a handover."""
        return sum(closing.leaves not in {"", "break"} for closing in self.closings)


def intercept(
    scenario: Scenario,
    units: Sequence[Standing],
    at: dt.datetime,
    fled: Fled,
    limits: Limits,
    *,
    exits: Sequence[LonLat] | Literal["border"] | None = None,
    ready_s: float = 0.0,
    leave_ground: bool = False,
    police: bool = False,
    on_progress: OnProgress = keep_going,
) -> Interception:
    """Find the units and junctions that shut somebody in soonest or, if none do, stop them on most ways out.

    Parameters
    ----------
    at
        Now, with offset.
    exits
        The junctions that must be closed: those nearest to some places, or ``"border"`` for all from which a street
        leads out of reach; None: they are chosen.
    ready_s
        Time that a unit needs at a junction until it is closed [s].
    leave_ground
        Whether units of a force that keeps to some ground close junctions off it as well.
    police
        Whether only units count that may act alone.

    Raises
    ------
    NotFound
        With code ``"flight_off_street"`` if he began far from every street, or outside the boundary.
    """
    ready = prepare(scenario, units, at, fled, ready_s=ready_s, leave_ground=leave_ground, police=police)
    if exits is None:
        cordon = close(ready.cordon(), limits, on_progress=on_progress)
    else:
        nodes = ready.ground.exits if exits == "border" else _nearest_nodes(scenario, ready, exits)
        found = close_exits(ready.exits(nodes))
        cordon = replace(
            found,
            closed=tuple((unit, int(nodes[exit_])) for unit, exit_ in found.closed),
            open=tuple(int(nodes[exit_]) for exit_ in found.open),
        )
    return _told(scenario, ready, cordon, at, fled, given=exits is not None)


def _nearest_nodes(scenario: Scenario, ready: Prepared, places: Sequence[LonLat]) -> Times:
    lonlat = scenario.streets.node_lonlat[ready.ground.node]
    return np.unique([int(great_circle_m(lonlat, place).argmin()) for place in places]).astype(np.int64)


def _told(
    scenario: Scenario, ready: Prepared, cordon: Cordon, at: dt.datetime, fled: Fled, *, given: bool
) -> Interception:
    walls, flight = [node for _, node in cordon.closed], Flight(ready.cordon())
    first, latest = flight.arrivals(), flight.arrivals([*walls, *cordon.open] if given else walls)
    exits = len(walls) + len(cordon.open) if given else int((first[ready.ground.exits] < NEVER).sum())
    closings = [_closing(scenario, ready, unit, node, latest, at) for unit, node in cordon.closed]
    return Interception(
        fled=fled,
        at=at,
        status=cordon.status,
        shut=cordon.shut,
        closed_s=cordon.closed_ds / 10,
        bound_s=cordon.bound_ds / 10,
        junctions=len(ready.ground.node),
        exits=exits,
        given=given,
        ways=cordon.ways,
        stopped=cordon.stopped,
        most_stopped=cordon.most_stopped,
        closings=tuple(sorted(closings, key=lambda closing: closing.arrive)),
        open=tuple(
            OpenJunction(
                lonlat=_lonlat(scenario, ready, node),
                streets=_streets_at(scenario, ready, node),
                latest=_moment(at, int(latest[node])),
                stopped=bool(latest[node] > first[node]),
            )
            for node in sorted(cordon.open, key=lambda node: (latest[node] > first[node], int(latest[node])))
        ),
        rings=_rings(scenario, ready, fled, walls, at, cordon.closed_ds / 10),
    )


def _closing(
    scenario: Scenario,
    ready: Prepared,
    unit: int,
    node: int,
    latest: Times,
    at: dt.datetime,
) -> Closing:
    runner, street = ready.runners[unit], int(ready.ground.node[node])
    traced = ready.roads.reach(runner.key).trace(runner.outward.way(street))
    traced[:, 2] = runner.waits_s + runner.pace.seconds(traced[:, 2], runner.waits_s)
    points = np.vstack([[(*runner.standing.place, 0.0)], traced])
    there = int(ready.unit_ds[unit, node])
    return Closing(
        unit=runner.standing.unit,
        lonlat=_lonlat(scenario, ready, node),
        streets=_streets_at(scenario, ready, node),
        arrive=later(at, there / 10),
        latest=_moment(at, int(latest[node])),
        margin_s=(int(latest[node]) - there) / 10 if latest[node] < NEVER else float("inf"),
        length_m=float(great_circle_m(points[:-1, :2], points[1:, :2]).sum()),
        path=tuple((lon, lat, later(at, s)) for lon, lat, s in points.tolist()),
        leaves=_leaves(runner.standing),
        police=runner.standing.police,
    )


def _leaves(standing: Standing) -> str:
    """Give the task that a unit leaves; a visit whose place nobody told is still one."""
    return standing.task or standing.status if standing.status in {"visit", "break"} else ""


def _moment(at: dt.datetime, when_ds: int) -> dt.datetime | None:
    return later(at, when_ds / 10) if when_ds < NEVER else None


def _lonlat(scenario: Scenario, ready: Prepared, node: int) -> LonLat:
    lon, lat = scenario.streets.node_lonlat[ready.ground.node[node]]
    return float(lon), float(lat)


def _streets_at(scenario: Scenario, ready: Prepared, node: int) -> tuple[str, ...]:
    """Name the streets that meet at a junction."""
    streets, here = scenario.streets, int(ready.ground.node[node])
    edges = np.flatnonzero((streets.edge_source == here) | (streets.edge_target == here))
    return tuple(dict.fromkeys(streets.names[streets.edge_name[edge]] for edge in edges if streets.edge_name[edge]))


def _rings(
    scenario: Scenario, ready: Prepared, fled: Fled, walls: list[int], at: dt.datetime, closed_s: float
) -> tuple[Ring, ...]:
    """Give the streets that he can be on by now, and by each minute until the cordon stands."""
    streets, closed = scenario.streets, ready.ground.node[walls]
    when_s = past_walls_s(scenario, fled, closed)
    when_s[closed] = np.inf
    used = allowed(streets, fled.mode)
    first_s = np.where(used, np.minimum(when_s[streets.edge_source], when_s[streets.edge_target]), np.inf)
    borders = [0.0, *np.arange(60.0, closed_s, 60.0).tolist(), *([closed_s] if closed_s > 0 else [])]
    rings, before = [], -np.inf
    for border in borders:
        edges = np.flatnonzero((first_s > before) & (first_s <= border))
        lines = {tuple(sorted(ends)): edge for edge, *ends in zip(edges, *_ends(streets, edges), strict=True)}
        shapes = tuple(tuple((float(x), float(y)) for x, y in streets.shape(int(edge))) for edge in lines.values())
        rings.append(Ring(until=later(at, border), lines=shapes))
        before = border
    return tuple(rings)


def _ends(streets: Streets, edges: NDArray[np.integer]) -> tuple[list[int], list[int]]:
    return streets.edge_source[edges].tolist(), streets.edge_target[edges].tolist()
