"""What each round looks at: the ground that is worth most and was not seen for longest.

A look at a point is worth its value x (1 - exp(-gap / memory)), where the gap is the time since the last look: the
usual diminishing return of repeated looks in persistent monitoring. One round at a time is changed to the sortie that
is best beside all others, of any dock, as long as every dock stays ready and charged for its rounds and every
required window stays served, until no change helps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.domain.solving import OnProgress, Progress
from planner.drones.problem import Floats
from planner.drones.schedule.dock_day import Leg, stands
from planner.drones.schedule.options import Hangar
from planner.drones.schedule.parting import too_near
from planner.drones.schedule.staying_legal import Flying, StayingLegal

MEMORY_S = 7200.0
"""After this time a look is worth 63 % of its value again [s]; two hours, as the patrol rules' epoch."""
OUTSIDE_SHARE = 0.25
"""Worth of a look outside the windows of its task, where it has any."""
PASSES = 8
"""Most passes over all rounds."""
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
        self._middle = np.full(made.seen.shape, np.nan)
        for row, sortie in enumerate(made.sorties):
            for look in sortie.looks:
                mine = made.seen[row] & (made.ground.task == look.task)
                self._middle[row, mine] = (look.start_s + look.end_s) / 2
        self._times = np.array([slot.depart_s + self._middle[slot.sortie] for slot in self.slots])
        self._serving = [made.windows_served(slot.sortie, slot.depart_s) for slot in self.slots]

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
        candidates = np.array(self._keeping_windows(number))
        gains = self._gains(number, candidates)
        clear = self.met(number) is None
        now = float(gains[np.flatnonzero(candidates == slot.sortie)[0]]) if clear else -np.inf
        for place in np.argsort(-gains, kind="stable"):
            if gains[place] <= now + EPSILON:
                return False
            self.slots[number] = replace(slot, sortie=int(candidates[place]))
            if self._stands(number) and self.met(number) is None:
                self._times[number] = slot.depart_s + self._middle[candidates[place]]
                self._serving[number] = self.made.windows_served(int(candidates[place]), slot.depart_s)
                return True
            self.slots[number] = slot
        return False

    def parted(self) -> tuple[list[Slot], float, dict[int, int]]:
        """Give up rounds that still come too near to others: those that serve no required window alone first."""
        lost: dict[int, int] = {}
        while pairs := self._meeting():
            one, other = pairs[0]
            gone, kept = (one, other) if self._alone(other) and not self._alone(one) else (other, one)
            lost[self.slots[gone].round] = self.slots[kept].round
            del self.slots[gone], self._serving[gone]
            self._times = np.delete(self._times, gone, axis=0)
        return self.slots, self.worth(), lost

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
        slot, points = self.slots[number], len(self.made.ground.value)
        before = np.full((1, points), -np.inf)
        earlier = np.fmax.reduce(np.vstack([before, self._times[:number]]), axis=0)
        after = np.fmin.reduce(np.vstack([-before, self._times[number + 1 :]]), axis=0)
        now = slot.depart_s + self._middle[candidates]
        follows = np.isfinite(after)
        until = np.where(follows, after, 0.0)
        weight_until = np.where(follows, self._weight(until[None, :])[0], 0.0)
        with np.errstate(invalid="ignore"):
            lost = weight_until * (_fresh(until - earlier) - _fresh(until - now))
            gain = self._weight(now) * _fresh(now - earlier) - lost
        return np.asarray(np.nansum(gain * self.made.ground.value, axis=1), float)

    def _weight(self, when: Floats) -> Floats:
        """Weigh looks at (c, p) times by the windows of their tasks."""
        weight = np.ones(when.shape)
        for index, task in enumerate(self.made.problem.tasks):
            if task.windows:
                columns = np.flatnonzero(self.made.ground.task == index)
                times = when[:, columns]
                inside = np.zeros(times.shape, bool)
                for opens, closes in task.windows:
                    inside |= (times >= opens) & (times <= closes)
                weight[:, columns] = np.where(inside, 1.0, OUTSIDE_SHARE)
        return weight

    def worth(self) -> float:
        """Add up the worth of all looks of the day [points]."""
        total, last = 0.0, np.full(len(self.made.ground.value), -np.inf)
        for row in np.sort(self._times, axis=0):
            there = ~np.isnan(row)
            worth = self._weight(np.where(there, row, 0.0)[None, :])[0] * _fresh(np.where(there, row, 0.0) - last)
            total += float((worth * self.made.ground.value)[there].sum())
            last = np.where(there, row, last)
        return total


def _fresh(gap_s: Floats) -> Floats:
    """Give the share of its value that a look has so long after the one before."""
    return np.asarray(-np.expm1(-np.maximum(gap_s, 0.0) / MEMORY_S), float)
