"""What stands in the cells of a roster sheet: short names of shifts, and of duties where the shift leaves them open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.domain.noun import clock_text
from planner.domain.roster_cells import cell_names, duties_open
from planner.i18n.roster_sheet import LEAVE_SIGNS, OFF_SIGNS, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.force import Shift
    from planner.domain.noun import Window
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.exports.roster_month import Month, Worked
    from planner.i18n import Language

MINUTES_PER_DAY = 1440


class Signs:
    """The signs of one plan.

    Attributes
    ----------
    off, leave
        Signs of a day off and of a day of leave, which no shift is called.
    tells_duties
        Whether some cells name the duty, since the officer may do several in the shift.
    """

    def __init__(self, plan: Plan, scenario: Scenario | None, language: Language) -> None:
        self._shifts = {shift.code: shift for shift in scenario.shifts} if scenario else {}
        self._language = language
        duties = scenario.duties if scenario else ()
        named = Counter(duty.name for duty in duties)
        self._duties = {duty.code: duty.name if duty.name and named[duty.name] == 1 else duty.code for duty in duties}
        self._cells = cell_names(self._shifts.values())
        taken = {row.shift for row in plan.roster} | set(self._shifts) | set(self._cells.values())
        self.off = OFF_SIGNS[language] if OFF_SIGNS[language] not in taken else "-"
        self.leave = LEAVE_SIGNS[language] if LEAVE_SIGNS[language] not in taken else "××"
        self._officers = {officer.id: officer for officer in scenario.officers} if scenario else {}
        self.tells_duties = any(self._leaves_open(row.officer, row.shift) for row in plan.roster)

    def _leaves_open(self, officer_id: str, code: str) -> bool:
        """Tell whether an officer may do more than one duty in a shift, or the scenario does not say."""
        officer, shift = self._officers.get(officer_id), self._shifts.get(code)
        return officer is not None and shift is not None and len(duties_open(officer, shift, self._duties)) != 1

    def of(self, work: Worked) -> str:
        """Give the text of a cell."""
        if not self._leaves_open(work.parts[0].officer, work.shift):
            return self.shift(work.shift)
        return f"{self.shift(work.shift)}\n{self.duty(work.duty)}"

    def shift(self, code: str) -> str:
        """Give what a shift is called in a cell."""
        return self._cells.get(code, code)

    def duty(self, code: str) -> str:
        """Give the name of a duty."""
        return self._duties.get(code, code)

    def legend(self, month: Month) -> Iterator[tuple[str, str]]:
        """Give each shift with its name and times, those of the scenario first."""
        worked = {work.shift: work for line in month.lines for works in line.worked.values() for work in works}
        for code in [*self._shifts, *(code for code in worked if code not in self._shifts)]:
            if code in self._shifts:
                yield code, self._described(self._shifts[code])
            else:
                yield code, f"{code} {worked[code].start:%H:%M}–{worked[code].end:%H:%M}"

    def _described(self, shift: Shift) -> str:
        spans = [shift.window] if shift.second is None else [shift.window, shift.second]
        times = ", ".join(_times(span, self._language) for span in spans)
        return " ".join(dict.fromkeys((shift.code, shift.name, times)))


def _times(span: Window, language: Language) -> str:
    """Write the clock of a span; what lies after midnight is called the next day's."""
    over = MINUTES_PER_DAY if span.end > MINUTES_PER_DAY else 0
    after = MINUTES_PER_DAY if span.start >= MINUTES_PER_DAY else 0
    key = "times_after" if after else "times_over" if over else "times"
    return word(key, language, start=clock_text(span.start - after), end=clock_text(span.end - over))
