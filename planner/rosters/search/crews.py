"""Crews that may not go out as they are: shifts that start with too few, or without their police or skills."""

from __future__ import annotations

import numpy as np

from planner.rosters.problem import OFF
from planner.rosters.search.board import Board
from planner.rosters.search.dive import respond
from planner.rosters.search.pricer import Freedom, Pricer
from planner.rosters.search.rows import BROKEN


def mend_crews(board: Board, pricer: Pricer) -> Board:
    """Give a roster without broken crews: the officers of each find something else, if their rules let them."""
    rows = board.ground.rows
    if not rows.layer(BROKEN, board.value):
        return board
    found = board.copy()
    closed: set[int] = set()
    while broken := _broken_shifts(found) - closed:
        closed |= broken
        for officer, column in enumerate(found.columns):
            if column is None or not broken & set(column.schedule.tolist()):
                continue
            found.lift(officer)
            desk = board.ground.desks[officer]
            shut = np.where(np.isin(desk.allowed, list(closed)), np.inf, 0.0)
            other = respond(found, officer, pricer, Freedom(shut, np.zeros(desk.off.size)))
            found.put(column if other is None else other)
    return found


def _broken_shifts(board: Board) -> set[int]:
    """Give the shifts that somebody works in a crew that may not go out so."""
    rows = board.ground.rows
    if BROKEN not in rows.units:
        return set()
    at = rows.table_pointer[:-1] + (board.value - rows.low)
    bad = set(np.flatnonzero(rows.units[BROKEN][at]).tolist())
    found = set()
    for officer, column in enumerate(board.columns):
        for shift in column.schedule.tolist() if column is not None else ():
            for sparse in (rows.common, rows.own[officer]) if shift != OFF else ():
                if bad & set(sparse.row[sparse.pointer[shift] : sparse.pointer[shift + 1]].tolist()):
                    found.add(shift)
    return found


def without_broken_crews(board: Board) -> set[int]:
    """Take officers off whose crew still may not go out, whatever they do, and give who they are."""
    taken: set[int] = set()
    while broken := _broken_shifts(board):
        for officer, column in enumerate(board.columns):
            if column is not None and broken & set(column.schedule.tolist()):
                board.lift(officer)
                taken.add(officer)
    return taken
