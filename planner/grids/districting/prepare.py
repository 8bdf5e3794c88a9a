"""From a scenario and a wish to cells and numbers."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.geo import Frame
from planner.grids.districting.cells.blocks import blocks
from planner.grids.districting.cells.cutting import cut_by
from planner.grids.districting.cells.ground import Cells, cells_of
from planner.grids.districting.cells.hexagons import hexagons
from planner.grids.districting.cells.work import NOWHERE, cell_of, ways, works
from planner.grids.districting.problem import DistrictProblem, Ints
from planner.grids.districting.wish import Wish


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """Cells and their problem.

    Attributes
    ----------
    cells, problem
        The cells, and the problem over them.
    slots
        What each slot is: id of today's grid, id of an office, a word of the pins, or empty.
    office
        (s,) index of each slot's office, -1: none.
    office_s
        (offices, n) time from each office to each cell [s].
    today
        (n,) index of today's grid of every cell, -1: none.
    beyond
        Cells beyond the reach of every office; they may go to the nearest office.
    """

    cells: Cells
    problem: DistrictProblem
    slots: tuple[str, ...]
    office: Ints
    office_s: NDArray[np.int32]
    today: Ints
    beyond: tuple[int, ...]


def prepare(scenario: Scenario, wish: Wish, cells: Cells | None = None) -> Prepared:
    """Make the problem of a wish; `cells` are made from the scenario unless they are given.

    Raises
    ------
    NotFound
        If the wish cannot be meant: more grids than cells, fewer than today's to be kept, a pin of no known name.
    """
    cells = cells or make_cells(scenario, wish)
    if not 1 <= wish.grids <= len(cells.names):
        raise NotFound("districts_too_many", grids=wish.grids, cells=len(cells.names))
    frame, points = Frame(scenario.station.base), cells.points_m
    load = works(scenario, cells, wish.work)
    seconds = ways(scenario, points, points, wish.mode, wish.speed_kmh)
    offices_m = frame.metres([office.location for office in scenario.offices])
    office_s = ways(scenario, offices_m, points, wish.mode, wish.speed_kmh) if len(offices_m) else seconds[:0]
    today = _today(scenario, cells)
    slots, count, office = _slots(scenario, wish)
    allowed, beyond = _reach(wish, office, office_s, len(cells.names))
    _pin(wish, cells, frame, slots, scenario, allowed)
    mean = float(load.sum()) / wish.grids
    problem = DistrictProblem(
        load=load,
        weight=load,
        seconds=seconds,
        pairs=cells.pairs,
        border_cost=_border_cost(cells, seconds, load, wish),
        apart=_apart(wish, cells, frame),
        slot_count=count,
        slot_cost=_slot_cost(scenario, wish, slots, office, office_s, today, load),
        allowed=allowed,
        load_low=math.ceil(mean * (1 - wish.balance_pct / 100)),
        load_high=math.floor(mean * (1 + wish.balance_pct / 100)),
        start=today if wish.keep_today else None,
    )
    return Prepared(
        cells=cells, problem=problem, slots=slots, office=office, office_s=office_s, today=today, beyond=beyond
    )


def make_cells(scenario: Scenario, wish: Wish) -> Cells:
    """Make the cells that a wish names; where today's grids are to be kept, their borders cut cells too."""
    frame = Frame(scenario.station.base)
    grids = [frame.polygon(grid.region).buffer(0) for grid in scenario.grids]
    if wish.source == "grids":
        return cells_of([grid.id for grid in scenario.grids], grids)
    if wish.source == "hexagons":
        made = hexagons(frame, scenario.boundary, wish.cells)
    else:
        made = blocks(frame, scenario.boundary, scenario.streets)
    return cut_by(made, grids) if wish.keep_today and grids else made


def _today(scenario: Scenario, cells: Cells) -> Ints:
    """Give today's grid of every cell, (n,)."""
    frame = Frame(scenario.station.base)
    if not scenario.grids:
        return np.full(len(cells.names), NOWHERE, np.int64)
    outlines = tuple(frame.polygon(grid.region).buffer(0) for grid in scenario.grids)
    none = np.empty((0, 2), np.int64)
    return cell_of(Cells(tuple(grid.id for grid in scenario.grids), outlines, none, np.empty(0)), cells.points_m)


def _slots(scenario: Scenario, wish: Wish) -> tuple[tuple[str, ...], Ints, Ints]:
    """Give what districts may be to: names of slots, how many districts each holds, and its office."""
    offices = [office.id for office in scenario.offices]
    if wish.keep_today:
        names = [grid.id for grid in scenario.grids]
        if wish.grids < len(names):
            raise NotFound("districts_fewer_than_today", grids=wish.grids, today=len(names))
        own = [offices.index(grid.office) if grid.office in offices else -1 for grid in scenario.grids]
        more = wish.grids - len(names)
        count = [1] * len(names) + [more] * (more > 0)
        return (*names, *[""] * (more > 0)), np.array(count), np.array(own + [-1] * (more > 0))
    if offices and wish.grids >= len(offices):
        held = Counter(grid.office for grid in scenario.grids)
        count = [held[office] for office in offices]
        if sum(count) != wish.grids or not all(count):
            count = [(wish.grids + place) // len(offices) for place in range(len(offices))]
        return tuple(offices), np.array(count), np.arange(len(offices))
    words = list(dict.fromkeys(word for _, word in wish.pins))
    rest = wish.grids - len(words)
    if rest < 0:
        raise NotFound("pins_too_many", pins=len(words), grids=wish.grids)
    count = [1] * len(words) + [rest] * (rest > 0)
    return (*words, *[""] * (rest > 0)), np.array(count), np.full(len(count), -1)


def _reach(
    wish: Wish, office: Ints, office_s: NDArray[np.int32], cells: int
) -> tuple[NDArray[np.bool_], tuple[int, ...]]:
    """Tell where cells may go by reach, (s, n), and which cells no office reaches."""
    allowed = np.ones((len(office), cells), bool)
    if wish.reach_min is None or not len(office_s):
        return allowed, ()
    near = office_s <= wish.reach_min * 60
    beyond = np.flatnonzero(~near.any(axis=0))
    near[office_s[:, beyond].argmin(axis=0), beyond] = True
    bound = office >= 0
    allowed[bound] = near[office[bound]]
    return allowed, tuple(beyond.tolist())


def _pin(
    wish: Wish, cells: Cells, frame: Frame, slots: tuple[str, ...], scenario: Scenario, allowed: NDArray[np.bool_]
) -> None:
    """Let pinned cells go to their slots only."""
    known = {office.id for office in scenario.offices} & set(slots)
    for place, word in wish.pins:
        cell = _named(cells, frame, place)
        if word not in slots:
            raise NotFound("pin_unknown", pin=word, known=", ".join(slot for slot in slots if slot))
        there = allowed[slots.index(word), cell] or word not in known
        allowed[:, cell] = False
        allowed[slots.index(word), cell] = there


def _named(cells: Cells, frame: Frame, place: tuple[float, float]) -> int:
    """Give the cell of a place."""
    cell = int(cell_of(cells, frame.metres([place]))[0])
    if cell == NOWHERE:
        raise NotFound("place_in_no_cell", lon=f"{place[0]:.6f}", lat=f"{place[1]:.6f}")
    return cell


def _apart(wish: Wish, cells: Cells, frame: Frame) -> Ints:
    pairs = {tuple(sorted((_named(cells, frame, one), _named(cells, frame, two)))) for one, two in wish.apart}
    for one, two in pairs:
        if one == two:
            raise NotFound("apart_in_one_cell", cell=cells.names[one])
    return np.array(sorted(pairs), np.int64).reshape(-1, 2)


def _slot_cost(
    scenario: Scenario,
    wish: Wish,
    slots: tuple[str, ...],
    office: Ints,
    office_s: NDArray[np.int32],
    today: Ints,
    load: Ints,
) -> Ints:
    """Give what a cell costs in each slot: the way from its office, and the change of its grid, (s, n)."""
    cost = np.zeros((len(slots), len(load)))
    bound = office >= 0
    cost[bound] = wish.office_share * office_s[office[bound]] * load
    if wish.keep_today:
        for slot in range(len(slots)):
            moved = (today != slot) if slot < len(scenario.grids) else np.ones(len(load), bool)
            cost[slot] += wish.keep_worth_s * np.maximum(load, 1) * moved
    return np.rint(cost).astype(np.int64)


def _border_cost(cells: Cells, seconds: NDArray[np.int32], load: Ints, wish: Wish) -> Ints:
    """Give what a border between two cells costs, (e,): all together about `compact` of the ways."""
    ways_cost = float(load.sum()) * float(seconds.mean()) / (2 * math.sqrt(wish.grids))
    cut_m = float(cells.border_m.sum()) * math.sqrt(wish.grids / len(load))
    return np.rint(wish.compact * ways_cost * cells.border_m / max(1.0, cut_m)).astype(np.int64)
