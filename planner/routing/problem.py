"""The routing problem and its answer: frozen, indexed, in seconds since the start of the day, without streets or names.

The model is a team orienteering problem with time windows (Vansteenwegen, Souffriau and Van Oudheusden, "The
orienteering problem: a survey", EJOR 209, 2011) in which some visits are required: as many of those as possible come
first, then the value of the optional ones, then less travel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.plan import SolverStatus

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoutingProblem:
    """c travel classes (a mode at a speed), n nodes, u units, v visits, w ways to make them.

    Most visits have one way; a line has one for each direction in which the streets let it be travelled. A meal break
    is a visit too: it belongs to every route of its unit.

    Attributes
    ----------
    travel_s
        (c, n, n) quickest time from node to node [s]; infinite: no way.
    unit_class, unit_base
        (u,) travel class, and the node where the unit starts and ends.
    unit_start_s, unit_end_s
        (u,) its shift [s].
    unit_break
        (u,) the visit that is its meal break; -1: none.
    visit_opens_s, visit_closes_s
        (v,) the stay lies between them [s].
    visit_value
        (v,) worth of an optional visit; 0 for required ones and breaks [points].
    visit_required
        (v,) whether it comes before all optional ones; not set for breaks.
    visit_place
        (v,) number of its place, for the ceiling.
    visit_allowed
        (v, u) which units have the right to make it.
    way_start
        (v + 1,) where each visit's ways start; the ways of a visit stand together.
    way_entry, way_exit
        (w,) the nodes where the stay begins and ends.
    way_service_s
        (c, w) length of the stay [s]; infinite where the class cannot make it.
    ceiling
        Most optional visits to one place.
    relief
        Groups of units of which, while two or more are on shift, never all are on break.
    """

    travel_s: NDArray[np.float64]
    unit_class: NDArray[np.int32]
    unit_base: NDArray[np.int32]
    unit_start_s: NDArray[np.float64]
    unit_end_s: NDArray[np.float64]
    unit_break: NDArray[np.int32]
    visit_opens_s: NDArray[np.float64]
    visit_closes_s: NDArray[np.float64]
    visit_value: NDArray[np.float64]
    visit_required: NDArray[np.bool_]
    visit_place: NDArray[np.int32]
    visit_allowed: NDArray[np.bool_]
    way_start: NDArray[np.int32]
    way_entry: NDArray[np.int32]
    way_exit: NDArray[np.int32]
    way_service_s: NDArray[np.float64]
    ceiling: int
    relief: tuple[tuple[int, ...], ...] = ()

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.unit_class)

    @property
    def visits(self) -> int:
        """Number of visits, breaks included."""
        return len(self.visit_value)

    @property
    def ways(self) -> int:
        """Number of ways to make the visits."""
        return len(self.way_entry)

    def way_visit(self) -> NDArray[np.int32]:
        """Give the visit that each way makes, (w,)."""
        import numpy as np

        return np.repeat(np.arange(self.visits, dtype=np.int32), np.diff(self.way_start))

    def is_break(self) -> NDArray[np.bool_]:
        """Tell which visits are meal breaks, (v,)."""
        import numpy as np

        return np.isin(np.arange(self.visits), self.unit_break[self.unit_break >= 0])


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRoute:
    """What one unit does, in order.

    Attributes
    ----------
    ways
        Ways of the visits it makes.
    begin_s
        When each stay begins [s]; it lasts for the way's service.
    """

    ways: tuple[int, ...]
    begin_s: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingResult:
    """The answer.

    Attributes
    ----------
    status
        ``"optimal"`` when the bound is met, ``"feasible"``, or ``"cancelled"``.
    required_served, required_total
        Required visits, breaks not counted.
    objective, bound
        Value of the optional visits made, and a bound on it among answers with as many required visits [points].
    travel_s
        Time between stays, all units [s].
    seconds
        Time that the solver took [s].
    routes
        One a unit.
    """

    status: SolverStatus
    required_served: int
    required_total: int
    objective: float
    bound: float
    travel_s: float
    seconds: float
    routes: tuple[UnitRoute, ...]
