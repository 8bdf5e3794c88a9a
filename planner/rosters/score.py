"""The value of every layer of a roster, in plain numbers: the solver's own account of what it hands over."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from planner.rosters.problem import LAYERS, OFF, RosterProblem
from planner.rosters.search.board import Board, Ground
from planner.rosters.search.row_kinds import apart
from planner.rosters.search.schedules import PLAIN, Desk, plain_units


def layers_of(ground: Ground, board: Board, stuck: Iterable[int] = ()) -> tuple[int, ...]:
    """Give the value of each of `problem.LAYERS`; officers without a column have no shifts."""
    problem = ground.problem
    found = {layer: ground.rows.layer(layer, board.value) for layer in LAYERS}
    schedules = [
        np.full(problem.days, OFF, np.int32) if column is None else column.schedule for column in board.columns
    ]
    for desk, schedule in zip(ground.desks, schedules, strict=True):
        own, off = plain_units(problem, problem.officers[desk.officer], desk.allowed)
        place = {shift: entry for entry, shift in enumerate(desk.allowed.tolist())}
        for day, shift in enumerate(schedule.tolist()):
            for layer in PLAIN:
                found[layer] += int(off[layer][day] if shift == OFF else own[layer][place[shift]])
        found["soft"] += _soft(desk, schedule.tolist(), forced=desk.officer in set(stuck))
    found["soft"] += apart(problem, schedules)
    return tuple(found[layer] for layer in LAYERS)


def _soft(desk: Desk, schedule: list[int], *, forced: bool) -> int:
    """Add up the points of rules from date to date; somebody who is stuck breaks a rule that cannot be priced."""
    entries = {shift: entry for entry, shift in enumerate(desk.allowed.tolist())}
    state, total = 0, 0.0
    for shift in schedule:
        letter = desk.letters.count if shift == OFF else int(desk.letter[desk.symbol[entries[shift]]])
        total += float(desk.moves.step_points[state, letter])
        state = int(desk.moves.step[state, letter])
        if state < 0:
            if forced:
                break
            raise RuntimeError("a schedule breaks a rule that is never broken")
    return round(total)


def cost(problem: RosterProblem, layers: Iterable[int]) -> int:
    """Add up layers by their weights."""
    return sum(weight * value for weight, value in zip(problem.weights, layers, strict=True))
