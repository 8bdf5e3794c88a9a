"""Lay officers and rows out for compiled code."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.rosters.search.limited import CountersTable
from planner.rosters.search.packed import PackedDesk, PackedRows
from planner.rosters.search.rows import Rows, Sparse
from planner.rosters.search.schedules import Desk

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


def packed_desk(rows: Rows, desk: Desk, tallies: Longs) -> PackedDesk:
    """Lay out an officer."""
    merged = _merged(desk.allowed, rows.common, rows.own[desk.officer])
    weekends = [(row, dates) for row, several in rows.weekends[desk.officer] for dates in several]
    limited, most = _limits(desk.table)
    moves = desk.moves
    return PackedDesk(
        day=desk.day,
        symbol=desk.symbol,
        shift=desk.allowed,
        place=desk.place,
        own=desk.own,
        off=desk.off,
        pointer=merged.pointer,
        row=merged.row,
        coefficient=merged.coefficient,
        letter=desk.letter,
        weekend_day=desk.weekend_day,
        step=moves.step,
        step_cost=moves.step_cost,
        works=moves.works,
        weekend_row=np.array([row for row, _ in weekends], np.int32),
        weekend_pointer=np.cumsum([0, *(len(dates) for _, dates in weekends)]).astype(np.int32),
        weekend_date=np.array([day for _, dates in weekends for day in dates], np.int32),
        tallies=tallies,
        limited=limited,
        most=most,
    )


def packed_rows(rows: Rows, *, gentle: bool) -> PackedRows:
    """Lay out rows; with `gentle`, crews that may not go out so are as good as any."""
    table = rows.gentle if gentle else rows.table
    return PackedRows(rows.low, table, rows.table_pointer, rows.repeats, rows.cheapest)


def _merged(shifts: Ints, *parts: Sparse) -> Sparse:
    """Join what shifts add to rows for everybody, and for one officer."""
    spans = [(part, int(part.pointer[s]), int(part.pointer[s + 1])) for s in shifts.tolist() for part in parts]
    sizes = [sum(int(part.pointer[s + 1] - part.pointer[s]) for part in parts) for s in shifts.tolist()]
    none = np.zeros(0, np.int32)
    return Sparse(
        pointer=np.cumsum([0, *sizes]).astype(np.int32),
        row=np.concatenate([none, *(part.row[begin:end] for part, begin, end in spans)]),
        coefficient=np.concatenate([none, *(part.coefficient[begin:end] for part, begin, end in spans)]),
    )


def _limits(table: CountersTable) -> tuple[Ints, Ints]:
    numbers = {template: number for number, template in enumerate(table.limited)}
    limited = [numbers.get(template, -1) for template, _ in table.kinds]
    return np.array(limited, np.int32), np.array(list(table.limited.values()), np.int32)
