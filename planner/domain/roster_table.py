"""The roster alone, for other programs: rows and totals of each officer."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from planner.domain.calendar import DayKind
from planner.domain.noun import Identifier, Moment, Name, Noun


class TableSpan(Noun):
    """One part of a shift."""

    start: Moment
    """When it starts."""
    end: Moment
    """When it ends."""
    grid: Identifier | None = None
    """Id of the grid worked in."""
    unit: Identifier | None = None
    """Id of the patrol unit crewed."""
    post: Identifier | None = None
    """Id of the post manned."""


class TableShift(Noun):
    """What an officer works on one date; a split shift (拆分班) has two parts."""

    date: dt.date
    """Date on which it stands, which may be the one before that of its start if it starts after midnight."""
    shift: Identifier
    """Code of the shift template."""
    duty: Identifier
    """Code of the duty."""
    parts: tuple[TableSpan, ...]
    """When and where."""
    counted_h: float
    """What it counts as hours of duty [h]."""
    night: bool
    """Whether three hours or more of it lie between 00:00 and 06:00."""


class TableTotals(Noun):
    """What comes together for one officer over the table's dates."""

    shifts: int
    """Shifts."""
    counted_h: float
    """Hours that count as hours of duty [h]."""
    nights: int
    """Nights."""
    weekends: int
    """Weekends on which a shift starts."""
    holidays: int
    """Statutory holidays on which a shift starts."""
    turns: int
    """Turns of duties that are shared out fairly (`fair_turns`)."""


class TableOfficer(Noun):
    """One officer's row."""

    id: Identifier
    """As in the scenario."""
    name: Name
    """Name."""
    rank: Name = ""
    """Rank or role."""
    squad: Name = ""
    """Squad (班组) or team."""
    leave: tuple[dt.date, ...] = ()
    """Dates of leave."""
    shifts: tuple[TableShift, ...]
    """Shifts by date."""
    totals: TableTotals
    """Totals."""


class RosterTable(Noun):
    """What the export `roster-json` holds."""

    format: Literal["patrol-roster/1"] = "patrol-roster/1"
    """Name and number of this format."""
    station: Identifier
    """Id of the station."""
    created: Moment
    """When the plan was made."""
    timezone: str
    """IANA name of the station's time zone."""
    first: dt.date
    """First date."""
    kinds: tuple[DayKind, ...]
    """What each date is, from the first on."""
    officers: tuple[TableOfficer, ...]
    """Officers by squad."""
