"""Everything that the search knows of an officer's schedules: what is allowed, what it costs, and the cheapest one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import FREE_OFF, LAYERS, OFF, RosterOfficer, RosterProblem
from planner.rosters.search import kernel
from planner.rosters.search.automaton import NONE, Automaton, State, after_past, automaton
from planner.rosters.search.counters import symbols
from planner.rosters.search.letters import Letters, letters, past_name
from planner.rosters.search.limited import CountersTable

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


def allowed_shifts(problem: RosterProblem, officer: RosterOfficer) -> Ints:
    """List the shifts that an officer may work at all: duties, skills, leave, pattern, pins and limits of none."""
    never = {limit.template for limit in officer.shift_limits if limit.points is None and limit.most <= 0}
    pinned = dict(officer.pins)
    found = []
    for index, shift in enumerate(problem.shifts):
        pattern = officer.pattern[shift.day] if officer.pattern else None
        if (
            shift.duty in officer.duties
            and problem.duties[shift.duty].skills <= officer.skills
            and shift.shift not in never
            and not any(shift.start_s < end_s and start_s < shift.end_s for start_s, end_s in officer.leave)
            and (pattern is None or shift.shift in pattern)
            and pinned.get(shift.day, index) == index
        ):
            found.append(index)
    return np.array(found, np.int32)


PLAIN = ("soft", "hours", "requests", "change")
"""Layers of which a single shift, or a date off, costs something by itself."""


def plain_units(
    problem: RosterProblem, officer: RosterOfficer, allowed: Ints
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Count what rows do not: units of `PLAIN` layers, of each allowed shift and of each date off."""
    shifts = [problem.shifts[index] for index in allowed.tolist()]
    days = np.array([shift.day for shift in shifts], np.int32)
    own = {layer: np.zeros(allowed.size) for layer in PLAIN}
    off = {layer: np.zeros(problem.days) for layer in PLAIN}
    for place, shift in enumerate(shifts):
        pause_s = shift.pause_s[1] - shift.pause_s[0] if shift.pause_s else 0
        own["hours"][place] = (shift.end_s - shift.start_s - pause_s) // problem.unit_s
    for request in officer.requests:
        asked = np.array([not request.templates or shift.shift in request.templates for shift in shifts], np.bool_)
        on_day = days == request.day
        own["requests"][on_day & (asked != request.wanted)] += request.points
        off["requests"][request.day] += request.points if request.wanted else 0
    pinned = dict(officer.pins)
    for day, templates in enumerate(officer.pattern):
        if templates and FREE_OFF not in templates and day not in pinned and (days == day).any():
            off["soft"][day] += officer.pattern_points
    for day, cell in enumerate(officer.published):
        if cell is None:
            continue
        price = problem.change.cell + (problem.change.called_in if cell == OFF else 0)
        own["change"][(days == day) & (allowed != cell)] += price
        off["change"][day] += problem.change.cell if cell != OFF else 0
    return own, off


def _weighted(problem: RosterProblem, units: dict[str, Floats]) -> Floats:
    prices = dict(zip(LAYERS, problem.weights, strict=True))
    return sum((prices[layer] * values for layer, values in units.items()), np.zeros(next(iter(units.values())).size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One officer as the search sees them.

    Attributes
    ----------
    allowed
        Indices of the shifts that may be worked, (entries,).
    day, symbol
        Date and symbol of each entry.
    own
        What each entry costs by itself, (entries,).
    off
        What each date off costs by itself, infinite where it is closed, (days,).
    letter
        Letter of each symbol.
    place
        Entry of each shift of the problem, or -1, (shifts,).
    weekend_day
        0, or 1 for the first date of a weekend, 2 for a later one, (days,).
    """

    officer: int
    allowed: Ints
    day: Ints
    symbol: Ints
    place: Ints
    own: Floats
    off: Floats
    letter: Ints
    moves: Automaton
    weekend_day: Ints
    letters: Letters
    table: CountersTable

    @property
    def cells(self) -> int:
        """Cells of a date of the dynamic programme, as long as no limit of a template is counted."""
        return int(self.moves.works.size * self.table.counters(frozenset()).ends.size)


class Desks:
    """Makes the desks of all officers; those with the same rules share their tables."""

    def __init__(self, problem: RosterProblem, allowed: list[Ints]) -> None:
        self.problem, self.allowed = problem, allowed
        self._letters: dict[object, Letters] = {}
        self._automata: dict[object, Automaton] = {}
        self._tables: dict[object, CountersTable] = {}

    def every(self) -> list[Desk]:
        """Make the desk of each officer."""
        return [self._desk(index) for index in range(len(self.problem.officers))]

    def _desk(self, index: int) -> Desk:
        problem, officer, allowed = self.problem, self.problem.officers[index], self.allowed[index]
        past = officer.past
        rules = (officer.rest_s, officer.rest_points, officer.free_after, officer.work_run, officer.night_run,
                 officer.off_run, officer.successions, officer.successions_points, past)  # fmt: skip
        if rules not in self._letters:
            self._letters[rules] = letters(problem, officer)
        known = self._letters[rules]
        key = (rules, officer.past_days)
        if key not in self._automata:
            self._automata[key] = automaton(known, _start(known, officer), problem.weights[LAYERS.index("soft")])
        shifts = [problem.shifts[s] for s in allowed.tolist()]
        kinds = symbols(shifts)
        limits = (officer.hours, officer.shift_limits, officer.weekends, kinds)
        if limits not in self._tables:
            self._tables[limits] = CountersTable(officer, kinds, problem.days)
        number = {kind: place for place, kind in enumerate(kinds)}
        own_units, off_units = plain_units(problem, officer, allowed)
        own, off = _weighted(problem, own_units), _weighted(problem, off_units)
        for day, cell in officer.pins:
            if cell != OFF:
                off[day] = np.inf
        return Desk(
            officer=index,
            allowed=allowed,
            day=np.array([shift.day for shift in shifts], np.int32),
            symbol=np.array([number[shift.shift, shift.counted_s] for shift in shifts], np.int32),
            place=_places(allowed, len(problem.shifts)),
            own=own,
            off=off,
            letter=np.array([known.of_template[code] for code, _ in kinds], np.int32),
            moves=self._automata[key],
            weekend_day=_weekend_days(problem, officer),
            letters=known,
            table=self._tables[limits],
        )


def _start(known: Letters, officer: RosterOfficer) -> State:
    """Give the state in which an officer comes to the first date."""
    word = [known.count] * officer.past_days
    last, since = NONE, 0
    for place, shift in enumerate(officer.past):
        letter = known.of_template[past_name(place)]
        if 0 < -shift.day <= len(word):
            word[shift.day] = letter
        last, since = letter, -shift.day
    return after_past(known, word, last, since)


def _places(allowed: Ints, shifts: int) -> Ints:
    found = np.full(shifts, -1, np.int32)
    found[allowed] = np.arange(allowed.size, dtype=np.int32)
    return found


def _weekend_days(problem: RosterProblem, officer: RosterOfficer) -> Ints:
    found = np.zeros(problem.days, np.int32)
    lists = [problem.weekends, *(limit.weekends for limit in officer.weekends)]
    for dates in (dates for weekends in lists for dates in weekends):
        for place, day in enumerate(sorted(dates)):
            if 0 <= day < problem.days:
                found[day] = kernel.LATER if place else kernel.FIRST
    return found


def personal_cost(desk: Desk, schedule: Ints) -> float:
    """Price a schedule without its rows: its shifts, its dates off, and the soft rules from date to date."""
    moves = desk.moves
    return float(
        kernel.plain_price(
            schedule, desk.place, desk.own, desk.off, desk.letter, desk.symbol, moves.step, moves.step_cost
        )
    )
