"""What compiled code is given of an officer and of rows: arrays side by side."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class PackedDesk(NamedTuple):
    """An officer: what may be worked, what each entry adds to rows, the steps from date to date.

    `pointer`, `row` and `coefficient` list what each entry adds to rows; `weekend_row`, `weekend_pointer` and
    `weekend_date` the weekends that rows count; `tallies` the rows that only this officer adds to, more than once;
    `limited` is the number of each symbol's limit, or -1, and `most` what each limit allows.
    """

    day: Ints
    symbol: Ints
    shift: Ints
    place: Ints
    own: Floats
    off: Floats
    pointer: Ints
    row: Ints
    coefficient: Ints
    letter: Ints
    weekend_day: Ints
    step: Ints
    step_cost: Floats
    works: Bools
    weekend_row: Ints
    weekend_pointer: Ints
    weekend_date: Ints
    tallies: Longs
    limited: Ints
    most: Ints


class PackedRows(NamedTuple):
    """Prices of rows, as in `Rows`."""

    low: Ints
    table: Longs
    table_pointer: Longs
    repeats: Bools
    cheapest: Ints


class Room(NamedTuple):
    """Room that compiled code writes to: two layers of cells, and the way back over (days, cells)."""

    values: Floats
    origin: Ints
    letters: Ints
