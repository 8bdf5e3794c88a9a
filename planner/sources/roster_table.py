"""Rosters that were worked or published: one row a shift, or the sheet of a station with one row an officer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from planner.domain.rostering import PastShift
from planner.sources.faults import shown
from planner.sources.records import Sourced, record
from planner.sources.shift_codes import shift_meant
from planner.sources.tables import READERS, read_rows
from planner.sources.values import station_moment

if TYPE_CHECKING:
    from planner.domain.force import Shift
    from planner.sources.draft import Draft
    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile
    from planner.sources.tables import Row

Past = Sourced[PastShift]

_SHIELDED = "=+-@＝＋－＠"
"""What follows the apostrophe that the exports lead a cell with so that no spreadsheet reads it as a formula."""


def read_roster(key: Literal["history", "published"], source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read a roster into the draft.

    A table with the columns `officer` and `shift` has one row a shift, like the export ``roster-csv``; any other is
    read as a station's sheet.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    found = _long(source, draft, faults) if _is_long(source) else _wide(source, draft, faults)
    getattr(draft, key).extend(found)


def _is_long(source: SourceFile) -> bool:
    reader = READERS.get(source.path.suffix.lower())
    if reader is None:
        raise source.refused("file_type_unknown", known=", ".join(READERS))
    _, header = next(reader(source), ("", ()))
    return {"officer", "shift"} <= {name.strip().lower() for name in header}


def _wide(source: SourceFile, draft: Draft, faults: Faults) -> list[Past]:
    """Read a sheet with one row an officer; without officers nothing in it can be told.

    Where a row of the table of officers is refused, names that are not known may be those of that row.
    """
    from planner.sources.roster_sheet import read_wide

    if "officers" in draft.unread or not draft.officers:
        return []
    officers, shifts = [item.noun for item in draft.officers], [item.noun for item in draft.shifts]
    codes = draft.roster.codes if draft.roster else {}
    duties = [item.noun for item in draft.duties]
    past = read_wide(source, officers, shifts, codes, _zone(draft), faults, duties=duties)
    if len(draft.officers) < len(draft.named["officers"]):
        faults.drop("roster_name_unknown")
    return [Sourced(shift, source.name, f"{shift.officer} {shift.start:%Y-%m-%d}") for shift in past]


def _long(source: SourceFile, draft: Draft, faults: Faults) -> list[Past]:
    zone, shifts = _zone(draft), [item.noun for item in draft.shifts]
    codes = draft.roster.codes if draft.roster else {}
    required = ("officer", "shift", "start", "end")
    rows = read_rows(source, required)
    found = [_past(row, shifts, codes, zone, source.name, faults) for row in rows]
    return _joined([past for past in found if past is not None], shifts)


def _zone(draft: Draft) -> ZoneInfo:
    return ZoneInfo(draft.station.timezone if draft.station else "UTC")


def _past(
    row: Row, shifts: Iterable[Shift], codes: Mapping[str, str], zone: ZoneInfo, file: str, faults: Faults
) -> Past | None:
    """Read the shift of one row; its times stand in `start_iso` and `end_iso`, or else in `start` and `end`."""
    values: dict[str, object] = {}
    for key in ("start", "end"):
        column = f"{key}_iso" if f"{key}_iso" in row.cells else key
        text = row.cells.get(column, "")
        moment = station_moment(text, zone)
        if moment is None:
            code = "time_unreadable" if text else "cell_empty"
            faults.add(code, file, f"{row.place}: {column}", value=shown(text), key=column)
            return None
        values[key] = moment.isoformat()
    values |= {key: _bare(row.cells[key]) for key in ("officer", "duty") if key in row.cells}
    if "shift" in row.cells:
        values["shift"] = shift_meant(_bare(row.cells["shift"]), shifts, codes)
    past = record(PastShift, values, file, row.place, faults)
    if past is None:
        return None
    if past.end <= past.start:
        params = {"start": past.start.isoformat(), "end": past.end.isoformat()}
        faults.add("past_shift_ends_before_start", file, f"{row.place}: end", **params)
        return None
    return Sourced(past, file, row.place)


def _bare(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in _SHIELDED else text


def _joined(found: list[Past], shifts: Iterable[Shift]) -> list[Past]:
    """Make one shift of the two parts of a split one, which stand in rows of their own."""
    split = {shift.code for shift in shifts if shift.second is not None}
    joined: dict[object, Past] = {}
    for number, item in enumerate(found):
        past = item.noun
        key: object = (past.officer, past.shift, past.start.date()) if past.shift in split else number
        other = joined.get(key)
        if other is not None:
            ends = {"start": min(past.start, other.noun.start), "end": max(past.end, other.noun.end)}
            item = Sourced(past.model_copy(update=ends), other.file, other.place)  # noqa: PLW2901
        joined[key] = item
    return list(joined.values())
