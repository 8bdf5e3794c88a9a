"""Cells of the roster that are given: pinned, wished for, or published before."""

from __future__ import annotations

from collections.abc import Sequence

from planner.domain.rostering import OFF as OFF_CODE
from planner.domain.rostering import PastShift, RosterPin, ShiftRequest
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputRefused
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.problem import OFF, DutyShift, Request


class Cells:
    """From a date and the code of a template to the shift of a duty."""

    def __init__(self, scenario: Scenario, shifts: Sequence[DutyShift]) -> None:
        self._duties = {duty.code: index for index, duty in enumerate(scenario.duties)}
        self._shifts: dict[tuple[int, str], dict[int, int]] = {}
        for index, shift in enumerate(shifts):
            self._shifts.setdefault((shift.day, shift.shift), {}).setdefault(shift.duty, index)

    def shift(self, day: int, template: str, duty: str | None, able: frozenset[int]) -> int | None:
        """Give the index of a shift, or None if there is none.

        Parameters
        ----------
        duty
            Code of the duty; None or empty: the first that the officer is able to do, or else the first of all.
        able
            Indices of the duties that the officer may do and has the skills for.
        """
        there = self._shifts.get((day, template), {})
        if duty:
            return there.get(self._duties.get(duty, -1))
        return next((there[index] for index in sorted(there, key=lambda index: (index not in able, index))), None)


def pins_of(
    scenario: Scenario, horizon: Horizon, cells: Cells, officer: str, able: frozenset[int]
) -> tuple[tuple[int, int], ...]:
    """Give an officer's pinned dates, each with the index of its shift or `OFF`.

    Raises
    ------
    InputRefused
        If a pinned shift is not worked on its date.
    """
    found = []
    for number, pin in enumerate(scenario.roster.pins, 1):
        day = (pin.date - horizon.first).days
        if pin.officer == officer and 0 <= day < horizon.days:
            index = OFF if pin.shift == OFF_CODE else cells.shift(day, pin.shift, pin.duty, able)
            if index is None:
                raise InputRefused([_not_worked(number, pin)])
            found.append((day, index))
    return tuple(sorted(found))


def _not_worked(number: int, pin: RosterPin) -> Fault:
    shift = f"{pin.shift} ({pin.duty})" if pin.duty else pin.shift
    params = {"officer": pin.officer, "date": pin.date.isoformat(), "shift": shift}
    return Fault(code="roster_pin_not_worked", file="scenario.toml", place=f"[roster]: pins[{number}]", params=params)


def requests_of(requests: Sequence[ShiftRequest], horizon: Horizon, officer: str) -> tuple[Request, ...]:
    """Give an officer's wishes for dates of the horizon; a day off wanted is any shift unwanted."""
    return tuple(
        Request(
            day=(wish.date - horizon.first).days,
            templates=frozenset({wish.shift} - {"", OFF_CODE}),
            wanted=wish.wanted != (wish.shift == OFF_CODE),
            points=wish.weight,
        )
        for wish in requests
        if wish.officer == officer and 0 <= (wish.date - horizon.first).days < horizon.days
    )


class Published:
    """The roster that is published already.

    It speaks of the dates from its first to its last one: there, a date without a shift is off. Nothing is known of
    other dates, and of a shift that does not exist any more.
    """

    def __init__(self, scenario: Scenario, horizon: Horizon) -> None:
        self._days = range(horizon.days)
        self._rows: dict[str, list[tuple[int, PastShift]]] = {}
        for shift in sorted(scenario.published, key=lambda shift: shift.start):
            day = (shift.start.astimezone(horizon.zone).date() - horizon.first).days
            self._rows.setdefault(shift.officer, []).append((day, shift))
        days = [day for rows in self._rows.values() for day, _ in rows]
        self._known = range(min(days), max(days) + 1) if days else range(0)

    def of(self, officer: str, cells: Cells, able: frozenset[int]) -> tuple[int | None, ...]:
        """Give the index of an officer's shift on each date, `OFF` or None, (days,); empty if nothing is published."""
        if not self._known:
            return ()
        works: dict[int, int | None] = {}
        for day, shift in self._rows.get(officer, []):
            works.setdefault(day, cells.shift(day, shift.shift, shift.duty, able))
        return tuple(works.get(day, OFF) if day in self._known else None for day in self._days)
