"""The columns of a routing problem, filled from what stands behind them by name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.rules import PatrolRules
from planner.routing.places.bands import Bands
from planner.routing.places.classes import times
from planner.routing.places.ground import Ground
from planner.routing.places.ways import Ways
from planner.routing.problem import RoutingProblem
from planner.routing.units.relief import Relief

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitColumns:
    """What the problem says of u units, besides their class.

    Attributes
    ----------
    base
        (u,) node of the problem.
    start_s, end_s
        (u,) when the unit has taken over, and when it begins to hand over [s].
    team
        (u,) number of its tier.
    """

    base: NDArray[np.int32]
    start_s: Floats
    end_s: Floats
    team: NDArray[np.int32]

    def span_s(self) -> tuple[float, float]:
        """Give when the first unit sets out and when the last one is back [s]."""
        return float(self.start_s.min(initial=0.0)), float(self.end_s.max(initial=0.0))


def problem_of(
    rules: PatrolRules,
    ground: Ground,
    crews: UnitColumns,
    unit_class: list[int],
    ways: Ways,
    allowed: NDArray[np.bool_],
    rest: Relief,
    slow: Bands,
) -> RoutingProblem:
    """Put the columns together; breaks are the last visits, each pinned to its unit."""
    visits, classes = ground.visits, ground.classes
    pinned, may = _whose(ground, allowed, rest)
    unit_break = np.full(len(ground.units), -1, np.int32)
    for row, (unit, _) in enumerate(rest.breaks):
        unit_break[unit] = len(visits) - len(rest.breaks) + row
    at_base = crews.base[[unit for unit, _ in rest.breaks]].tolist()
    rest_s = np.tile([visit.dwell_s for _, visit in rest.breaks], (len(classes), 1))
    return RoutingProblem(
        travel_s=times(classes),
        band_from_s=slow.from_s,
        band_share=slow.share,
        unit_class=np.array(unit_class, np.int32),
        unit_start_node=crews.base,
        unit_end_node=crews.base,
        unit_start_s=crews.start_s,
        unit_end_s=crews.end_s,
        unit_break=unit_break,
        unit_team=crews.team,
        unit_most_load=np.full(len(ground.units), np.inf),
        visit_opens_s=np.array([visit.opens_s for visit in visits], float),
        visit_closes_s=np.array([visit.closes_s for visit in visits], float),
        visit_value=np.array([visit.value for visit in visits], float),
        visit_required=np.array([visit.required for visit in visits], bool),
        visit_place=_places(ground),
        visit_allowed=may,
        visit_pinned=pinned,
        visit_load=np.zeros(len(visits)),
        way_start=np.array([*ways.start, *(ways.start[-1] + row + 1 for row in range(len(at_base)))], np.int32),
        way_entry=np.array([*ways.entry, *at_base], np.int32),
        way_exit=np.array([*ways.exit, *at_base], np.int32),
        way_service_s=np.concatenate([ways.service_s, rest_s], axis=1),
        repeat_share=np.power(rules.repeat_share, np.arange(rules.most_visits_per_day), dtype=float),
        even_share=rules.even_share,
        relief=rest.groups,
    )


def _whose(ground: Ground, allowed: NDArray[np.bool_], rest: Relief) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Give the unit that each visit is pinned to, (v,), and which units may make it, (v, u).

    A visit pinned to a unit that is not out on this day is pinned to nobody, and nobody may make it.
    """
    names, first = [unit.id for unit in ground.units], len(ground.visits) - len(rest.breaks)
    pinned = np.full(len(ground.visits), -1, np.int32)
    may = np.zeros((len(ground.visits), len(names)), bool)
    may[:first] = allowed
    for row, visit in enumerate(ground.visits[:first]):
        if visit.pinned:
            may[row] &= np.array([name == visit.pinned for name in names], bool)
            pinned[row] = names.index(visit.pinned) if may[row].any() else -1
        may[row] &= np.array([name not in visit.never for name in names], bool)
    for row, (unit, _) in enumerate(rest.breaks, first):
        pinned[row] = unit
        may[row, unit] = True
    return pinned, may


def _places(ground: Ground) -> NDArray[np.int32]:
    """Give the number of every visit's place, (v,); a hot spot is another place than a checkpoint of the same name."""
    numbers: dict[tuple[str, str, bool], int] = {}
    return np.array(
        [numbers.setdefault((visit.kind, visit.id, visit.index < 0), len(numbers)) for visit in ground.visits], np.int32
    )
