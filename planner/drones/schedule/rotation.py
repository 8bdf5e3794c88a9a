"""What each round looks at: the ground that is worth most and was not seen for longest.

A look is worth what `looks.worth` says: it follows the expected calls and the time since the last look. One round at a
time is changed to the sortie that
is best beside all others, of any dock, as long as every dock stays ready and charged for its rounds and every
required window stays served, until no change helps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.solving import OnProgress, Progress
from planner.drones.looks.worth import Worth
from planner.drones.problem import Floats
from planner.drones.schedule.dock_day import Leg, stands
from planner.drones.schedule.making_way import departures_about, other_ways
from planner.drones.schedule.options import Hangar
from planner.drones.schedule.parting import too_near
from planner.drones.schedule.staying_legal import Flying, StayingLegal

PASSES = 8
"""Most passes over all rounds."""
MOST_MOVES = 8
"""Other departures at which a round that must make way is given other looks."""
LAST_S = 10**9
"""Later than anything in a day [s]."""
EPSILON = 1e-6
"""Smallest gain that counts [points]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A round that flies: index in the timetable, departure [s] and sortie."""

    round: int
    depart_s: int
    sortie: int

    def leg(self, made: Hangar) -> Leg:
        """Give it as a flight of its dock."""
        sortie = made.sorties[self.sortie]
        return Leg(self.depart_s, sortie.air_s, sortie.used_pct, sortie.needs_pct)


def rotate(made: Hangar, slots: list[Slot], on_progress: OnProgress) -> tuple[list[Slot], float, dict[int, int]]:
    """Improve what rounds look at.

    Parameters
    ----------
    made
        The day's sorties.
    slots
        A legal schedule in the order of departure.
    on_progress
        Asked before every change; when it returns True the best so far is handed over.

    Returns
    -------
    The changed slots, the worth of all their looks [points], and the rounds given up since their drones came too near
    to others, each with the other round (indices).
    """
    if not slots:
        return slots, 0.0, {}
    rotation = _Rotation(made, slots)
    for step in range(PASSES):
        changed = False
        for number in range(len(slots)):
            if on_progress(Progress(stage="flights", done=(step + number / len(slots)) / PASSES)):
                return rotation.parted()
            changed |= rotation.improve(number)
        if not changed:
            break
    return rotation.parted()


class _Rotation:
    """A schedule that is being changed."""

    def __init__(self, made: Hangar, slots: list[Slot]) -> None:
        self.made, self.slots = made, list(slots)
        self._legal = StayingLegal(made.problem)
        for number in range(len(slots)):
            self._be_punctual(number)
        self._worth = Worth(made.problem, made.ground)
        self._times = np.array([self._seen(slot) for slot in self.slots])
        self._serving = [made.windows_served(slot.sortie, slot.depart_s) for slot in self.slots]

    def _seen(self, slot: Slot) -> Floats:
        """Give when a slot sees every point, (p,) [s since the day's start]; NaN where it does not."""
        times = np.full(len(self.made.ground.value), np.nan)
        _, point, when = self.made.passes.seen(self.made.problem, np.array([slot.sortie]), slot.depart_s)
        times[point] = when
        return times

    def _be_punctual(self, number: int) -> None:
        """Move a departure to its place in the timetable, if it serves as many windows there and its dock is ready."""
        slot, made = self.slots[number], self.made
        moved = replace(slot, depart_s=round(float(made.problem.departures_s[slot.round])))
        if made.windows_served(slot.sortie, slot.depart_s) <= made.windows_served(slot.sortie, moved.depart_s):
            self.slots[number] = moved
            if not self._stands(number):
                self.slots[number] = slot

    def _stands(self, number: int) -> bool:
        """Tell whether a changed slot is legal beside the others, and its dock can fly all its slots."""
        if not self.made.may_leave(self.slots[number].sortie, self.slots[number].depart_s):
            return False
        flying = [self._flying(slot) for slot in self.slots]
        dock = flying[number][1]
        legs = [slot.leg(self.made) for slot, other in zip(self.slots, flying, strict=True) if other[1] == dock]
        return self._legal.holds(flying[number], flying) and stands(self.made.problem.docks[dock], legs)

    def _flying(self, slot: Slot) -> Flying:
        sortie = self.made.sorties[slot.sortie]
        return slot.round, sortie.dock, slot.depart_s, sortie.air_s

    def met(self, number: int) -> int | None:
        """Give another slot whose drone comes too near to that of a slot; None: it keeps apart from all."""
        mine = self._path(number)
        for other, slot in enumerate(self.slots):
            begin, end = slot.depart_s, slot.depart_s + self.made.sorties[slot.sortie].air_s
            if other == number or begin >= mine[-1, 3] or end <= mine[0, 3]:
                continue
            if too_near(mine, self._path(other), self.made.problem.rules):
                return other
        return None

    def _path(self, number: int) -> Floats:
        """Give the path of a slot on the day's clock, (n, 4)."""
        slot = self.slots[number]
        path = self.made.sorties[slot.sortie].path.copy()
        path[:, 3] += slot.depart_s
        return path

    def improve(self, number: int) -> bool:
        """Change one round to what is best beside all others; tell whether it changed."""
        slot = self.slots[number]
        candidates = np.array(self._keeping_windows(number), np.int64)
        gains = self._gains(number, candidates)
        clear = self.met(number) is None
        own = np.flatnonzero(candidates == slot.sortie)
        now = float(gains[own[0]]) if clear and len(own) else -np.inf
        for place in np.argsort(-gains, kind="stable"):
            if gains[place] <= now + EPSILON:
                return False
            if self._takes(number, slot.depart_s, int(candidates[place])):
                return True
        return False

    def parted(self) -> tuple[list[Slot], float, dict[int, int]]:
        """Part rounds that still come too near to others: one makes way, or is given up.

        Those that serve no required window alone are given up first.
        """
        lost: dict[int, int] = {}
        while pairs := self._meeting():
            one, other = pairs[0]
            gone, kept = (one, other) if self._alone(other) and not self._alone(one) else (other, one)
            if self._makes_way(gone) or self._makes_way(kept):
                continue
            lost[self.slots[gone].round] = self.slots[kept].round
            del self.slots[gone], self._serving[gone]
            self._times = np.delete(self._times, gone, axis=0)
        return self.slots, self.worth(), lost

    def _makes_way(self, number: int) -> bool:
        """Fly a round in another layer, at another departure, or there with other looks, so that it meets none."""
        slot, alone = self.slots[number], self._alone(number)
        between = (
            self.slots[number - 1].depart_s if number else 0,
            self.slots[number + 1].depart_s if number + 1 < len(self.slots) else LAST_S,
        )
        for depart_s, sortie in other_ways(self.made, slot.round, slot.sortie, slot.depart_s, between):
            if alone <= self.made.windows_served(sortie, depart_s) and self._takes(number, depart_s, sortie):
                return True
        for depart_s in departures_about(self.made, slot.round, slot.depart_s, between)[:MOST_MOVES]:
            self.slots[number] = replace(slot, depart_s=depart_s)
            if self.improve(number):
                return True
        self.slots[number] = slot
        return False

    def _takes(self, number: int, depart_s: int, sortie: int) -> bool:
        """Change a slot if it is legal then and meets none; tell whether it was."""
        before = self.slots[number]
        self.slots[number] = replace(before, depart_s=depart_s, sortie=sortie)
        if self._stands(number) and self.met(number) is None:
            self._times[number] = self._seen(self.slots[number])
            self._serving[number] = self.made.windows_served(sortie, depart_s)
            return True
        self.slots[number] = before
        return False

    def _meeting(self) -> list[tuple[int, int]]:
        found = ((number, self.met(number)) for number in range(len(self.slots)))
        return [(number, other) for number, other in found if other is not None]

    def _alone(self, number: int) -> frozenset[int]:
        """Give the required windows that only one slot serves."""
        others = set[int]().union(*(served for k, served in enumerate(self._serving) if k != number))
        return frozenset(self._serving[number] - others)

    def _keeping_windows(self, number: int) -> list[int]:
        """List the sorties with which no required window loses its only look."""
        slot = self.slots[number]
        alone = self._alone(number)
        every = self.made.of_round(slot.round)
        if not alone:
            return every
        return [sortie for sortie in every if alone <= self.made.windows_served(sortie, slot.depart_s)]

    def _gains(self, number: int, candidates: NDArray[np.int64]) -> Floats:
        """Give what each candidate adds to the worth of all looks of the other rounds (c,) [points]."""
        made = self.made
        row, point, now = made.passes.seen(made.problem, candidates, self.slots[number].depart_s)
        dark = made.problem.is_night(now)
        last, until = np.full(len(now), -np.inf), np.full(len(now), np.inf)
        for mine in (dark, ~dark):
            if mine.any():
                same = np.where(made.problem.is_night(self._times) == dark[mine][0], self._times, np.nan)
                last[mine] = _reduced(np.fmax, -np.inf, same[:number])[point[mine]]
                until[mine] = _reduced(np.fmin, np.inf, same[number + 1 :])[point[mine]]
        worth = self._worth
        gain = worth.of(point, now, until)
        after = np.isfinite(last)
        point, now, last, until = point[after], now[after], last[after], until[after]
        gain[after] -= worth.of(point, last, until) - worth.of(point, last, np.maximum(now, last))
        return np.bincount(row, weights=gain, minlength=len(candidates)).astype(float)

    def worth(self) -> float:
        """Add up the worth of all looks of the day [points]."""
        total, next_s = 0.0, np.full((2, len(self.made.ground.value)), np.inf)
        for row in np.sort(self._times, axis=0)[::-1]:
            point = np.flatnonzero(~np.isnan(row))
            camera = self.made.problem.is_night(row[point]).astype(int)
            total += float(self._worth.of(point, row[point], next_s[camera, point]).sum())
            next_s[camera, point] = row[point]
        return total


def _reduced(step: np.ufunc, none: float, times: Floats) -> Floats:
    """Give the latest (fmax) or earliest (fmin) of the times of every point that is one, else `none`: (p,)."""
    return np.asarray(step.reduce(np.vstack([np.full((1, times.shape[1]), none), times]), axis=0), float)
