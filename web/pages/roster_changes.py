"""Who changes on a roster, date by date, with what was and what is to be worked, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.repair import RosterChange
from planner.domain.scenario import Scenario
from planner.i18n import Language
from planner.i18n.changes import cell_reason_text, work_text

AWAY = "officer_away"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """One date: what was worked and what is, empty for a date off, and why."""

    date: dt.date
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPerson:
    """One officer with the changed dates; `away`: it is the one who cannot work."""

    id: str
    name: str
    squad: str
    away: bool
    cells: tuple[ChangedCell, ...]


def changed_people(cells: Iterable[RosterChange], scenario: Scenario, reader: Language) -> list[ChangedPerson]:
    """Group changes by officer: who is away stands first, the others by their first date."""
    own: dict[str, list[RosterChange]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.date, cell.officer)):
        own.setdefault(cell.officer, []).append(cell)
    officers = {officer.id: officer for officer in scenario.officers}
    people = [
        ChangedPerson(
            id=code,
            name=officers[code].name if code in officers else "",
            squad=officers[code].squad if code in officers else "",
            away=any(cell.reason == AWAY for cell in changed),
            cells=tuple(_cell(cell, scenario, reader) for cell in changed),
        )
        for code, changed in own.items()
    ]
    return sorted(people, key=lambda person: not person.away)


def _cell(cell: RosterChange, scenario: Scenario, reader: Language) -> ChangedCell:
    return ChangedCell(
        date=cell.date,
        before=work_text(cell.shift_before, cell.duty_before, scenario) if cell.shift_before else "",
        after=work_text(cell.shift_after, cell.duty_after, scenario) if cell.shift_after else "",
        reason=cell_reason_text(cell, reader, scenario),
    )
