"""One instance of a benchmark: the routing problem, what its ways are called, and what is published about it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.evaluator import Outcome
from planner.routing.problem import RoutingProblem

Floats = NDArray[np.float64]
Family = Literal["top", "toptw", "carp", "station"]
Label = int | list[int]


class UnitRow(NamedTuple):
    """One unit: its travel class, where it starts and ends, its shift [s], most load, and its break's visit."""

    start: int
    end: int
    begins_s: float
    ends_s: float
    kind: int = 0
    most_load: float = math.inf
    rest: int = -1


class VisitRow(NamedTuple):
    """One visit: its ways as (entry, exit, stay of each class [s]), its window [s] and what it is worth."""

    ways: tuple[tuple[int, int, tuple[float, ...]], ...]
    opens_s: float
    closes_s: float
    value: float = 0.0
    required: bool = False
    load: float = 0.0
    place: int = -1
    pinned: int = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """An instance ready to be solved by us and by others.

    Attributes
    ----------
    name
        Of the file, or of what was made.
    group
        Instances that are averaged together, such as ``"p4"`` or ``"rc1"``.
    labels
        What each way of the problem is called in the answer, (w,).
    published
        Best published objective, if known.
    fixed
        Cost of every answer besides its travel, where cost is what counts.
    unit_s
        Seconds of the problem in one unit of the file, so that rounded distances are whole numbers.
    """

    name: str
    family: Family
    group: str
    problem: RoutingProblem
    labels: tuple[Label, ...]
    published: float | None = None
    fixed: float = 0.0
    unit_s: float = 1.0

    @property
    def is_cost(self) -> bool:
        """Tell whether less is better."""
        return self.family == "carp"

    def objective(self, outcome: Outcome) -> float | None:
        """Give what the family counts; None when the answer is not legal or leaves something required undone."""
        if outcome.broken or outcome.required < outcome.required_total:
            return None
        found = self.fixed + outcome.travel_s / self.unit_s if self.is_cost else outcome.value
        return round(found) if math.isclose(found, round(found), abs_tol=1e-6) else found

    def gap(self, objective: float) -> float | None:
        """Give how much worse than the published value an objective is, as a share of that value."""
        if self.published is None:
            return None
        worse = objective - self.published if self.is_cost else self.published - objective
        return worse / self.published if self.published else worse

    def named(self, routes: Sequence[Sequence[int]]) -> list[list[Label]]:
        """Give routes of ways by their names in the file."""
        return [[self.labels[way] for way in ways] for ways in routes]


def make_problem(travel_s: Floats, units: Sequence[UnitRow], visits: Sequence[VisitRow]) -> RoutingProblem:
    """Lay units and visits out as the product's problem: full speed all day, every unit may make every visit.

    Parameters
    ----------
    travel_s
        (c, n, n) times from node to node [s].
    """
    ways = [way for visit in visits for way in visit.ways]
    stay_s = np.array([stays for _, _, stays in ways], np.float64).reshape(len(ways), len(travel_s))
    pinned = np.array([visit.pinned for visit in visits], np.int32)
    place = [visit.place if visit.place >= 0 else 1_000_000 + row for row, visit in enumerate(visits)]
    _, place_number, visits_at = np.unique(place, return_inverse=True, return_counts=True)
    return RoutingProblem(
        travel_s=np.ascontiguousarray(travel_s, np.float64),
        band_from_s=np.zeros(1),
        band_share=np.ones((len(travel_s), 1)),
        unit_class=np.array([unit.kind for unit in units], np.int32),
        unit_start_node=np.array([unit.start for unit in units], np.int32),
        unit_end_node=np.array([unit.end for unit in units], np.int32),
        unit_start_s=np.array([unit.begins_s for unit in units], np.float64),
        unit_end_s=np.array([unit.ends_s for unit in units], np.float64),
        unit_break=np.array([unit.rest for unit in units], np.int32),
        unit_team=np.array([unit.kind for unit in units], np.int32),
        unit_most_load=np.array([unit.most_load for unit in units], np.float64),
        visit_opens_s=np.array([visit.opens_s for visit in visits], np.float64),
        visit_closes_s=np.array([visit.closes_s for visit in visits], np.float64),
        visit_value=np.array([visit.value for visit in visits], np.float64),
        visit_required=np.array([visit.required for visit in visits], np.bool_),
        visit_place=place_number.astype(np.int32),
        visit_allowed=(pinned[:, None] < 0) | (pinned[:, None] == np.arange(len(units))[None, :]),
        visit_pinned=pinned,
        visit_load=np.array([visit.load for visit in visits], np.float64),
        way_start=np.cumsum([0, *(len(visit.ways) for visit in visits)]).astype(np.int32),
        way_entry=np.array([entry for entry, _, _ in ways], np.int32),
        way_exit=np.array([leaving for _, leaving, _ in ways], np.int32),
        way_service_s=np.ascontiguousarray(stay_s.T),
        repeat_share=np.ones(int(visits_at.max(initial=1))),
    )
