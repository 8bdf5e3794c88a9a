"""What couples a roster: the prices of rows against the checker, the bound against the best of all rosters."""

from __future__ import annotations

import random

import brute_roster
import numpy as np
import pytest
from random_roster import random_problem

from planner.rosters import check_crews
from planner.rosters.check_layers import layers_of, objective_of
from planner.rosters.check_sheet import sheet_of
from planner.rosters.problem import OFF
from planner.rosters.score import cost
from planner.rosters.score import layers_of as told_layers
from planner.rosters.search.board import Board, Ground
from planner.rosters.search.generate import Generation
from planner.rosters.search.pricer import Pricer
from planner.rosters.search.rows import BROKEN, segments


def word_of(p, own):
    schedule = np.full(p.days, OFF, np.int32)
    for k in own:
        schedule[p.shifts[k].day] = k
    return schedule


def random_boards(p, seed, count=40):
    """Give rosters of which every officer's shifts are legal, crews or not."""
    ground, dice = Ground(p), random.Random(seed)
    schedules = [brute_roster.legal_schedules(p, index) for index in range(len(p.officers))]
    for _ in range(count if all(schedules) else 0):
        board = Board(ground)
        for index, choices in enumerate(schedules):
            board.put(ground.column(index, word_of(p, dice.choice(choices))))
        yield board


@pytest.mark.parametrize("seed", range(30))
def test_rows_and_columns_come_to_what_the_checker_counts(seed):
    """Every layer of a random roster must be what the checker counts, and its cost too where no squad is apart."""
    p = random_problem(seed)
    for board in random_boards(p, seed):
        sheet = sheet_of(p, board.works())
        counted = layers_of(p, sheet)
        assert told_layers(board.ground, board) == counted
        assert cost(p, counted) == objective_of(p, counted)
        breaches = list(check_crews.breaches(p, sheet))
        assert bool(board.ground.rows.layer(BROKEN, board.value)) == any(b.points is None for b in breaches)
        if not breaches:
            assert board.cost == objective_of(p, counted)


@pytest.mark.parametrize("seed", range(10))
def test_a_column_lifted_leaves_nothing_behind(seed):
    """The values of rows after many changes must be those of the roster that is left."""
    p = random_problem(seed)
    for board in random_boards(p, seed, count=5):
        for column in list(board.columns):
            board.lift(column.officer)
        assert board.value.tolist() == board.ground.rows.base.tolist()


@pytest.mark.parametrize("seed", range(10))
def test_what_a_board_costs_is_kept_right(seed):
    """After many changes the cost that a board carries along must be what its columns and rows come to."""
    p, dice = random_problem(seed), random.Random(seed)
    for board in random_boards(p, seed, count=5):
        for officer in dice.sample(range(len(board.columns)), max(1, len(board.columns) // 2)):
            board.lift(officer)
        alone = sum(column.cost for column in board.columns if column is not None)
        assert board.cost == round(alone) + board.ground.rows.price(board.value)


@pytest.mark.parametrize("seed", range(30))
def test_no_schedule_answers_better(seed):
    """An answer to all others must be the best of all legal schedules, but for shares that are told by their slopes."""
    p, pricer = random_problem(seed), None
    for board in random_boards(p, seed, count=3):
        ground, pricer = board.ground, pricer or Pricer(p)
        for officer in range(len(p.officers)):
            before = board.columns[officer]
            board.lift(officer)
            found = pricer.answer(ground, officer, board.value, None, 4, gentle=False)
            assert found is not None
            costs = []
            for own in brute_roster.legal_schedules(p, officer):
                board.put(ground.column(officer, word_of(p, own)))
                costs.append(board.cost)
            board.put(found[0])
            assert board.cost >= min(costs)
            if not ground.packed(officer).tallies.size:
                assert board.cost == min(costs)
            board.put(before)


@pytest.mark.parametrize("seed", range(30))
def test_the_bound_is_below_the_best_of_all_rosters(seed):
    """Column generation run to its end must give a bound that no legal roster is below, and close to its mixture."""
    p = random_problem(seed)
    ground, pricer = Ground(p), Pricer(p)
    if brute_roster.stuck(p):
        return
    try:
        best, _ = brute_roster.best(p)
    except ValueError:
        return
    generation = Generation(ground=ground, free=range(len(p.officers)), value=ground.rows.base.copy())
    for index in range(len(p.officers)):
        own = brute_roster.legal_schedules(p, index)[0]
        generation.master.add([ground.column(index, word_of(p, own))])
    while generation.round([pricer], None):
        pass
    assert generation.bound <= best + 1e-6
    assert generation.mixture.value == pytest.approx(generation.bound, abs=0.01 + 1e-6 * abs(best))


@pytest.mark.parametrize("seed", range(20))
def test_segments_are_the_lower_hull(seed):
    """The stretches of a row must lie on or below its prices, meet them at both ends, and grow steeper."""
    prices = np.random.default_rng(seed).integers(0, 50, 8)
    parts = segments(prices)
    assert [part.slope for part in parts] == sorted(part.slope for part in parts)
    assert sum(part.length for part in parts) == len(prices) - 1
    heights = [float(prices[0])]
    for part in parts:
        heights += [heights[-1] + part.slope * (step + 1) for step in range(int(part.length))]
    assert heights[-1] == pytest.approx(prices[-1])
    assert all(height <= price + 1e-9 for height, price in zip(heights, prices, strict=True))
