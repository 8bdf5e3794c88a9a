"""Travel by the hour: when a traveller arrives whose speed changes from band to band, and when to leave."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.routing.problem import RoutingProblem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def arrival_s(problem: RoutingProblem, kind: int, leg_s: float, depart_s: float) -> float:
    """Give when a leg is done that takes so long at full speed [s]; infinite when there is no way."""
    return done_s(problem.band_from_s.tolist(), problem.band_share[kind].tolist(), leg_s, depart_s)


def done_s(starts_s: Sequence[float], shares: Sequence[float], leg_s: float, depart_s: float) -> float:
    """Give when a leg is done, with the bands of one travel class as lists [s]; infinite when there is no way."""
    clock, left_s, last = depart_s, leg_s, len(shares) - 1
    for band, share in enumerate(shares):
        ends_s = starts_s[band + 1] if band < last else math.inf
        if clock >= ends_s:
            continue
        if left_s <= (ends_s - clock) * share:
            return clock + left_s / share
        left_s -= (ends_s - clock) * share
        clock = ends_s
    return math.inf


def arrivals_s(
    problem: RoutingProblem, kind: int, leg_s: NDArray[np.float64], depart_s: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give when each of many legs is done [s], as `arrival_s` does; the two arrays broadcast."""
    import numpy as np

    left_s, clock = (table.copy() for table in np.broadcast_arrays(leg_s, depart_s))
    done = np.full(left_s.shape, np.inf)
    with np.errstate(invalid="ignore"):
        for band, share in enumerate(problem.band_share[kind].tolist()):
            ends_s = float(problem.band_from_s[band + 1]) if band + 1 < len(problem.band_from_s) else math.inf
            here = (clock < ends_s) & np.isinf(done)
            room_s = (ends_s - clock) * share
            arrives = here & (left_s <= room_s) & np.isfinite(left_s)
            done[arrives] = clock[arrives] + left_s[arrives] / share
            further = here & ~arrives
            left_s[further] -= room_s[further]
            clock[further] = ends_s
    return done


def departure_s(problem: RoutingProblem, kind: int, leg_s: float, arrive_s: float) -> float:
    """Give the latest departure with which a leg is done by a moment [s]; minus infinity when there is no way."""
    starts: list[float] = problem.band_from_s.tolist()
    shares: list[float] = problem.band_share[kind].tolist()
    clock, left_s = arrive_s, leg_s
    for band in range(len(starts) - 1, -1, -1):
        begins_s = starts[band] if band else -math.inf
        if clock <= begins_s:
            continue
        if left_s <= (clock - begins_s) * shares[band]:
            return clock - left_s / shares[band]
        left_s -= (clock - begins_s) * shares[band]
        clock = begins_s
    return -math.inf


def departures_s(
    problem: RoutingProblem, kind: int, leg_s: NDArray[np.float64], arrive_s: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the latest departure for each of many legs [s], as `departure_s` does; the two arrays broadcast."""
    import numpy as np

    left_s, clock = (table.copy() for table in np.broadcast_arrays(leg_s, arrive_s))
    departs = np.full(left_s.shape, -np.inf)
    shares: list[float] = problem.band_share[kind].tolist()
    with np.errstate(invalid="ignore"):
        for band in range(len(shares) - 1, -1, -1):
            begins_s = float(problem.band_from_s[band]) if band else -math.inf
            here = (clock > begins_s) & np.isinf(departs)
            room_s = (clock - begins_s) * shares[band]
            leaves = here & (left_s <= room_s) & np.isfinite(left_s)
            departs[leaves] = clock[leaves] - left_s[leaves] / shares[band]
            further = here & ~leaves
            left_s[further] -= room_s[further]
            clock[further] = begins_s
    return departs
