"""How many drones may be in the air at once: those that the operators on duty can watch."""

from __future__ import annotations

import math

from planner.drones.problem import DroneProblem, Span

FOREVER_S = 10**9
"""Longer than any day [s]."""


class Watch:
    """The drones that may be in the air, over the day.

    Attributes
    ----------
    spans
        Spans with the most drones in the air at once; outside of them as many as there are docks.
    """

    def __init__(self, problem: DroneProblem) -> None:
        docks, each = len(problem.docks), problem.rules.drones_per_operator
        told = [(item.span, item.operators * each) for item in sorted(problem.operators, key=lambda item: item.span)]
        self.spans = [(_whole(span), most) for span, most in told if 0 < most < docks]

    @property
    def limited(self) -> bool:
        """Whether there are ever fewer than the docks could send."""
        return bool(self.spans)

    def most(self, at_s: float) -> int:
        """Give the most drones in the air at a time; a number beyond any fleet if nobody limits them."""
        return min((most for (opens, closes), most in self.spans if opens <= at_s < closes), default=FOREVER_S)

    def depart_s(self, from_s: int, air_s: int, landings: list[int]) -> int:
        """Give the first departure from a time on at which one more flight may be in the air [s].

        Parameters
        ----------
        from_s
            Not before [s].
        air_s
            Length of the flight [s].
        landings
            When those who left before it land [s].
        """
        changed = True
        while changed:
            changed = False
            for (opens, closes), most in self.spans:
                at_s = max(from_s, opens)
                if at_s >= min(closes, from_s + air_s) or sum(landing > at_s for landing in landings) < most:
                    continue
                from_s = min(closes, sorted(landings, reverse=True)[most - 1])
                changed = True
        return from_s


def _whole(span: Span) -> tuple[int, int]:
    return math.floor(span[0]), math.ceil(span[1])
