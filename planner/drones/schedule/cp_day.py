"""A day of departures, docks, batteries, operators and required windows as a model for CP-SAT.

The charge of a dock is one number at every departure of the timetable: it grows evenly, whoever flies (see
`timetable.Account`), and a flight takes off it what it uses and what would have been charged meanwhile. So a full
battery is a plain upper limit and no pairs of rounds need to be told apart.
"""

from __future__ import annotations

from collections import defaultdict

from ortools.sat.python import cp_model

from planner.drones.problem import DAY_S, DroneProblem
from planner.drones.schedule.operators import Watch
from planner.drones.schedule.timetable import SHARES, Account, Option

Term = cp_model.LinearExpr | int
LONG_S = int(3 * DAY_S)
"""Longer than a day and its last flight [s]."""


class CpDay:
    """The variables and rules of a day.

    Attributes
    ----------
    exact
        Whether its bound holds. A flight that lands above the taper is charged for at the safe side here, so that
        timetables with such flights stay legal but fewer of them are found.
    """

    def __init__(self, problem: DroneProblem, options: list[Option], windows: int, least: float) -> None:
        self.problem, self.options = problem, options
        self.cp = cp_model.CpModel()
        self.flown = [self.cp.new_bool_var(f"fly{number}") for number in range(len(options))]
        self.by_round: dict[int, list[int]] = defaultdict(list)
        for number, option in enumerate(options):
            self.by_round[option.round].append(number)
        self.rounds = sorted(self.by_round)
        self.accounts = [Account(dock) for dock in problem.docks]
        self.exact = all(self._lands_below_the_taper(option) for option in options)
        self.charge: dict[tuple[int, int], cp_model.IntVar] = {}
        self.depart = {index: self._departure(index) for index in self.rounds}
        for index in self.rounds:
            self.cp.add_at_most_one(self.flown[number] for number in self.by_round[index])
        for earlier, later in zip(self.rounds, self.rounds[1:], strict=False):
            self.cp.add(self.depart[earlier] <= self.depart[later])
        for index, account in enumerate(self.accounts):
            self._one_flight_at_a_time(index, account)
            self._charge_carried(index, account)
        self._watched()
        self._handed_over()
        missed = problem.rules.rounds_per_day - cp_model.LinearExpr.sum(self.flown)
        # The bound follows from the rules; it lets the search stop as soon as it has missed so few.
        scale = problem.rules.rounds_per_day + 1
        self.short = self.cp.new_int_var(round(least), scale * (windows + 1), "short")
        self.cp.add(self.short == scale * self._unserved(windows) + missed)
        self.cp.minimize(self.short)

    def _lands_below_the_taper(self, option: Option) -> bool:
        account = self.accounts[option.dock]
        full = account.bend + (account.full - account.bend) * account.share // SHARES
        return account.swaps or full - account.use(option) <= account.bend

    def _departure(self, index: int) -> cp_model.IntVar:
        variable = self.cp.new_int_var(*self.problem.departure_span(index), f"depart{index}")
        for number in self.by_round[index]:
            option = self.options[number]
            self.cp.add(variable >= option.earliest_s).only_enforce_if(self.flown[number])
            self.cp.add(variable <= option.latest_s).only_enforce_if(self.flown[number])
        return variable

    def _of_dock(self, dock: int, index: int) -> list[int]:
        return [number for number in self.by_round[index] if self.options[number].dock == dock]

    def _interval(self, number: int, size: int) -> cp_model.IntervalVar:
        start, name = self.depart[self.options[number].round], f"span{number}_{size}"
        return self.cp.new_optional_fixed_size_interval_var(start, size, self.flown[number], name)

    def _one_flight_at_a_time(self, index: int, account: Account) -> None:
        """Keep a dock to one flight or turn-round at a time."""
        intervals = []
        if account.start_s > 0:
            intervals.append(self.cp.new_fixed_size_interval_var(0, account.start_s, f"before{index}"))
        for departure in self.rounds:
            numbers = self._of_dock(index, departure)
            intervals.extend(self._interval(number, account.busy_s(self.options[number])) for number in numbers)
        self.cp.add_no_overlap(intervals)

    def _charge_carried(self, index: int, account: Account) -> None:
        """Carry the charge of a dock from departure to departure, and fly nothing that needs more."""
        if account.swaps:  # full whenever it is free
            for number, option in enumerate(self.options):
                if option.dock == index and account.needed(option) > account.full:
                    self.cp.add(self.flown[number] == 0)
            return
        before: Term = account.start
        last_depart: Term = account.start_s
        taken: Term = 0
        for departure in self.rounds:
            charge = self.cp.new_int_var(-100 * account.full, account.full, f"charge{index}_{departure}")
            self.charge[index, departure] = charge
            grown = account.rate * (self.depart[departure] - last_depart)
            self.cp.add(charge <= before + grown - taken)
            for number in self._bent(index, account, departure):
                option = self.options[number]
                lost = account.use(option) + account.rate * account.busy_s(option) - grown
                bent = account.share * (before - account.bend) + SHARES * (account.bend - lost)
                self.cp.add(SHARES * charge <= bent).only_enforce_if(self.flown[number])
            numbers = self._of_dock(index, departure)
            for number in numbers:
                self.cp.add(charge >= account.needed(self.options[number])).only_enforce_if(self.flown[number])
            taken = sum(self._taken(number) * self.flown[number] for number in numbers)
            before, last_depart = charge, self.depart[departure]

    def _taken(self, number: int) -> int:
        """Give what a flight takes off the number: use, and charging forgone [steps]."""
        option = self.options[number]
        account = self.accounts[option.dock]
        return account.use(option) + account.rate * account.busy_s(option)

    def _bent(self, index: int, account: Account, departure: int) -> list[int]:
        """List the flights before a departure that may have left with a charge above the taper."""
        place = self.rounds.index(departure)
        return self._of_dock(index, self.rounds[place - 1]) if place > 0 and account.full > account.bend else []

    def _watched(self) -> None:
        """Keep the drones in the air to those that the operators on duty can watch."""
        docks = len(self.problem.docks)
        watch = Watch(self.problem)
        if not watch.limited:
            return
        intervals = [self._interval(number, option.air_s) for number, option in enumerate(self.options)]
        demands = [1] * len(intervals)
        for opens, closes in {span for span, _ in watch.spans}:
            intervals.append(self.cp.new_fixed_size_interval_var(opens, closes - opens, f"watch{opens}"))
            demands.append(docks - watch.most(opens))
        self.cp.add_cumulative(intervals, demands, docks)

    def _handed_over(self) -> None:
        """Let each uninterrupted round leave while the one before it is in the air."""
        if not self.problem.rules.uninterrupted:
            return
        both_s = round(self.problem.rules.handover_min * 60.0)
        for index in self.rounds:
            if index + 1 not in self.depart:
                continue
            for number in self.by_round[index]:
                for later in self.by_round[index + 1]:
                    until = self.depart[index] + self.options[number].air_s - both_s
                    both = [self.flown[number], self.flown[later]]
                    self.cp.add(self.depart[index + 1] <= until).only_enforce_if(both)

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
        missed = self.problem.rules.rounds_per_day - len(chosen)
        self.cp.add_hint(self.short, missed + (len(self.unserved) - len(served)) * (missed + len(chosen) + 1))
        last_s = 0
        for index in self.rounds:
            last_s = max(last_s, departs_s.get(index, self.problem.departure_span(index)[0]))
            self.cp.add_hint(self.depart[index], last_s)

    def values(self, value: dict[int, int]) -> tuple[dict[int, Option], dict[int, int]]:
        """Read the chosen options and their departures from an answer."""
        chosen = {
            option.round: option
            for option, variable in zip(self.options, self.flown, strict=True)
            if value[variable.index]
        }
        return chosen, {index: value[self.depart[index].index] for index in chosen}
