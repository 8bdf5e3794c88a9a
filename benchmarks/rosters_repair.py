"""Figures of roster repairs: how long, how many people, how many dates, for 50 officers and 14 days.

``python -m benchmarks.rosters_repair`` prints one JSON line a figure: ``{"figure", "value", "unit", "bar"}``. The
station is ``sample_maps/tianan`` with 50 of its officers and a horizon of two weeks; one officer after the other falls
ill for six days.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from planner.domain.plan import Plan
from planner.domain.repair import Offer, OfficerAway
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.pipeline import plan
from planner.repairs.repair import Repaired, repair

SAMPLE = Path(__file__).resolve().parent.parent / "sample_maps" / "tianan"
OFFICERS, DAYS = 50, 14
AWAY = ("P09", "R03", "C05")
"""One officer each of the patrol, of the command room and of a community."""
OFFERS: tuple[Offer, ...] = ("people", "cells", "service")
BAR_S = 5.0


class Figure(NamedTuple):
    """One measured figure; the bar is what it must not exceed, None where there is none."""

    figure: str
    value: float
    unit: str
    bar: float | None

    def line(self) -> str:
        """Write it as JSON."""
        return json.dumps(self._asdict())


def two_weeks() -> Scenario:
    """Give the station with 50 officers and 14 days: some community officers are left out."""
    from planner.sources.scenario import read_scenario

    scenario = read_scenario(SAMPLE)
    surplus = len(scenario.officers) - OFFICERS
    community = [officer.id for officer in scenario.officers if officer.duties == ("community",)]
    out = set(community[len(community) - surplus :])
    return scenario.model_copy(
        update={
            "officers": tuple(officer for officer in scenario.officers if officer.id not in out),
            "roster": scenario.roster.model_copy(update={"days": DAYS}),
        }
    )


def figures(seed: int = 1) -> Iterator[Figure]:
    """Measure repairs of one plan."""
    scenario = two_weeks()
    made = plan(scenario, limits=Limits(time_s=25.0, seed=seed), only=("roster",))
    first = scenario.roster.start
    now = made.start + dt.timedelta(days=4, hours=8, minutes=30)
    for officer in AWAY:
        event = OfficerAway(officer=officer, first=first + dt.timedelta(5), last=first + dt.timedelta(10))
        for offer in OFFERS:
            began = time.monotonic()
            found = repair(made, scenario, now, event, offer=offer)
            seconds = time.monotonic() - began
            yield from _figures(f"repair_{officer}_{offer}", made, found, seconds)


def _figures(name: str, before: Plan, found: Repaired, seconds: float) -> Iterator[Figure]:
    asked = [cell for cell in found.cells if cell.reason != "officer_away"]
    yield Figure(f"{name}_s", round(seconds, 2), "s", BAR_S)
    yield Figure(f"{name}_people", len({cell.officer for cell in asked}), "officers", None)
    yield Figure(f"{name}_cells", len(asked), "dates", None)
    yield Figure(f"{name}_called_in", sum(cell.kind == "called_in" for cell in asked), "dates", None)
    more_h = found.plan.metrics["roster_short_h"] - before.metrics["roster_short_h"]
    yield Figure(f"{name}_short", round(more_h, 2), "officer-hours more", None)
    wanted_h = found.plan.metrics["roster_under_h"] - before.metrics["roster_under_h"]
    yield Figure(f"{name}_under", round(wanted_h, 2), "officer-hours more", None)


def main() -> None:
    """Print all figures."""
    for figure in figures():
        print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
