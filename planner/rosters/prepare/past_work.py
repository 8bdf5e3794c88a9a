"""What the history shows that officers had of what is shared out fairly, and for how long it knows them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from planner.domain.scenario import Scenario
from planner.rosters.prepare.dates import kind_of
from planner.rosters.prepare.history import past_of
from planner.rosters.prepare.horizon import Horizon

SATURDAY = 5


class PastWork:
    """Totals of the history by officer.

    Attributes
    ----------
    contract_h
        Contract hours from an officer's own first row in the history up to the horizon, dates of leave taken off:
        who has no row is new, and owes nothing [h].
    """

    def __init__(self, scenario: Scenario, horizon: Horizon) -> None:
        kind = kind_of(scenario)
        self._had: dict[str, Counter[str]] = defaultdict(Counter)
        weekends: set[tuple[str, dt.date]] = set()
        self.contract_h: dict[str, float] = {}
        leaves = {officer.id: officer for officer in scenario.officers}
        for name, shifts in past_of(scenario, horizon).items():
            had = self._had[name]
            for shift in shifts:
                date = horizon.first + dt.timedelta(shift.day)
                had["hours"] += shift.counted_s
                had["nights"] += len(shift.nights)
                had["holidays"] += kind(date) == "holiday"
                if date.weekday() >= SATURDAY:
                    weekends.add((name, date - dt.timedelta(date.weekday())))
            if name in leaves:
                dates = [horizon.first + dt.timedelta(day) for day in range(shifts[0].day, 0)]
                away = sum(any(leave.start <= date <= leave.end for leave in leaves[name].leave) for date in dates)
                self.contract_h[name] = leaves[name].weekly_hours * (len(dates) - away) / 7
        for name, _ in weekends:
            self._had[name]["weekends"] += 1
        for row in scenario.history:
            if row.start.astimezone(horizon.zone).date() < horizon.first:
                self._had[row.officer][f"turns:{row.duty}"] += 1

    def had(self, officer: str, what: str) -> int:
        """Give how much an officer had of something: seconds of hours, and else a count."""
        return self._had[officer][what] if officer in self._had else 0
