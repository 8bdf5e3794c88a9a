"""Incidents as rows of a table, made from their columns: no noun is made of any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.incidents import PLACE_KNOWN, SECOND_US, SOURCES

if TYPE_CHECKING:
    from planner.domain.incidents import Incidents

PIECE_ROWS = 20_000
"""Rows that are in memory as text at once."""

WrittenRow = tuple[str, float | None, float | None, str, str, str | None]
"""Time in ISO 8601, longitude, latitude [deg], kind, source and grid; only one of position and grid is there."""


def written(incidents: Incidents) -> Iterator[WrittenRow]:
    """Give the rows in order, as a table of incidents has them."""
    for start in range(0, len(incidents), PIECE_ROWS):
        piece = incidents[start : start + PIECE_ROWS]
        at_grid = piece.grid != PLACE_KNOWN
        lon, lat = (column.tolist() for column in piece.lonlat.T)
        grid: list[str | None] = [None] * len(piece)
        for row in np.flatnonzero(at_grid).tolist():
            lon[row] = lat[row] = None
            grid[row] = piece.grids[piece.grid[row]]
        kind = [piece.kinds[number] for number in piece.kind.tolist()]
        source = [SOURCES[number] for number in piece.source.tolist()]
        yield from zip(clock_texts(piece.time_us, piece.offset_s), lon, lat, kind, source, grid, strict=True)


def clock_texts(time_us: NDArray[np.int64], offset_s: NDArray[np.int32]) -> list[str]:
    """Write moments in ISO 8601 on clocks of their own, as `datetime.isoformat` does.

    Parameters
    ----------
    time_us
        (n,) moments [us since 1970 UTC].
    offset_s
        (n,) offset of each one's clock [s].
    """
    local = (time_us + offset_s.astype(np.int64) * SECOND_US).astype("datetime64[us]")
    texts: list[str] = np.datetime_as_string(local, unit="s").tolist()
    for row in np.flatnonzero(time_us % SECOND_US).tolist():
        texts[row] = np.datetime_as_string(local[row], unit="us")
    offsets = {offset: _offset_text(offset) for offset in np.unique(offset_s).tolist()}
    return [text + offsets[offset] for text, offset in zip(texts, offset_s.tolist(), strict=True)]


def _offset_text(offset_s: int) -> str:
    """Write an offset as ISO 8601 does, such as ``+08:00``."""
    zone = dt.timezone(dt.timedelta(seconds=offset_s))
    return dt.datetime(1970, 1, 1, tzinfo=zone).isoformat()[len("1970-01-01T00:00:00") :]
