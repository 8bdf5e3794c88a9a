"""Who is on duty when, as a table."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.clock import seconds_between
from planner.domain.plan import Plan
from planner.exports.format import Format
from planner.exports.table import Cell, clock_on_the_wall, table_bytes
from planner.i18n import N_

HEADER = (
    "day",
    "start",
    "end",
    "hours",
    "shift",
    "duty",
    "officer",
    "name",
    "rank",
    "squad",
    "grid",
    "unit",
    "post",
    "start_iso",
    "end_iso",
)


def encode(plan: Plan) -> bytes:
    """Give one row a shift of an officer, in order of time; the only export that holds officers' names."""
    return table_bytes(HEADER, _rows(plan))


def _rows(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    officers = {officer.id: officer for officer in plan.officers}
    for shift in sorted(plan.roster, key=lambda shift: (shift.start, shift.duty, shift.officer)):
        officer = officers.get(shift.officer)
        yield (
            shift.start.date().isoformat(),
            clock_on_the_wall(shift.start),
            clock_on_the_wall(shift.end),
            round(seconds_between(shift.start, shift.end) / 3600, 2),
            shift.shift,
            shift.duty,
            shift.officer,
            officer.name if officer else None,
            officer.rank if officer else None,
            officer.squad if officer else None,
            shift.grid,
            shift.unit,
            shift.post,
            shift.start.isoformat(),
            shift.end.isoformat(),
        )


FORMAT = Format(
    id="roster-csv",
    suffix=".roster.csv",
    media_type="text/csv; charset=utf-8",
    summary=N_("Who is on duty when, as a table, for a spreadsheet"),
    encode=encode,
    per_officer=True,
)
