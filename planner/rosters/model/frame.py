"""The frame that rules are added to: who works what, as variables, and which facts are switched on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.rosters.model.facts import Fact
from planner.rosters.problem import RosterOfficer, RosterProblem

Expression = cp_model.LinearExpr | int
Constraint = cp_model.BoundedLinearExpression | bool


class Ban(NamedTuple):
    """A shift that an officer may not work, and the fact that says so."""

    fact: Fact
    officer: int
    shift: int


class Frame:
    """A model of the shifts that start on some dates.

    Cut to fewer dates than the horizon it asks for less than the whole: what is impossible in it is impossible.

    Parameters
    ----------
    problem
        The roster.
    days
        Dates whose shifts are in the model; None: the whole horizon.
    switched
        Whether every fact gets a literal that switches it; otherwise all hold.
    priced
        Whether rules that may be broken are counted; otherwise they are left out.
    idle
        Indices of officers who work nothing and are held to no rule of their own.
    """

    def __init__(
        self,
        problem: RosterProblem,
        *,
        days: range | None = None,
        switched: bool = False,
        priced: bool = False,
        idle: Iterable[int] = (),
    ) -> None:
        self.problem = problem
        self.days = range(problem.days) if days is None else days
        self.model = cp_model.CpModel()
        self.switches: dict[Fact, cp_model.IntVar] = {}
        self.switched, self.priced, self.idle = switched, priced, frozenset(idle)
        self.soft: list[Expression] = []
        self.of: dict[tuple[int, int], cp_model.IntVar] = {}
        self.banned: frozenset[tuple[int, int]] = frozenset()
        self._work: dict[tuple[int, int], Expression] = {}
        self._night: dict[tuple[int, int], Expression] = {}

    @cached_property
    def shifts(self) -> list[int]:
        """Indices of the shifts in the model."""
        return [s for s, shift in enumerate(self.problem.shifts) if shift.day in self.days]

    @cached_property
    def on_day(self) -> dict[int, list[int]]:
        """Indices of the shifts by the date on which they start."""
        found = defaultdict(list)
        for s in self.shifts:
            found[self.problem.shifts[s].day].append(s)
        return found

    @cached_property
    def on_night(self) -> dict[int, list[int]]:
        """Indices of the shifts by their nights."""
        found = defaultdict(list)
        for s in self.shifts:
            for night in self.problem.shifts[s].nights:
                found[night].append(s)
        return found

    @property
    def whole(self) -> bool:
        """Whether the model holds the whole horizon."""
        return len(self.days) == self.problem.days

    def make_variables(self, bans: Iterable[Ban]) -> None:
        """Make a variable for every officer and shift; what is banned gets none, or one that its fact switches off."""
        banned = [ban for ban in bans if self.problem.shifts[ban.shift].day in self.days]
        self.banned = frozenset((ban.officer, ban.shift) for ban in banned)
        never = frozenset() if self.switched else self.banned
        for o in range(len(self.problem.officers)):
            for s in self.shifts:
                if (o, s) not in never and o not in self.idle:
                    self.of[o, s] = self.model.new_bool_var(f"works_{o}_{s}")
        if self.switched:
            by_fact = defaultdict(list)
            for ban in banned:
                if ban.officer in self.idle:
                    continue
                by_fact[ban.fact].append(self.of[ban.officer, ban.shift].negated())
            for fact, literals in by_fact.items():
                self.model.add_bool_and(literals).only_enforce_if(self.switch(fact))

    def officers(self) -> Iterator[tuple[int, RosterOfficer]]:
        """Give every officer with their index; of those who are idle only what they cost matters."""
        for o, officer in enumerate(self.problem.officers):
            if self.priced or o not in self.idle:
                yield o, officer

    def switch(self, fact: Fact) -> cp_model.IntVar:
        """Give the literal that switches a fact."""
        if fact not in self.switches:
            self.switches[fact] = self.model.new_bool_var(str(fact))
        return self.switches[fact]

    def hold(self, fact: Fact, constraint: Constraint) -> None:
        """Add a constraint that holds while its fact is switched on."""
        if constraint is True or fact.officer in self.idle:
            return
        if constraint is False:
            self.model.add_bool_or([self.switch(fact).negated()] if self.switched else [])
            return
        added = self.model.add(constraint)
        if self.switched:
            added.only_enforce_if(self.switch(fact))

    def at_most_one(self, literals: list[cp_model.IntVar], fact: Fact | None = None) -> None:
        """Let at most one of some variables be true, always or while a fact is switched on."""
        if len(literals) > 1:
            added = self.model.add_at_most_one(literals)
            if fact is not None and self.switched:
                added.only_enforce_if(self.switch(fact))

    def some(self, officer: int, shifts: Iterable[int]) -> Expression:
        """Count how many of some shifts an officer works."""
        return sum(self.of[officer, s] for s in shifts if (officer, s) in self.of)

    def variables(self, officer: int, shifts: Iterable[int]) -> list[cp_model.IntVar]:
        """Give the variables of some shifts of an officer."""
        return [self.of[officer, s] for s in shifts if (officer, s) in self.of]

    def staff(self, shift: int) -> Expression:
        """Count the officers on a shift."""
        return sum(self.of[o, shift] for o, _ in self.officers() if (o, shift) in self.of)

    def work(self, officer: int, day: int) -> Expression:
        """Count the shifts that an officer starts on a date: 0 or 1; before the horizon it is a known figure."""
        if (officer, day) not in self._work:
            if day < 0:
                known = any(past.day == day for past in self.problem.officers[officer].past)
                self._work[officer, day] = int(known)
            else:
                self._work[officer, day] = self.some(officer, self.on_day.get(day, ()))
        return self._work[officer, day]

    def night(self, officer: int, day: int) -> Expression:
        """Tell whether a date is one of an officer's nights: 0 or 1."""
        if (officer, day) not in self._night:
            self._night[officer, day] = self._any_night(officer, day)
        return self._night[officer, day]

    def _any_night(self, officer: int, day: int) -> Expression:
        if self.past_night(officer, day):
            return 1
        literals = self.variables(officer, self.on_night.get(day, ()))
        return self.any_of(literals, f"night_{officer}_{day}")

    def past_night(self, officer: int, day: int) -> bool:
        """Tell whether a date is a night of a shift before the horizon."""
        return any(day in past.nights for past in self.problem.officers[officer].past)

    def own_nights(self, officer: int, days: Iterable[int]) -> list[cp_model.IntVar]:
        """Give the variables of an officer's shifts of this roster that have a night on some dates."""
        shifts = sorted({s for day in days for s in self.on_night.get(day, ())})
        return self.variables(officer, shifts)

    def any_of(self, literals: list[cp_model.IntVar], name: str) -> Expression:
        """Give a figure that is 1 if any of some variables is true, else 0."""
        if len(literals) < 2:
            return sum(literals)
        found = self.model.new_bool_var(name)
        self.model.add_max_equality(found, literals)
        return found

    def excess(self, amount: Expression, most: int, name: str) -> Expression:
        """Give a figure of at least 0 and at least an amount, at most `most`; minimised it is their excess."""
        if isinstance(amount, int):
            return max(0, amount)
        over = self.model.new_int_var(0, max(0, most), name)
        self.model.add(over >= amount)
        return over
