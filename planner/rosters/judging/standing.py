"""A roster as it stands, with the account of each officer and of each need, ready to be changed cell by cell."""

from __future__ import annotations

from collections.abc import Iterable

from planner.rosters.check_personal import PERSONAL
from planner.rosters.check_rules import breaches
from planner.rosters.check_sheet import by_start, sheet_of
from planner.rosters.judging.lookup import Account, Lookup
from planner.rosters.judging.verdict import Cell
from planner.rosters.problem import OFF, RosterProblem

Move = tuple[int, int, int]
"""An officer, a shift, and 1 where the officer comes to it, -1 where they leave it."""

KEPT = 20_000
"""Most accounts that are kept for rosters of one problem."""


class Standing:
    """A roster; never changed once it is made.

    Attributes
    ----------
    own
        Indices of each officer's shifts, by start, (officers,).
    staff
        Indices of the officers on each shift that is worked.
    there
        Officers on duty for each need, (needs,).
    pairs
        Pairs that count for each requirement, (requirements,).
    templates
        How many officers work each template.
    """

    def __init__(self, problem: RosterProblem, works: Iterable[tuple[int, int]]) -> None:
        self.problem, self.lookup = problem, Lookup(problem)
        sheet = sheet_of(problem, works)
        self.own: list[tuple[int, ...]] = [() for _ in problem.officers]
        self.staff: dict[int, tuple[int, ...]] = {}
        self.there = [0] * len(problem.needs)
        self.pairs = [0] * len(problem.requirements)
        self.templates: dict[str, int] = {}
        self._move([(officer, shift, 1) for officer, own in enumerate(sheet.own) for shift in own])

    def cell(self, officer: int, day: int) -> int:
        """Give the index of an officer's shift on a date, or `OFF`."""
        return next((s for s in self.own[officer] if self.problem.shifts[s].day == day), OFF)

    def moves(self, cells: Iterable[Cell]) -> list[Move]:
        """Give who leaves and who comes to which shift when cells are set."""
        found: list[Move] = []
        for cell in cells:
            there = [s for s in self.own[cell.officer] if self.problem.shifts[s].day == cell.day]
            found += [(cell.officer, s, -1) for s in there if s != cell.shift]
            found += [(cell.officer, cell.shift, 1)] if cell.shift != OFF and cell.shift not in there else []
        return found

    def after(self, cells: Iterable[Cell]) -> Standing:
        """Give the roster with cells set; no two of them are the same officer's date."""
        moves = self.moves(cells)
        other = object.__new__(Standing)
        other.problem, other.lookup = self.problem, self.lookup
        other.own, other.staff, other.templates = list(self.own), dict(self.staff), dict(self.templates)
        other.there, other.pairs = list(self.there), list(self.pairs)
        other._move(moves)
        return other

    def _move(self, moves: list[Move]) -> None:
        problem, needs, requirements = self.problem, self.lookup.needs, self.lookup.requirements
        changed: dict[int, set[int]] = {}
        for officer, shift, count in moves:
            own = changed.setdefault(officer, set(self.own[officer]))
            staff = set(self.staff.get(shift, ()))
            for these, item in ((own, shift), (staff, officer)):
                these.add(item) if count > 0 else these.discard(item)
            self.staff[shift] = tuple(sorted(staff))
            template = problem.shifts[shift].shift
            self.templates[template] = self.templates.get(template, 0) + count
            for need in needs[shift]:
                self.there[need] += count
            for rule in requirements[shift]:
                self.pairs[rule] += count * (officer in problem.requirements[rule].officers)
        for officer, shifts in changed.items():
            self.own[officer] = by_start(problem, shifts)

    def account(self, officer: int) -> Account:
        """Give what an officer's own shifts break and cost; it is kept."""
        kept, own = self.lookup.accounts, self.own[officer]
        found = kept.get((officer, own))
        if found is None:
            broken = tuple(breaches(self.problem, self.problem.officers[officer], own))
            layers = {layer: price(self.problem, officer, own) for layer, price in PERSONAL.items() if layer != "soft"}
            layers["soft"] = sum(breach.units * (breach.points or 0) for breach in broken)
            found = Account(breaches=broken, layers=layers)
            if len(kept) >= KEPT:
                kept.clear()
            kept[officer, own] = found
        return found
