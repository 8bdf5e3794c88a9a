"""Which dock flies each round and when: CP-SAT over departures, docks, batteries and required windows.

The charge of a dock is one number at every departure of the timetable (see `timetable.Account`), so a full battery is a
plain upper limit and no pairs of rounds need to be told apart. A greedy timetable is where the search starts, and what
is handed over when there is no time to search.
"""

from __future__ import annotations

import math
from collections import defaultdict

from ortools.sat.python import cp_model

from planner.domain.solving import Limits, OnProgress
from planner.drones.greedy import greedy
from planner.drones.problem import DockSite, DroneProblem
from planner.drones.search import run
from planner.drones.timetable import Account, Option, Timetable

Term = cp_model.LinearExpr | int


def rounds_missed_at_least(problem: DroneProblem, shortest_air_s: dict[int, int]) -> int:
    """Count how many rounds must be missed whatever the order, by dock time and charge alone.

    Parameters
    ----------
    problem
        The day.
    shortest_air_s
        Shortest sortie of each dock that has one, by index [s].
    """
    spans = [problem.departure_span(index) for index in range(problem.rules.rounds_per_day)]
    open_spans = [span for span in spans if span[0] <= span[1]]
    if not open_spans:
        return problem.rules.rounds_per_day
    span_s = open_spans[-1][1] - open_spans[0][0]
    able = 0
    for index, air_s in shortest_air_s.items():
        dock = problem.docks[index]
        busy_s = air_s + dock.model.overhead_min * 60.0
        rate = dock.model.charge_pct_per_min / 60.0
        use = air_s / dock.usable_s * 100.0
        by_time = 1 + math.floor(span_s / busy_s + 1e-9)
        stock = dock.model.start_pct - dock.model.lowest_pct
        by_charge = math.floor((stock + rate * (span_s + busy_s)) / (use + rate * busy_s) + 1e-9)
        able += min(by_time, by_charge)
    return max(len(spans) - min(able, len(open_spans)), 0)


def schedule(
    problem: DroneProblem,
    options: list[Option],
    windows: int,
    least_missed: int,
    limits: Limits,
    on_progress: OnProgress,
) -> Timetable:
    """Choose the rounds to fly.

    Parameters
    ----------
    problem
        The day.
    options
        Every way to fly every round.
    windows
        Number of required windows that some option covers, numbered from 0.
    least_missed
        From `rounds_missed_at_least`.
    limits, on_progress
        As for every solver.
    """
    model = _Model(problem, options, windows, least_missed)
    chosen, departs_s = greedy(problem, options)
    model.hint(chosen, departs_s)
    answer = run(model.cp, limits, on_progress)
    if not answer.value:
        served = set[int]().union(*(option.covers for option in chosen.values()))
        objective = (problem.rules.rounds_per_day + 1) * (windows - len(served))
        return Timetable(
            status="cancelled" if answer.status == "cancelled" else "feasible",
            chosen=chosen,
            departs_s=departs_s,
            objective=float(objective + problem.rules.rounds_per_day - len(chosen)),
            bound=float(least_missed),
        )
    chosen, departs_s = model.values(answer.value)
    return Timetable(
        status=answer.status,
        chosen=chosen,
        departs_s=departs_s,
        objective=answer.objective,
        bound=max(answer.bound, float(least_missed)),
    )


class _Model:
    """The variables and rules of a day."""

    def __init__(self, problem: DroneProblem, options: list[Option], windows: int, least_missed: int) -> None:
        self.problem, self.options = problem, options
        self.cp = cp_model.CpModel()
        self.flown = [self.cp.new_bool_var(f"fly{number}") for number in range(len(options))]
        self.by_round: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(options):
            self.by_round[option.round].append(number)
        self.rounds = sorted(self.by_round)
        self.charge: dict[tuple[int, int], cp_model.IntVar] = {}
        self.depart = {index: self._departure(index) for index in self.rounds}
        for index in self.rounds:
            self.cp.add_at_most_one(self.flown[number] for number in self.by_round[index])
        for earlier, later in zip(self.rounds, self.rounds[1:], strict=False):
            self.cp.add(self.depart[earlier] <= self.depart[later])
        for index, dock in enumerate(problem.docks):
            self._one_flight_at_a_time(index, dock)
            self._charge_carried(index, dock)
        missed = problem.rules.rounds_per_day - cp_model.LinearExpr.sum(self.flown)
        # The counting bound follows from the rules; it lets the search stop as soon as it has missed so few.
        scale = problem.rules.rounds_per_day + 1
        self.short = self.cp.new_int_var(least_missed, scale * (windows + 1), "short")
        self.cp.add(self.short == scale * self._unserved(windows) + missed)
        self.cp.minimize(self.short)

    def _departure(self, index: int) -> cp_model.IntVar:
        variable = self.cp.new_int_var(*self.problem.departure_span(index), f"depart{index}")
        for number in self.by_round[index]:
            option = self.options[number]
            self.cp.add(variable >= option.earliest_s).only_enforce_if(self.flown[number])
            self.cp.add(variable <= option.latest_s).only_enforce_if(self.flown[number])
        return variable

    def _of_dock(self, dock: int, index: int) -> list[int]:
        return [number for number in self.by_round[index] if self.options[number].dock == dock]

    def _one_flight_at_a_time(self, index: int, dock: DockSite) -> None:
        """Keep a dock to one flight or turn-round at a time."""
        over_s = Account(dock).over_s
        intervals = []
        if dock.ready_s > 0:
            intervals.append(self.cp.new_fixed_size_interval_var(0, math.ceil(dock.ready_s), f"before{index}"))
        for departure in self.rounds:
            for number in self._of_dock(index, departure):
                size = self.options[number].air_s + over_s
                name = f"busy{number}"
                intervals.append(
                    self.cp.new_optional_fixed_size_interval_var(self.depart[departure], size, self.flown[number], name)
                )
        self.cp.add_no_overlap(intervals)

    def _charge_carried(self, index: int, dock: DockSite) -> None:
        """Carry the charge of a dock from departure to departure, and keep every landing above the lowest charge."""
        account = Account(dock)
        before: Term = account.start
        last_depart: Term = 0
        taken: Term = 0
        for departure in self.rounds:
            charge = self.cp.new_int_var(-100 * account.full, account.full, f"charge{index}_{departure}")
            self.charge[index, departure] = charge
            self.cp.add(charge <= before + account.rate * (self.depart[departure] - last_depart) - taken)
            numbers = self._of_dock(index, departure)
            for number in numbers:
                needed = account.lowest + account.use(self.options[number].air_s)
                self.cp.add(charge >= needed).only_enforce_if(self.flown[number])
            taken = sum(account.taken(self.options[number].air_s) * self.flown[number] for number in numbers)
            before, last_depart = charge, self.depart[departure]

    def _unserved(self, windows: int) -> cp_model.LinearExpr:
        """Count the required windows that no round serves."""
        covering: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(self.options):
            for window in option.covers:
                covering[window].append(number)
        self.unserved = [self.cp.new_bool_var(f"unserved{window}") for window in range(windows)]
        for window, variable in enumerate(self.unserved):
            self.cp.add_bool_or([variable, *(self.flown[number] for number in covering[window])])
        return cp_model.LinearExpr.sum(self.unserved)

    def hint(self, chosen: dict[int, Option], departs_s: dict[int, int]) -> None:
        """Start the search from a timetable."""
        served = set[int]().union(*(option.covers for option in chosen.values()))
        for option, variable in zip(self.options, self.flown, strict=True):
            self.cp.add_hint(variable, chosen.get(option.round) is option)
        for window, variable in enumerate(self.unserved):
            self.cp.add_hint(variable, window not in served)
        for index in self.rounds:
            self.cp.add_hint(self.depart[index], departs_s[index])
        missed = self.problem.rules.rounds_per_day - len(chosen)
        self.cp.add_hint(self.short, (missed + (len(self.unserved) - len(served)) * (missed + len(chosen) + 1)))
        for number, dock in enumerate(self.problem.docks):
            account = Account(dock)
            charge, last_s = account.start, 0
            for index in self.rounds:
                charge = min(account.full, charge + account.rate * (departs_s[index] - last_s))
                last_s = departs_s[index]
                self.cp.add_hint(self.charge[number, index], charge)
                if index in chosen and chosen[index].dock == number:
                    charge -= account.taken(chosen[index].air_s)

    def values(self, value: dict[int, int]) -> tuple[dict[int, Option], dict[int, int]]:
        """Read the chosen options and their departures from an answer."""
        chosen = {
            option.round: option
            for option, variable in zip(self.options, self.flown, strict=True)
            if value[variable.index]
        }
        return chosen, {index: value[self.depart[index].index] for index in chosen}
