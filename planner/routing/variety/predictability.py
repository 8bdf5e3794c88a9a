"""How hard it is to foresee when a place is visited: the entropy of the times of its visits over several plans.

Random schedules keep those who watch from learning them: Tambe, "Security and Game Theory" (Cambridge University
Press, 2011); the entropy of a patrol as its measure: Basilico, Gatti and Amigoni, "Patrolling security games",
Artificial Intelligence 184 (2012).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from planner.routing.problem import RoutingProblem, RoutingResult

BUCKET_S = 900.0
"""Two visits whose stays begin in the same quarter of an hour after the window opens count as at the same time [s]."""


def visit_time_entropy_bits(
    problem: RoutingProblem, results: Sequence[RoutingResult], places: Collection[int] | None = None
) -> float | None:
    """Give the mean entropy of the times of visits over several plans of one day [bits].

    For every visit the Shannon entropy (Shannon, "A mathematical theory of communication", Bell System Technical
    Journal 27, 1948) of the quarter of an hour, counted from the opening of its window, in which its stay begins in
    each plan that makes it; the mean over the visits of a place, then over the places. It is at most log2 of the number
    of plans, and of the quarters of the window.

    Parameters
    ----------
    places
        Only these of the problem's numbers of places; None: all.

    Returns
    -------
    float or None
        None when no plan makes a visit there.
    """
    begins = [visit_begins(problem, result) for result in results]
    by_place: dict[int, list[float]] = defaultdict(list)
    for visit in set().union(*begins):
        place = int(problem.visit_place[visit])
        if places is None or place in places:
            opens_s = float(problem.visit_opens_s[visit])
            by_place[place].append(entropy_bits((row[visit] - opens_s) // BUCKET_S for row in begins if visit in row))
    means = [math.fsum(bits) / len(bits) for bits in by_place.values()]
    return math.fsum(means) / len(means) if means else None


def entropy_bits(buckets: Iterable[float]) -> float:
    """Give the Shannon entropy of a sample [bits]; 0 for an empty one."""
    counts = Counter(buckets)
    whole = counts.total()
    return math.fsum(-count / whole * math.log2(count / whole) for count in counts.values()) + 0.0


def visit_begins(problem: RoutingProblem, result: RoutingResult) -> dict[int, float]:
    """Give when the stay of every visit made begins, breaks left out [s]."""
    visit, is_break = problem.way_visit(), problem.is_break()
    stays = (
        (int(visit[way]), begin) for row in result.routes for way, begin in zip(row.ways, row.begin_s, strict=True)
    )
    return {v: begin for v, begin in stays if not is_break[v]}


def alike_share(problem: RoutingProblem, one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """Give the share of the visits of two plans, as `visit_begins` gives them, that both make in the same quarter."""
    both = one.keys() | other.keys()
    opens = problem.visit_opens_s
    same = sum(
        (one[v] - float(opens[v])) // BUCKET_S == (other[v] - float(opens[v])) // BUCKET_S
        for v in one.keys() & other.keys()
    )
    return same / len(both) if both else 1.0
