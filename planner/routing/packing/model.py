"""The CP-SAT model of set packing: which routes are taken, which visits count in what rank, who works most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.routing.packing.aims import Aims, Kind, Taken
from planner.routing.packing.choices import SHARE_PARTS

Sum = cp_model.LinearExprT
Variable = cp_model.IntVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A whole number that is to be as large (`sign` 1) or as small (-1) as can be, and never gets past `best`."""

    of: Callable[[Taken], int]
    sign: int
    best: int

    def can_improve(self, here: int) -> bool:
        """Tell whether something better is thinkable."""
        return self.sign * here < self.sign * self.best


class PackingModel:
    """Rows taken so that every unit has a route; a visit counts when one of them makes it.

    Two rows taken may make the same visit, and more visits may be made to a place than its ceiling: what is too much is
    trimmed off afterwards. So far more rows go together than if every visit had to be made by one of them only, and the
    linear relaxation is tighter.
    """

    def __init__(self, aims: Aims) -> None:
        self.aims, self.model = aims, cp_model.CpModel()
        rows, kin = aims.choices.rows, aims.choices.kin
        self.taken = [
            self.model.new_bool_var("") if row.visits else self.model.new_int_var(0, len(kin[row.kin]), "")
            for row in rows
        ]
        by_kin: dict[int, list[Variable]] = defaultdict(list)
        by_visit: dict[int, list[Variable]] = defaultdict(list)
        for variable, row in zip(self.taken, rows, strict=True):
            by_kin[row.kin].append(variable)
            for visit in row.visits:
                by_visit[visit].append(variable)
        for number, variables in by_kin.items():
            self.model.add(cp_model.LinearExpr.sum(variables) == len(kin[number]))
        self.counted: dict[int, Variable] = {}
        for visit in sorted(by_visit):
            self.counted[visit] = self.model.new_bool_var("")
            self.model.add(self.counted[visit] <= cp_model.LinearExpr.sum(by_visit[visit]))
        self.ranked: dict[Kind, list[Variable]] = {}
        self.bounds: dict[int, tuple[Variable, Variable]] = {}
        self.largest: Variable | None = None
        self._rank()

    def improve(self, solver: cp_model.CpSolver, name: str, figure: Figure, start: Taken) -> Taken | None:
        """Look for rows with a better figure, from some that keep everything; None if none were found."""
        expression = self._expression(name)
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        self._hint(start)
        if figure.sign > 0:
            self.model.maximize(expression)
        else:
            self.model.minimize(expression)
        if solver.solve(self.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return None
        return tuple(solver.value(variable) for variable in self.taken)

    def keep(self, name: str, figure: Figure, least: int) -> None:
        """Let the figure not get worse from here on."""
        expression = self._expression(name)
        self.model.add(expression >= least if figure.sign > 0 else expression <= least)

    def _expression(self, name: str) -> Sum:
        """Give the sum that an aim is about; the spread's variables are made when they are first asked for."""
        if name == "required":
            return cp_model.LinearExpr.sum([self.counted[visit] for visit in self.aims.required])
        if name == "value":
            ranks = [variable for kind in self.ranked for variable in self.ranked[kind]]
            worth = [part for kind in self.ranked for part in self.aims.worth[kind]]
            return cp_model.LinearExpr.weighted_sum(ranks, worth)
        if name == "travel":
            return cp_model.LinearExpr.weighted_sum(self.taken, [row.travel for row in self.aims.choices.rows])
        if self.largest is None:
            self.largest = self._spreads()
        if name == "largest_spread":
            return self.largest
        return cp_model.LinearExpr.sum([high - low for low, high in self.bounds.values()])

    def _rank(self) -> None:
        """Let the visits of a kind that count take ranks at their place, and no rank be taken twice.

        That the most valuable takes the first rank need not be said, because no other order is worth more (the
        rearrangement inequality).
        """
        counted: dict[Kind, list[Variable]] = defaultdict(list)
        for visit, kind in self.aims.kind_of.items():
            counted[kind].append(self.counted[visit])
        in_rank: dict[tuple[int, int], list[Variable]] = defaultdict(list)
        for kind, visits in counted.items():
            self.ranked[kind] = [self.model.new_bool_var("") for _ in self.aims.worth[kind]]
            self.model.add(cp_model.LinearExpr.sum(self.ranked[kind]) <= cp_model.LinearExpr.sum(visits))
            for rank, variable in enumerate(self.ranked[kind]):
                in_rank[kind[0], rank].append(variable)
        for variables in in_rank.values():
            self.model.add_at_most_one(variables)

    def _spreads(self) -> Variable:
        """Hold the shares of every team's units between two bounds; give the largest distance of any two."""
        choices = self.aims.choices
        most = max((row.share for row in choices.rows), default=SHARE_PARTS)
        largest = self.model.new_int_var(0, most, "")
        of_kin: dict[int, list[int]] = defaultdict(list)
        for number, row in enumerate(choices.rows):
            of_kin[row.kin].append(number)
        for team, kin in self.aims.teams.items():
            low, high = self.model.new_int_var(0, most, ""), self.model.new_int_var(0, most, "")
            self.bounds[team] = low, high
            self.model.add(high - low <= largest)
            for number in kin:
                self._between(of_kin[number], len(choices.kin[number]), low, high)
        return largest

    def _between(self, rows: Sequence[int], units: int, low: Variable, high: Variable) -> None:
        """Hold the shares of units that are alike between two bounds: on the whole, and if they are several each."""
        shares = [self.aims.choices.rows[number].share for number in rows]
        worked = cp_model.LinearExpr.weighted_sum([self.taken[number] for number in rows], shares)
        self.model.add(worked <= units * high)
        self.model.add(worked >= units * low)
        if units == 1:
            return
        for number, share in zip(rows, shares, strict=True):
            flag = self.taken[number]
            if not self.aims.choices.rows[number].visits:
                flag = self.model.new_bool_var("")
                self.model.add(self.taken[number] == 0).only_enforce_if(~flag)
            self.model.add(high >= share).only_enforce_if(flag)
            self.model.add(low <= share).only_enforce_if(flag)

    def _hint(self, start: Taken) -> None:
        """Begin the search at rows taken."""
        for variable, times in zip(self.taken, start, strict=True):
            self.model.add_hint(variable, times)
        made = self.aims.made(start)
        for visit, variable in self.counted.items():
            self.model.add_hint(variable, visit in made)
        ranks = self.aims.ranks(made)
        for kind, variables in self.ranked.items():
            for rank, variable in enumerate(variables):
                self.model.add_hint(variable, rank in ranks.get(kind, ()))
        if self.largest is not None:
            for team, (least, most) in self.aims.spreads(start).items():
                self.model.add_hint(self.bounds[team][0], least)
                self.model.add_hint(self.bounds[team][1], most)
            self.model.add_hint(self.largest, self.aims.largest_spread(start))
