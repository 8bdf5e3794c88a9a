"""Limits of templates, which are counted only once a schedule has overstepped them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from planner.rosters.problem import RosterOfficer
from planner.rosters.search.counters import Counters, Kind, counters, limited_templates


class CountersTable:
    """The counters of officers with the same limits; a limit of a template is counted once it has been overstepped.

    A schedule that is cheapest when some limits are not counted, and keeps them all the same, is cheapest: few limits
    ever need their count, and each one less makes the dynamic programme several times smaller (decremental state space
    relaxation: G. Righini, M. Salani, Networks 51, 2008).
    """

    def __init__(self, officer: RosterOfficer, kinds: tuple[Kind, ...], days: int) -> None:
        self._officer, self.kinds, self._days = officer, kinds, days
        self.limited = limited_templates(officer, days)
        self._made: dict[frozenset[str], Counters] = {}

    def counters(self, counted: frozenset[str]) -> Counters:
        """Give the tables that count these templates."""
        if counted not in self._made:
            self._made[counted] = counters(self._officer, self.kinds, self._days, counted)
        return self._made[counted]

    def overstepped(self, templates: Iterable[str]) -> set[str]:
        """Give the limited templates that occur too often."""
        often = Counter(template for template in templates if template in self.limited)
        return {template for template, number in often.items() if number > self.limited[template]}

    def reached(self, templates: Iterable[str]) -> set[str]:
        """Give the limited templates that occur as often as they may."""
        often = Counter(templates)
        return {template for template, most in self.limited.items() if often[template] >= most}
