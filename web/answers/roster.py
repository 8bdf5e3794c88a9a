"""From what a request names, officers, dates and shifts, to the cells of a plan's roster."""

from __future__ import annotations

import datetime as dt

from planner.domain.rostering import OFF as OFF_CODE
from planner.errors import NotFound
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.verdict import Cell
from planner.rosters.problem import OFF
from web.representations.roster import CellWanted


class Asked:
    """Looks up what a request names in a roster; what is not there is told as `NotFound`."""

    def __init__(self, standing: Standing) -> None:
        self._standing, self._problem = standing, standing.problem

    def officer(self, name: str) -> int:
        """Give the index of an officer; the code of the error is ``unknown_officer``."""
        for index, officer in enumerate(self._problem.officers):
            if officer.id == name:
                return index
        raise NotFound("unknown_officer", officer=name)

    def day(self, date: dt.date) -> int:
        """Give a date as a number; the code of the error is ``date_outside_roster``."""
        day = (date - self._problem.first).days
        if not 0 <= day < self._problem.days:
            last = self._problem.first + dt.timedelta(days=self._problem.days - 1)
            raise NotFound("date_outside_roster", date=date, first=self._problem.first, last=last)
        return day

    def shift(self, date: dt.date, template: str, duty: str | None, officer: int | None) -> int:
        """Give the index of a shift; the code of the error is ``shift_not_worked``.

        Without a duty it is that which the officer works in the shift, else the first one that the officer may do,
        else the first one of all.
        """
        day = self.day(date)
        there = [
            index
            for index, shift in enumerate(self._problem.shifts)
            if shift.day == day and shift.shift == template and duty in {None, self._problem.duties[shift.duty].code}
        ]
        if not there:
            raise NotFound("shift_not_worked", shift=template if duty is None else f"{template} ({duty})", date=date)
        return min(there, key=lambda index: (not self._works(officer, index), not self._may(officer, index), index))

    def cell(self, wanted: CellWanted) -> Cell:
        """Give the cell that is to be set."""
        officer, day = self.officer(wanted.officer), self.day(wanted.date)
        off = wanted.shift == OFF_CODE
        shift = OFF if off else self.shift(wanted.date, wanted.shift, wanted.duty, officer)
        return Cell(officer=officer, day=day, shift=shift)

    def vacated(self, officer: int, shift: int) -> int:
        """Give an officer who is to leave a shift; the code of the error is ``officer_not_on_shift``."""
        if not self._works(officer, shift):
            work = self._problem.shifts[shift]
            date = self._problem.first + dt.timedelta(days=work.day)
            raise NotFound(
                "officer_not_on_shift", officer=self._problem.officers[officer].id, shift=work.shift, date=date
            )
        return officer

    def _works(self, officer: int | None, shift: int) -> bool:
        return officer is not None and shift in self._standing.own[officer]

    def _may(self, officer: int | None, shift: int) -> bool:
        if officer is None:
            return False
        person, duty = self._problem.officers[officer], self._problem.shifts[shift].duty
        return duty in person.duties and self._problem.duties[duty].skills <= person.skills
