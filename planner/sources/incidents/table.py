"""The table of incidents: time, place, kind and who told of it; whatever else stands in it is never kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import instant
from planner.domain.incidents import EPOCH, MICROSECOND, Incidents, LeftOut
from planner.sources.incidents.judging import Bounds, explained, ground_of, judge, note_repeated
from planner.sources.incidents.moments import Moments
from planner.sources.incidents.pieces import pieces
from planner.sources.incidents.rows import REASONS, Names, Rows, rows_of

if TYPE_CHECKING:
    from planner.geo import Datum
    from planner.sources.draft import Draft
    from planner.sources.files import SourceFile

COLUMNS = ("time", "lon", "lat", "grid", "kind", "source")

HEADINGS = {
    **dict.fromkeys(("时间", "报警时间", "接警时间", "发案时间", "警情时间"), "time"),
    **dict.fromkeys(("经度", "longitude"), "lon"),
    **dict.fromkeys(("纬度", "latitude"), "lat"),
    **dict.fromkeys(("警格", "网格", "警格编号", "网格编号"), "grid"),
    **dict.fromkeys(("类别", "类型", "警情类别", "警情类型"), "kind"),
    **dict.fromkeys(("来源", "警情来源"), "source"),
}
"""What columns are called besides the keys."""

OnRows = Callable[[int, float], None]
"""Told how many rows have been read so far, and which share of the file that is, 0 to 1."""

LINES_NAMED = 5
"""Most lines that are named for one reason."""


def read_incidents(source: SourceFile, draft: Draft, on_rows: OnRows) -> None:
    """Read incidents into the draft as columns; rows that cannot be used are counted by reason and left out.

    Times without an offset are on the station's clock, and all are kept on it. A row with `grid` and no position is
    placed at a point in that grid. Rows stay in the order of the file.

    Parameters
    ----------
    on_rows
        Called after each piece of the file; what it raises ends the reading.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read, or has no column for the time or for the place.
    """
    moments = Moments(ZoneInfo(draft.station.timezone if draft.station else "UTC"))
    names, bounds = _names(draft), _bounds(draft)
    parts, outside, count = [], [], 0
    for piece in pieces(source, COLUMNS, _missing, HEADINGS):
        part, beyond = judge(rows_of(piece, moments, names), bounds)
        parts.append(part)
        outside.append(beyond)
        count += len(piece.lines)
        on_rows(count, piece.share)
    if not parts:
        return
    rows = _joined(parts)
    datum = explained(rows, np.concatenate(outside), bounds)
    note_repeated(rows)
    good = rows.reason == 0
    draft.incidents = Incidents(
        time_us=rows.time_us[good],
        offset_s=rows.offset_s[good],
        lonlat=rows.lonlat[good],
        kind=rows.kind[good],
        source=rows.source[good],
        grid=rows.grid[good],
        kinds=tuple(names.kinds),
        grids=tuple(item.noun.id for item in draft.grids),
        left_out=_left_out(rows, datum),
    )


def _missing(columns: list[str]) -> list[str]:
    """Name the columns that are missing: a place is a position or a grid."""
    place = [] if "grid" in columns else [key for key in ("lon", "lat") if key not in columns]
    return [*(["time"] if "time" not in columns else []), *place]


def _names(draft: Draft) -> Names:
    from shapely import MultiPolygon

    grids = [item.noun for item in draft.grids]
    named = [grid.name for grid in grids]
    numbers = {grid.name: number for number, grid in enumerate(grids) if named.count(grid.name) == 1}
    points = [MultiPolygon([(rings[0], rings[1:]) for rings in grid.region]).representative_point() for grid in grids]
    at: NDArray[np.float64] = np.array([(point.x, point.y) for point in points]).reshape(-1, 2)
    return Names(numbers | {grid.id: number for number, grid in enumerate(grids)}, at)


def _bounds(draft: Draft) -> Bounds:
    end_us = None
    if draft.roster and draft.station:
        zone = ZoneInfo(draft.station.timezone)
        end = instant(draft.roster.start + dt.timedelta(draft.roster.days + 1), 0, zone)
        end_us = (end - EPOCH) // MICROSECOND
    ground = None if draft.boundary is None else ground_of(draft.boundary)
    return Bounds(datum=draft.ground.datum, base=draft.ground.base, ground=ground, end_us=end_us)


def _joined(parts: list[Rows]) -> Rows:
    """Put the parts together column by column; the list is emptied, so that no column is held twice for long."""
    columns = {column.name: [getattr(part, column.name) for part in parts] for column in fields(Rows)}
    parts.clear()
    return Rows(**{name: np.concatenate(columns.pop(name)) for name in list(columns)})


def _left_out(rows: Rows, datum: Datum | None) -> tuple[LeftOut, ...]:
    found = []
    for number in np.unique(rows.reason[rows.reason > 0]).tolist():
        where = np.flatnonzero(rows.reason == number)
        lines = tuple(rows.line[where[:LINES_NAMED]].tolist())
        explained = (datum or "") if REASONS[number] == "incidents_other_datum" else ""
        found.append(LeftOut(REASONS[number], len(where), lines, explained))
    return tuple(found)
