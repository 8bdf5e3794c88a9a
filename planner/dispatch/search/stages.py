"""The stages of a search: who searches what in each, and how likely it is to succeed by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.dispatch.search.bound import most
from planner.dispatch.search.chances import chances, ring_m
from planner.dispatch.search.drone_areas import DroneArea
from planner.dispatch.search.effort import even_effort
from planner.dispatch.search.ground import Floats, Ground
from planner.dispatch.search.searchers import Searcher
from planner.dispatch.search.sectors import Fleet, Sharing, Step
from planner.dispatch.search.task import SHARES, Lost
from planner.domain.clock import later, seconds_between
from planner.domain.solving import OnProgress, Progress


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
        the ring of 95 % evenly, with no way between them; and a bound that no sectors of these units exceed in this
        stage, the stages before and the drones' areas being as they are (`planner.dispatch.search.bound`).
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

    sharing: Sharing
    own: Ground
    task: Lost
    crew: Sequence[Searcher]
    drones: Sequence[DroneArea]
    at: dt.datetime
    stages_min: Sequence[float]


def share_out_stages(setting: Setting, on_progress: OnProgress) -> tuple[Stage, ...]:
    """Share the streets out stage by stage; what was searched in one counts for less in the next."""
    own, task, crew, at, stages_min = setting.own, setting.task, setting.crew, setting.at, setting.stages_min
    ago_s, fleet = seconds_between(task.seen, at), Fleet.of(crew)
    searched, evenly = _Tally(own.size), _Tally(own.size)
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
        before = chance * searched.left
        at_most = searched.at_most(chance, above, most(before * np.exp(-above), setting.sharing.pools(fleet, end_s)))
        steps = setting.sharing.share_out(fleet, before * np.exp(-above), end_s)
        effort = above.copy()
        for step in steps:
            effort[step.stretch] += crew[step.unit].thorough
        sweep_m = sum(one.sweep_mps * max(0.0, end_s - max(begin_s, one.waits_s)) for one in crew)
        sweep_m += float((above * own.length_m).sum())
        found.append(
            Stage(
                begin=later(at, begin_s),
                end=later(at, end_s),
                chance=before,
                off=max(0.0, 1.0 - float(chance.sum())),
                steps=tuple(steps),
                success=searched.add(chance, effort),
                even=evenly.add(chance, even_effort(ring, own.length_m, sweep_m)),
                bound=at_most,
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

    def at_most(self, chance: Floats, above: Floats, most_more: float) -> float:
        """Give the success by the end of a stage in which drones spend efforts, and units find no more than a bound."""
        weight = chance * self.left
        whole = float(weight.sum()) + max(0.0, 1.0 - float(chance.sum()))
        now = (float((weight * -np.expm1(-above)).sum()) + most_more) / whole if whole > 0 else 0.0
        return 1.0 - (1.0 - self._success) * (1.0 - min(1.0, now))

    def add(self, chance: Floats, effort: Floats) -> float:
        """Search with an effort on each stretch, and give the chance of success so far."""
        weight = chance * self.left
        whole = float(weight.sum()) + max(0.0, 1.0 - float(chance.sum()))
        now = float((weight * -np.expm1(-effort)).sum()) / whole if whole > 0 else 0.0
        self.left = self.left * np.exp(-effort)
        self._success = 1.0 - (1.0 - self._success) * (1.0 - now)
        return self._success
