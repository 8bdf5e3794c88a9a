"""A simulation ready to run: calls to come, units with their ways and rests, and the times between all places.

Places are numbered once for all: those of calls first, as in `CallSource`, then those where units pass.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.evaluation.simulation.calls import CallSource, Floats, Ints

STEP_S = 60.0
"""How often a unit's place on its route is known [s]."""

OPTIONAL, REQUIRED, BREAK = range(3)
"""Kinds of stop."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fleet:
    """The u units of a plan; times run from the start of the calls [s].

    Attributes
    ----------
    ids
        Their names.
    traveller
        (u,) index of the row of `SimulationProblem.travel_s` that is theirs.
    start_s, end_s
        (u,) when their shifts begin and end.
    pause_unit, pause_from_s, pause_to_s
        (k,) when which unit rests and takes no call.
    track_start, track_place
        (u + 1,) and (t,): the place of a unit every `STEP_S` from the start of its shift, one row after the other.
    allowed
        (u, p) whether a unit may answer a call at each of the p places of calls.
    stop_unit, stop_from_s, stop_to_s, stop_kind
        (s,) the stops of the plan by unit, ascending: whose, from when to when, and `OPTIONAL`, `REQUIRED` or `BREAK`.
    """

    ids: tuple[str, ...]
    traveller: Ints
    start_s: Floats
    end_s: Floats
    pause_unit: Ints
    pause_from_s: Floats
    pause_to_s: Floats
    track_start: Ints
    track_place: Ints
    allowed: NDArray[np.bool_]
    stop_unit: Ints
    stop_from_s: Floats
    stop_to_s: Floats
    stop_kind: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SlowHours:
    """What hours leave of the speed of each traveller.

    Attributes
    ----------
    from_s
        (b,) when each band begins, the first before everything [s].
    share
        (travellers, b) what is left of the speed.
    """

    from_s: Floats
    share: Floats

    def arrives_s(self, traveller: int, now_s: float, travel_s: float) -> float:
        """Give when a way ends that takes `travel_s` at full speed [s]; in each band its part there is slower."""
        band = int(np.searchsorted(self.from_s, now_s, side="right")) - 1
        while band + 1 < len(self.from_s):
            share, until = float(self.share[traveller, band]), float(self.from_s[band + 1])
            if now_s + travel_s / share <= until:
                break
            travel_s -= (until - now_s) * share
            now_s, band = until, band + 1
        return now_s + travel_s / float(self.share[traveller, band])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulationProblem:
    """Everything that a replication needs.

    Attributes
    ----------
    calls
        Where calls come from.
    fleet
        The units.
    travel_s
        (travellers, n, n) quickest time of each kind of traveller from each place to each; infinite: no way [s].
    walk_s
        (travellers, p) time from the street to each place of calls [s].
    slow
        Hours in which the streets are slower; none: never.
    count_from_s
        Calls before it and work before it are left out of all figures: the run-in [s].
    most_waiting
        Calls that can wait at one time; one more is lost to others. None: any number. 0: nobody waits.
    centre
        (g,) a place of calls in the middle of each grid: the next call there, for policies that think of it.
    grid_of_place
        (n,) index of the grid in which each place lies; -1: in none.
    """

    calls: CallSource
    fleet: Fleet
    travel_s: NDArray[np.float32]
    walk_s: Floats
    slow: SlowHours | None = None
    count_from_s: float = 0.0
    most_waiting: int | None = None
    centre: Ints
    grid_of_place: Ints
