"""Whether the duties of one moment can share out the officers who could be there.

Officers are matched to duties by augmenting paths; a duty that stays short, with all that it can reach, needs more
officers than there are (P. Hall, On representatives of subsets, 1935).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from planner.rosters.problem import RosterProblem
from planner.rosters.reasons.able import Able


def overcommitted(problem: RosterProblem, able: Able) -> Iterator[tuple[int, int, tuple[int, ...], int, int]]:
    """Give start and end of spans [s], two duties or more, the officers that they need together, and those there."""
    asked = [number for number, need in enumerate(problem.needs) if need.minimum > 0]
    who = {number: frozenset(able.for_need(problem.needs[number])) for number in asked}
    marks = sorted({s for number in asked for s in (problem.needs[number].start_s, problem.needs[number].end_s)})
    by_start = sorted(asked, key=lambda number: problem.needs[number].start_s)
    active: list[int] = []
    position = 0
    known: dict[tuple[tuple[int, int, frozenset[int]], ...], tuple[tuple[int, ...], int, int] | None] = {}
    for start_s, end_s in pairwise(marks):
        while position < len(by_start) and problem.needs[by_start[position]].start_s <= start_s:
            active.append(by_start[position])
            position += 1
        active = [number for number in active if problem.needs[number].end_s > start_s]
        rows = tuple((problem.needs[n].duty, problem.needs[n].minimum, who[n]) for n in sorted(active))
        if len({duty for duty, _, _ in rows}) < 2:
            continue
        if rows not in known:
            known[rows] = short_together(rows)
        answer = known[rows]
        if answer is not None and len(answer[0]) > 1:
            yield start_s, end_s, *answer


def short_together(rows: Sequence[tuple[int, int, frozenset[int]]]) -> tuple[tuple[int, ...], int, int] | None:
    """Match officers to duties of one moment.

    Parameters
    ----------
    rows
        Duty, officers that it needs, and officers who could be there; one row a duty and need.

    Returns
    -------
    The duties that need more together than there are, what they need, and who is there; None: all can be met.
    """
    strictest: dict[int, tuple[int, frozenset[int]]] = {}
    for duty, minimum, who in rows:
        before = strictest.get(duty)
        if before is None or minimum > before[0]:
            strictest[duty] = (minimum, who)
    held: dict[int, int] = {}
    for duty, (minimum, _) in strictest.items():
        for _ in range(minimum):
            seen: set[int] = set()
            if not _place(duty, strictest, held, seen):
                duties = {duty} | {held[o] for o in seen if o in held}
                needed = sum(strictest[d][0] for d in duties)
                there = len(frozenset[int]().union(*(strictest[d][1] for d in duties)))
                return tuple(sorted(duties)), needed, there
    return None


def _place(duty: int, rows: Mapping[int, tuple[int, frozenset[int]]], held: dict[int, int], seen: set[int]) -> bool:
    """Find one more officer for a duty, moving others where that helps."""
    for o in sorted(rows[duty][1] - seen):
        seen.add(o)
        if o not in held or _place(held[o], rows, held, seen):
            held[o] = duty
            return True
    return False
