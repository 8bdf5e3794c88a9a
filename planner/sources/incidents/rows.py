"""The rows of a piece as columns: what they say, and why some say nothing that can be used."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.domain.demand import IncidentSource
from planner.domain.incidents import PLACE_KNOWN, SOURCES
from planner.sources.incidents.moments import NONE, Moments
from planner.sources.incidents.pieces import Piece
from planner.sources.values import number

GOOD = ""
LONGEST_KIND = 300
"""Most letters of a kind, as `planner.domain.noun.Name` has it."""

SOURCE_NAMES: dict[str, IncidentSource] = {
    **dict.fromkeys(("", "public", "caller", "call", "110", "群众", "群众报警", "报警", "接警", "电话报警"), "public"),
    **dict.fromkeys(("police", "patrol", "officer", "巡逻", "巡逻发现", "民警发现", "主动发现", "巡查发现"), "police"),
}
"""What the sources are called; a row without one is a call."""

UNKNOWN = -1
"""Number of a kind or source that cannot be one."""

_SOURCES = {name: SOURCES.index(source) for name, source in SOURCE_NAMES.items()}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Names:
    """What numbers stand for: kinds as they are met, and grids by their ids and names."""

    grids: dict[str, int]
    """Number of each grid by id, and by name where only one has it."""
    grid_points: NDArray[np.float64]
    """(g, 2) a point in each grid [deg]."""
    kinds: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows as columns, (n,) each; positions in the datum of the file until they are judged.

    Attributes
    ----------
    line
        Where each stands.
    reason
        Why a row cannot be used, as an index into `REASONS`; 0 where it can.
    time_us, offset_s, lonlat, kind, source, grid
        As in `planner.domain.incidents.Incidents`.
    """

    line: NDArray[np.int32]
    reason: NDArray[np.int8]
    time_us: NDArray[np.int64]
    offset_s: NDArray[np.int32]
    lonlat: NDArray[np.float64]
    kind: NDArray[np.int32]
    source: NDArray[np.int8]
    grid: NDArray[np.int32]


REASONS = (
    GOOD,
    "incidents_row_too_long",
    "incidents_without_time",
    "incidents_time_unreadable",
    "incidents_without_place",
    "incidents_place_unreadable",
    "incidents_grid_unknown",
    "incidents_kind_unreadable",
    "incidents_source_unknown",
    "incidents_not_degrees",
    "incidents_swapped",
    "incidents_far",
    "incidents_future",
    "incidents_other_datum",
    "incidents_outside",
    "incidents_doubled",
)
"""Why rows are left out, in the order in which they are judged; each is the code of a notice."""
NUMBER = {reason: index for index, reason in enumerate(REASONS)}


def rows_of(piece: Piece, moments: Moments, names: Names) -> Rows:
    """Read the cells of a piece."""
    count = len(piece.lines)
    reason = np.zeros(count, np.int8)
    time_us, offset_s = moments.read(piece.columns["time"])
    bare = np.array([not text for text in piece.columns["time"]], bool)
    lonlat, grid, unplaced = _places(piece, names)
    kind = np.array(_kinds(piece.columns["kind"], names), np.int32)
    source = np.array([_SOURCES.get(text.lower(), UNKNOWN) for text in piece.columns["source"]], np.int8)
    for found, code in (
        (source == UNKNOWN, "incidents_source_unknown"),
        (kind == UNKNOWN, "incidents_kind_unreadable"),
        (unplaced > 0, None),
        (time_us == NONE, "incidents_time_unreadable"),
        (bare, "incidents_without_time"),
    ):
        reason[found] = unplaced[found] if code is None else NUMBER[code]
    reason[piece.long] = NUMBER["incidents_row_too_long"]
    return Rows(np.array(piece.lines, np.int32), reason, time_us, offset_s, lonlat, kind, source, grid)


def _kinds(texts: list[str], names: Names) -> list[int]:
    """Give the number of each row's kind; `UNKNOWN` for a text that is none."""
    found = []
    for text in texts:
        number = names.kinds.get(text)
        if number is None:
            wrong = len(text) > LONGEST_KIND or _UNPRINTABLE.search(text)
            number = UNKNOWN if wrong else names.kinds.setdefault(text, len(names.kinds))
        found.append(number)
    return found


def _places(piece: Piece, names: Names) -> tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.int8]]:
    """Give the position of each row, its grid where that is all that is known, and why it has none as a reason."""
    count = len(piece.lines)
    grid, unplaced = np.full(count, PLACE_KNOWN, np.int32), np.zeros(count, np.int8)
    lonlat = np.column_stack([_numbers(piece.columns[key]) for key in ("lon", "lat")])
    for row in np.flatnonzero(~np.isfinite(lonlat).all(axis=1)).tolist():
        lon, lat, known = (piece.columns[key][row] for key in ("lon", "lat", "grid"))
        place = _other_place(lon, lat, known, names)
        if isinstance(place, int):
            grid[row], lonlat[row] = place, names.grid_points[place]
        else:
            unplaced[row], lonlat[row] = NUMBER[place], 0.0
    return lonlat, grid, unplaced


def _numbers(texts: list[str]) -> NDArray[np.float64]:
    """Read numbers as `number` does, (n,); what is none is not finite."""
    whole = "".join(texts)
    if whole.isascii() and "_" not in whole:
        with suppress(ValueError):
            return np.array(list(map(float, texts)))
    found = [number(text) for text in texts]
    return np.array([math.nan if isinstance(value, str) else value for value in found])


def _other_place(lon: str, lat: str, grid: str, names: Names) -> int | str:
    """Give the grid of a row without a position; or why it has none either."""
    if lon and lat:
        return "incidents_place_unreadable"
    return names.grids.get(grid, "incidents_grid_unknown") if grid else "incidents_without_place"
