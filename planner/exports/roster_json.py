"""The roster alone as JSON: each officer's shifts and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.roster_table import RosterTable, TableOfficer, TableShift, TableSpan, TableTotals
from planner.exports.format import Format
from planner.exports.roster_month import month_of
from planner.i18n import N_

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.exports.roster_month import Line, Worked
    from planner.i18n import Language


def encode(plan: Plan) -> bytes:
    """Give the table without the scenario: hours are those on the clock, and no leave is known."""
    return encode_for_reader(plan, None, "en")


def encode_for_reader(plan: Plan, scenario: Scenario | None, _language: Language) -> bytes:
    """Give the table in the form `patrol-roster/1`, UTF-8; it is the same in every language."""
    month = month_of(plan, scenario)
    table = RosterTable(
        station=plan.station,
        created=plan.created,
        timezone=plan.timezone,
        first=month.dates[0],
        kinds=month.kinds,
        officers=tuple(_officer(line) for line in month.lines),
    )
    return table.model_dump_json().encode()


def _officer(line: Line) -> TableOfficer:
    own, totals = line.officer, line.totals
    return TableOfficer(
        id=own.id,
        name=own.name,
        rank=own.rank,
        squad=own.squad,
        leave=tuple(sorted(line.leave)),
        shifts=tuple(_shift(work) for date in sorted(line.worked) for work in line.worked[date]),
        totals=TableTotals(
            shifts=totals.shifts,
            counted_h=totals.counted_h,
            nights=totals.nights,
            weekends=totals.weekends,
            holidays=totals.holidays,
            turns=totals.turns,
        ),
    )


def _shift(work: Worked) -> TableShift:
    parts = tuple(
        TableSpan(start=row.start, end=row.end, grid=row.grid, unit=row.unit, post=row.post) for row in work.parts
    )
    return TableShift(
        date=work.date,
        shift=work.shift,
        duty=work.duty,
        parts=parts,
        counted_h=round(work.counted_h, 2),
        night=work.night,
    )


FORMAT = Format(
    id="roster-json",
    suffix=".roster.json",
    media_type="application/json",
    summary=N_("The roster alone with totals of each officer, for other programs"),
    encode=encode,
    per_officer=True,
    encode_for_reader=encode_for_reader,
)
