"""The way of a unit between two points of its path, in words: turn by turn, or the streets of a patrol."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from planner.geo import great_circle_m
from planner.i18n.directions import length_text, step_text, word
from planner.streets.instructions import Passage, Step, passed_m, steps_of
from planner.streets.matching import match, passages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.i18n import Language
    from planner.streets.travel import Travel

MOST_STEPS = 24
"""A way with more steps than this is told by its streets: nobody follows so many turns from a sheet."""
DETOUR, DETOUR_M = 2.5, 500.0
"""Only a way longer than this many times the straight line and this much more [m] can be a patrol.

By road, places are between 1.2 and 2.1 times as far apart as by the straight line, depending on the country (Ballou,
Rahardja and Sakai, "Selected country circuity factors for road travel distance estimation", Transportation Research A,
2002).
"""
ROUND, ROUND_S = 1.25, 60.0
"""It is one if it also takes this many times as long as the quickest way, and this much more [s]."""


@dataclass(frozen=True)
class Way:
    """A part of a unit's path on the streets.

    Attributes
    ----------
    travel
        How the unit gets about.
    passed
        The edges that it passes.
    whole
        Whether these are the whole way.
    leaves
        Row of the path's point at which it starts to move.
    length_m, line_m
        How long it is, and how far apart its ends are [m].
    """

    travel: Travel
    passed: tuple[Passage, ...]
    whole: bool
    leaves: int
    length_m: float
    line_m: float

    @property
    def moves(self) -> bool:
        """Whether the unit moves at all."""
        return self.length_m > 0

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What to do, turn by turn."""
        return steps_of(self.travel.streets, self.passed, self.travel.mode)

    @cached_property
    def is_patrol(self) -> bool:
        """Whether it is a patrol rather than a way to somewhere."""
        if self.length_m <= DETOUR * self.line_m + DETOUR_M or len(self.passed) < 2:
            return False
        streets, edge_s = self.travel.streets, self.travel.edge_s
        source, target = streets.edge_target[self.passed[0].edge], streets.edge_source[self.passed[-1].edge]
        between_s = float(edge_s[[passage.edge for passage in self.passed[1:-1]]].sum())
        return between_s > ROUND * float(self.travel.times([source], [target])[0, 0]) + ROUND_S

    def step_texts(self, language: Language) -> tuple[str, ...]:
        """Give one sentence a step, without the arrival."""
        return tuple(
            step_text(
                step.kind,
                language,
                mode=self.travel.mode,
                street=step.street,
                road_class=step.road_class,
                length_m=step.length_m,
                bearing_deg=step.bearing_deg,
                stays=step.stays,
                exit_number=step.exit_number,
            )
            for step in self.steps[:-1]
        )


class Walked:
    """The path of a unit, matched to the streets once.

    Parameters
    ----------
    travel
        How the unit gets about on the network of the scenario.
    lonlat
        (p, 2) the points of the path [deg].
    """

    def __init__(self, travel: Travel, lonlat: NDArray[np.float64]) -> None:
        self._travel, self._lonlat = travel, lonlat
        self._edge, self._piece = match(travel.streets, lonlat, travel.mode)

    def between(self, first: int, last: int) -> Way:
        """Give the way from one point of the path to a later one."""
        lonlat = self._lonlat[first : last + 1]
        steps_m = great_circle_m(lonlat[:-1], lonlat[1:])
        moving = np.flatnonzero(steps_m > 0)
        passed, whole = passages(lonlat, self._edge[first:last], self._piece[first:last])
        return Way(
            travel=self._travel,
            passed=passed,
            whole=whole,
            leaves=first + (int(moving[0]) if len(moving) else 0),
            length_m=float(steps_m.sum()),
            line_m=float(great_circle_m(lonlat[0], lonlat[-1])) if len(lonlat) else 0.0,
        )


def way_text(way: Way, key: str, language: Language) -> str:
    """Give the streets of a way in the order in which they are first passed, each with the length driven on it.

    Parameters
    ----------
    key
        Which of the words of `planner.i18n.directions` stands before them.

    Returns
    -------
    str
        Empty if no street is passed.
    """
    driven_m: dict[str, float] = {}
    streets = way.travel.streets
    for passage in way.passed:
        name = streets.names[streets.edge_name[passage.edge]]
        driven_m[name] = driven_m.get(name, 0.0) + passed_m(streets, passage)
    unnamed_m = driven_m.pop("", 0.0)
    parts = [f"{name} {length_text(length_m, language)}" for name, length_m in driven_m.items()]
    if unnamed_m:
        parts.append(f"{word('unnamed', language)} {length_text(unnamed_m, language)}")
    return word(key, language, streets=word("list_comma", language).join(parts)) if parts else ""
