"""What is near a free unit, reckoned once for a plan and ready for whoever asks next."""

from __future__ import annotations

import datetime as dt
import weakref
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.demand import Demand
from planner.domain.plan import Plan, Route, Unit
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.call_cover import CallCover, call_cover

KEPT = 8
"""Plans whose cover is kept; alternatives of one day are about as many."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Kept:
    """A cover with what it was made from; plan and scenario are not kept alive by it."""

    scenario: weakref.ref[Scenario]
    units: tuple[weakref.ref[Unit], ...]
    routes: tuple[weakref.ref[Route], ...]
    span: tuple[dt.datetime, dt.datetime, str]
    demand: Demand
    cover: CallCover

    def fits(self, plan: Plan, scenario: Scenario, demand: Demand) -> bool:
        """Tell whether it was made from the same units and routes over the same time, scenario and demand."""
        return (
            self.scenario() is scenario
            and self.span == _span(plan)
            and _same(self.units, plan.units)
            and _same(self.routes, plan.routes)
            and self.demand == demand
        )


_KEPT: deque[_Kept] = deque(maxlen=KEPT)


def kept_cover(plan: Plan, scenario: Scenario, demand: Demand) -> CallCover:
    """Give `call_cover`; a plan that was asked for lately, or a copy with the same routes, costs nothing.

    A plan is measured and drawn one after the other, and both ask for the same series of a second or two.
    """
    for entry in tuple(_KEPT):
        if entry.fits(plan, scenario, demand):
            return entry.cover
    made = _Kept(
        scenario=weakref.ref(scenario),
        units=tuple(weakref.ref(unit) for unit in plan.units),
        routes=tuple(weakref.ref(route) for route in plan.routes),
        span=_span(plan),
        demand=demand,
        cover=call_cover(plan, scenario, demand),
    )
    _KEPT.append(made)
    return made.cover


def _span(plan: Plan) -> tuple[dt.datetime, dt.datetime, str]:
    return plan.start, plan.end, plan.timezone


def _same(kept: Sequence[weakref.ref[Any]], given: Sequence[object]) -> bool:
    return len(kept) == len(given) and all(ref() is item for ref, item in zip(kept, given, strict=True))
