"""Who rests when: the breaks of a day's units, and the groups of units that never rest all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.clock import seconds_between
from planner.domain.force import Force
from planner.domain.plan import Unit
from planner.domain.scenario import Scenario
from planner.routing.places.limits import limit_of
from planner.routing.units.breaks import Span, break_windows, owed
from planner.routing.units.rights import force_of
from planner.routing.visits.visit import Visit


class Relief(NamedTuple):
    """The breaks of a day.

    Attributes
    ----------
    breaks
        Unit and break of all who have one, in the order of the units.
    groups
        Units of which never all rest, one tuple a ground.
    together
        Ids of the forces of groups for which that cannot be kept.
    """

    breaks: list[tuple[int, Visit]]
    groups: tuple[tuple[int, ...], ...]
    together: tuple[str, ...]


def relief(scenario: Scenario, units: Sequence[Unit], day_start: dt.datetime) -> Relief:
    """Choose when every unit may take its break.

    Units that share a limited ground relieve each other, of whatever force they are; a force that is not limited
    relieves itself.
    """
    forces = [force_of(scenario, unit) for unit in units]
    together: list[str] = []
    groups: list[tuple[int, ...]] = []
    breaks: list[tuple[int, Visit]] = []
    for ground in dict.fromkeys(_ground(force) for force in forces):
        own = [index for index, force in enumerate(forces) if _ground(force) == ground]
        dwells_s = [forces[index].break_min * 60.0 for index in own]
        windows, separate = break_windows(
            [on_patrol_s(forces[index], units[index], day_start) for index in own],
            [owed(forces[index], units[index]) for index in own],
            dwells_s,
        )
        if separate:
            groups.append(tuple(own))
        else:
            together += dict.fromkeys(forces[index].id for index in own)
        breaks += [
            (unit, _break(window, dwell_s))
            for unit, window, dwell_s in zip(own, windows, dwells_s, strict=True)
            if window
        ]
    breaks.sort(key=lambda owned: owned[0])
    return Relief(breaks, tuple(groups), tuple(together))


def on_patrol_s(force: Force, unit: Unit, day_start: dt.datetime) -> Span:
    """Give when a unit has taken over and when it begins to hand over [s]."""
    handover_s = force.handover_min * 60.0
    begin_s, end_s = (seconds_between(day_start, moment) for moment in (unit.shift_start, unit.shift_end))
    return begin_s + handover_s, end_s - handover_s


def _ground(force: Force) -> object:
    return limit_of(force) or force.id


def _break(window: Span, dwell_s: float) -> Visit:
    return Visit(kind="break", id="break", opens_s=window[0], closes_s=window[1], dwell_s=dwell_s, required=False)
