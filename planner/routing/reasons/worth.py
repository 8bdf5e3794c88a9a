"""What the visits of a plan are worth, place by place, and what one more or some fewer would change."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from planner.routing.problem import RoutingProblem


class Worth:
    """The value of a set of visits made; further visits to a place are worth less (`repeat_share`)."""

    def __init__(self, problem: RoutingProblem, made: Iterable[int]) -> None:
        counted = ~problem.visit_required & ~problem.is_break()
        self.place = problem.visit_place.tolist()
        self.points = [float(v) if own else 0.0 for v, own in zip(problem.visit_value, counted, strict=True)]
        self.counted: list[bool] = counted.tolist()
        self.shares = problem.repeat_share.tolist()
        self._gain: dict[int, float] = {}
        self.made: dict[int, set[int]] = defaultdict(set)
        for visit in made:
            if self.counted[visit]:
                self.made[self.place[visit]].add(visit)

    def total(self) -> float:
        """Give the value of all visits made [points]."""
        return math.fsum(map(self._value, self.made.values()))

    def loss(self, visits: Collection[int]) -> float:
        """Give what is lost without some of the visits made [points]; required ones and breaks count nothing."""
        return sum(self.losses(visits))

    def losses(self, visits: Iterable[int]) -> Iterator[float]:
        """Give what each of some visits made takes away when they are left out one after the other [points]."""
        gone: dict[int, set[int]] = defaultdict(set)
        for visit in visits:
            if not self.counted[visit]:
                yield 0.0
                continue
            place = self.place[visit]
            left = self.made[place] - gone[place]
            gone[place].add(visit)
            yield self._value(left) - self._value(left - {visit})

    def gain(self, visit: int, without: Iterable[int] = ()) -> float:
        """Give what a visit adds when some of those made are left out [points]; minus infinity: its place is full."""
        if not self.counted[visit]:
            return 0.0
        there = self.made[self.place[visit]]
        gone = there.intersection(without)
        if not gone and visit in self._gain:
            return self._gain[visit]
        there = there - gone
        full = len(there) >= len(self.shares)
        gain = -math.inf if full else self._value(there | {visit}) - self._value(there)
        if not gone:
            self._gain[visit] = gain
        return gain

    def full(self, visit: int) -> bool:
        """Tell whether a visit's place has all the optional visits that it may have."""
        return self.counted[visit] and len(self.made[self.place[visit]]) >= len(self.shares)

    def _value(self, visits: Iterable[int]) -> float:
        points = sorted((self.points[visit] for visit in visits), reverse=True)
        return math.fsum(value * share for value, share in zip(points, self.shares, strict=False))
