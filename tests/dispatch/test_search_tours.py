"""Tours, parts and the bound of a search held against all possibilities on small cases."""

from __future__ import annotations

from itertools import permutations, product
from types import SimpleNamespace
from typing import cast

import networkx as nx
import numpy as np
import pytest
import small_station

from planner.dispatch.search.areas import Wanted, part, street_graph
from planner.dispatch.search.bound import Pool, most
from planner.dispatch.search.ground import Ground, ground
from planner.dispatch.search.kinds import KINDS
from planner.dispatch.search.tour_kernel import improve


def value_of_best_tour(way: np.ndarray, ends: np.ndarray, pass_s: np.ndarray, gain: np.ndarray, time_s: float) -> float:
    """Try every order and direction of every choice of streets, each once."""
    best = 0.0
    for size in range(1, len(pass_s) + 1):
        for order in permutations(range(len(pass_s)), size):
            for sides in product((0, 1), repeat=size):
                at, used = 0, 0.0
                for one, side in zip(order, sides, strict=True):
                    used += way[at, ends[one, side]] + pass_s[one]
                    at = ends[one, 1 - side]
                if used <= time_s:
                    best = max(best, float(gain[list(order)].sum()))
    return best


@pytest.mark.parametrize("seed", range(6))
def test_no_tour_finds_more_than_the_one_that_is_made(seed: int) -> None:
    """Of all tours through five streets the best is found, in its time."""
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 100, (11, 2))
    way = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    ends = np.arange(1, 11).reshape(5, 2)
    pass_s, gain = 2 * way[ends[:, 0], ends[:, 1]], rng.uniform(1, 5, (5, 1))
    which, enters = improve(way, ends, np.ones((5, 2), bool), pass_s, gain, 300.0, 200, 1)
    at, used = 0, 0.0
    for one, side in zip(which, enters, strict=True):
        used += way[at, ends[one, side]] + pass_s[one]
        at = ends[one, 1 - side]
    assert used <= 300.0
    assert len(set(which.tolist())) == len(which)
    assert gain[which, 0].sum() == pytest.approx(value_of_best_tour(way, ends, pass_s, gain[:, 0], 300.0))


@pytest.mark.parametrize("seed", range(4))
def test_the_bound_is_above_every_choice_and_not_far(seed: int) -> None:
    """Two units, five streets, up to two passes each by one of them: the best of all choices is not above the bound."""
    rng = np.random.default_rng(seed)
    chance = rng.dirichlet(np.ones(5))
    may = rng.random((2, 5)) < 0.8
    pass_s, thorough, time_s = rng.uniform(20, 60, (2, 5)), (1.0, 0.5), (100.0, 120.0)
    pools = [Pool(may=may[u], pass_s=pass_s[u], thorough=thorough[u], time_s=time_s[u]) for u in (0, 1)]
    choices = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2)]
    best = 0.0
    for chosen in product(choices, repeat=5):
        used, found = [0.0, 0.0], 0.0
        for street, (unit, passes) in enumerate(chosen):
            used[unit] += passes * pass_s[unit, street] + (0 if may[unit, street] or not passes else 1e9)
            found += chance[street] * -np.expm1(-thorough[unit] * passes)
        if used[0] <= time_s[0] and used[1] <= time_s[1]:
            best = max(best, found)
    assert best <= most(chance, pools) <= min(1.0, 1.6 * best)


def parts_of(own: Ground, owner: np.ndarray) -> list[int]:
    """Give the number of connected pieces of each unit's part."""
    pieces = []
    for unit in np.unique(owner[owner >= 0]):
        graph = nx.Graph()
        graph.add_edges_from(map(tuple, own.ends[owner == unit].tolist()))
        pieces.append(nx.number_connected_components(graph))
    return pieces


@pytest.mark.parametrize("units", [2, 3, 5])
def test_parts_hang_together_and_are_even(units: int) -> None:
    """On a lattice each unit gets one piece, and no part takes twice as long as another."""
    scenario, base = small_station.station(), small_station.Ground()
    own = ground(scenario, base.lonlat(125, 125), KINDS["adult"])
    rng = np.random.default_rng(units)
    middle = base.frame.metres(own.middle)
    way_s = np.hypot(*(middle[None] - rng.uniform(-600, 600, (units, 1, 2))).transpose(2, 0, 1)) / 5
    wanted = Wanted(
        links=street_graph(own, scenario.streets.nodes),
        middle=middle,
        worth=np.full(own.size, 1.0 / own.size),
        may=np.ones((units, own.size), bool),
        pass_s=np.tile(own.length_m / 2, (units, 1)),
        way_s=way_s,
        time_s=np.full(units, 1800.0),
    )
    owner = part(wanted, own)
    assert parts_of(own, owner) == [1] * units
    long_m = np.bincount(owner, own.length_m, units)
    assert long_m.max() < 2 * long_m.min()


def test_what_no_unit_may_search_belongs_to_nobody() -> None:
    """A street that is closed to all stays without a unit."""
    scenario, base = small_station.station(), small_station.Ground()
    own = ground(scenario, base.lonlat(125, 125), KINDS["adult"])
    may = np.ones((1, own.size), bool)
    may[0, 3] = False
    wanted = SimpleNamespace(
        links=street_graph(own, scenario.streets.nodes), middle=base.frame.metres(own.middle),
        worth=np.ones(own.size), may=may, pass_s=np.ones((1, own.size)), way_s=np.ones((1, own.size)),
        time_s=np.array([600.0]),
    )  # fmt: skip
    owner = part(cast("Wanted", wanted), own)
    assert owner[3] == -1
    assert (np.delete(owner, 3) == 0).all()
