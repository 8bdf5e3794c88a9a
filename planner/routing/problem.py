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

Column = tuple[int, tuple[int, ...]]
"""A unit and the ways of a route that it could take."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoutingProblem:
    """c travel classes (a mode at a speed), n nodes, u units, v visits, w ways to make them, b time bands.

    Most visits have one way; a line has one for each direction in which the streets let it be travelled. A meal break
    is a visit too, pinned to its unit. Travel slows down by the hour: a leg that takes 60 s at full speed takes 120 s
    in a band whose share is a half, and one that runs over the border of two bands is slowed on its part in each, so
    that who leaves later never arrives earlier (Ichoua, Gendreau and Potvin, "Vehicle dispatching with time-dependent
    travel times", EJOR 144, 2003).

    Attributes
    ----------
    travel_s
        (c, n, n) quickest time from node to node at full speed [s]; infinite: no way.
    band_from_s
        (b,) when each time band begins [s], ascending; the first holds before it as well.
    band_share
        (c, b) share of full speed in each band, above 0 to 1.
    unit_class
        (u,) travel class.
    unit_start_node, unit_end_node
        (u,) where the unit is when its shift begins, and must be when it ends.
    unit_start_s, unit_end_s
        (u,) its shift [s].
    unit_break
        (u,) the visit that is its meal break; -1: none.
    unit_team
        (u,) number of the team (a tier) among whose units work is shared evenly.
    unit_most_load
        (u,) most load that it can take; infinite: no limit.
    visit_opens_s, visit_closes_s
        (v,) the stay lies between them [s].
    visit_value
        (v,) worth of an optional visit; 0 for required ones and breaks [points].
    visit_required
        (v,) whether it comes before all optional ones; not set for breaks.
    visit_place
        (v,) number of its place, for repeats.
    visit_allowed
        (v, u) which units have the right to make it.
    visit_pinned
        (v,) the unit whose route always holds it; -1: none. Breaks are pinned.
    visit_load
        (v,) load that it puts on its unit.
    way_start
        (v + 1,) where each visit's ways start; the ways of a visit stand together.
    way_entry, way_exit
        (w,) the nodes where the stay begins and ends.
    way_service_s
        (c, w) length of the stay [s]; infinite where the class cannot make it.
    repeat_share
        (r,) what the optional visits to one place are worth, as shares of their value, the most valuable visit first;
        never rising, and no place has more than r of them.
    even_share
        Share of the value that may be given up for work shared more evenly.
    relief
        Groups of units of which, while two or more are on shift, never all are on break.
    """

    travel_s: NDArray[np.float64]
    band_from_s: NDArray[np.float64]
    band_share: NDArray[np.float64]
    unit_class: NDArray[np.int32]
    unit_start_node: NDArray[np.int32]
    unit_end_node: NDArray[np.int32]
    unit_start_s: NDArray[np.float64]
    unit_end_s: NDArray[np.float64]
    unit_break: NDArray[np.int32]
    unit_team: NDArray[np.int32]
    unit_most_load: NDArray[np.float64]
    visit_opens_s: NDArray[np.float64]
    visit_closes_s: NDArray[np.float64]
    visit_value: NDArray[np.float64]
    visit_required: NDArray[np.bool_]
    visit_place: NDArray[np.int32]
    visit_allowed: NDArray[np.bool_]
    visit_pinned: NDArray[np.int32]
    visit_load: NDArray[np.float64]
    way_start: NDArray[np.int32]
    way_entry: NDArray[np.int32]
    way_exit: NDArray[np.int32]
    way_service_s: NDArray[np.float64]
    repeat_share: NDArray[np.float64]
    even_share: float = 0.0
    relief: tuple[tuple[int, ...], ...] = ()

    @property
    def ceiling(self) -> int:
        """Most optional visits to one place."""
        return len(self.repeat_share)

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
        Time on the way between stays, all units [s].
    spread
        Largest difference between the shares of their shifts that two units of one team spend on stays and the ways to
        them, 0 to 1.
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
    spread: float
    seconds: float
    routes: tuple[UnitRoute, ...]
