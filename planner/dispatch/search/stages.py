"""The stages of a search: who searches what in each, and how likely it is to succeed by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.dispatch.roads import Roads
from planner.dispatch.search.chances import chances, ring_m
from planner.dispatch.search.drone_areas import DroneArea
from planner.dispatch.search.effort import best_effort, even_effort
from planner.dispatch.search.ground import Floats, Ground
from planner.dispatch.search.searchers import Searcher
from planner.dispatch.search.sectors import AGAIN, Fleet, Step, share_out
from planner.dispatch.search.task import SHARES, Lost
from planner.domain.clock import later, seconds_between
from planner.domain.solving import OnProgress, Progress

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stage:
    """The search from one moment to another.

    Attributes
    ----------
    chance
        (s,) chance of each stretch in the middle of the stage, without what was searched.
    off
        Chance that they are on no street of the file.
    steps
        What each unit searches, in the order of time.
    success, even, bound
        Chance that they are found by the end of the stage: by these sectors; if the same units searched all streets of
        the ring of 95 % evenly; and if their effort could be dealt out at will, stage by stage, without any way between
        streets. In the first stage no sectors of these units exceed `bound`.
    """

    begin: dt.datetime
    end: dt.datetime
    chance: Floats
    off: float
    steps: tuple[Step, ...]
    success: float
    even: float
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """What all stages share."""

    roads: Roads
    about: csr_array
    own: Ground
    task: Lost
    crew: Sequence[Searcher]
    drones: Sequence[DroneArea]
    at: dt.datetime
    stages_min: Sequence[float]


def share_out_stages(setting: Setting, on_progress: OnProgress) -> tuple[Stage, ...]:
    """Share out twice, with and without second passes, and keep what succeeds more over all stages."""
    two = [_stages(setting, again, on_progress) for again in AGAIN]
    return max(two, key=lambda found: (len(found), sum(stage.success for stage in found)))


def _stages(setting: Setting, again: float, on_progress: OnProgress) -> tuple[Stage, ...]:
    own, task, crew, at, stages_min = setting.own, setting.task, setting.crew, setting.at, setting.stages_min
    ago_s, fleet = seconds_between(task.seen, at), Fleet.of(crew)
    searched, evenly, ideally = (_Tally(own.size) for _ in range(3))
    from_above = np.zeros(own.size)
    for area in setting.drones:
        from_above += area.effort * area.inside
    found, begin_s = list[Stage](), 0.0
    for number, end_s in enumerate(60 * minutes for minutes in stages_min):
        if on_progress(Progress(stage="search", done=number / len(stages_min))):
            break
        chance = chances(own, task.kind, ago_s + (begin_s + end_s) / 2)
        ring = own.near_m <= ring_m(task.kind, ago_s + end_s, SHARES[-1])
        above = from_above if not number else np.zeros(own.size)
        steps = share_out(
            setting.roads, own, setting.about, fleet, chance * searched.left * np.exp(-above), end_s, again
        )
        effort = above.copy()
        for step in steps:
            effort[step.stretch] += crew[step.unit].thorough
        sweep_m = sum(one.sweep_mps * max(0.0, end_s - max(begin_s, one.waits_s)) for one in crew)
        sweep_m += float((above * own.length_m).sum())
        found.append(
            Stage(
                begin=later(at, begin_s),
                end=later(at, end_s),
                chance=chance * searched.left,
                off=max(0.0, 1.0 - float(chance.sum())),
                steps=tuple(steps),
                success=searched.add(chance, effort),
                even=evenly.add(chance, even_effort(ring, own.length_m, sweep_m)),
                bound=ideally.add(chance, best_effort(chance * ideally.left, own.length_m, sweep_m)),
            )
        )
        begin_s = end_s
    return tuple(found)


class _Tally:
    """What has been searched so far, and the chance of success by now.

    Who was not found in a stretch may be in any other in the next stage; as long as nothing is known of how they moved,
    a searched stretch stays less likely by what was searched of it.
    """

    def __init__(self, size: int) -> None:
        self.left, self._success = np.ones(size), 0.0

    def add(self, chance: Floats, effort: Floats) -> float:
        """Search with an effort on each stretch, and give the chance of success so far."""
        weight = chance * self.left
        whole = float(weight.sum()) + max(0.0, 1.0 - float(chance.sum()))
        now = float((weight * -np.expm1(-effort)).sum()) / whole if whole > 0 else 0.0
        self.left = self.left * np.exp(-effort)
        self._success = 1.0 - (1.0 - self._success) * (1.0 - now)
        return self._success
