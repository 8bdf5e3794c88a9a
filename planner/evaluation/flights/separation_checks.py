"""Drones in the air at the same time held against the distance that they keep from each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.drones.check_separation import meeting
from planner.evaluation.flights.tracks import tracks
from planner.geo import Frame


def drones_keep_apart(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Two drones in the air are apart over ground or in height, unless one of them is at its dock."""
    rules = scenario.rounds
    flown = tracks(plan, Frame(scenario.station.base))
    for index, first in enumerate(flown):
        for second in flown[index + 1 :]:
            if second.span[0] >= first.span[1]:
                break
            met = meeting(first.path, second.path, rules.separation_m, rules.separation_height_m)
            if met is not None:
                where = {"day": first.flight.day, "first": first.flight.round, "second": second.flight.round}
                at = dt.datetime.fromtimestamp(met.at_s, dt.UTC)
                yield Violation(code="drones_too_close", params={**where, "distance_m": met.distance_m, "at": at})
