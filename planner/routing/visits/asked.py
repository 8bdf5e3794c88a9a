"""The visits of a planning day: every rule and presence of every point, line and area, the hot spots and the pins."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from planner.domain.clock import next_day, openings, seconds_between
from planner.domain.noun import Window
from planner.domain.scenario import Scenario
from planner.domain.work import PatrolPoint, Presence, VisitRule, Work
from planner.routing.visits.gaps import Series, chance
from planner.routing.visits.hot_stays import Epoch, HotStay, hot_stays
from planner.routing.visits.pins import with_pins
from planner.routing.visits.relays import relays
from planner.routing.visits.visit import NOBODY, Visit

if TYPE_CHECKING:
    from planner.grids.hot_spots import HotSpot


@dataclass(frozen=True, slots=True)
class _Day:
    """The planning day that visits are listed for."""

    scenario: Scenario
    start: dt.datetime
    length_s: float
    seed: int | str

    def openings(self, window: Window) -> Iterator[tuple[float, float]]:
        """Give when a window opens and closes [s], for the dates about the planning day.

        A window of the date before may reach into the day when it runs over midnight, and one of the date after belongs
        to it as long as it opens before the next planning day.
        """
        zone = ZoneInfo(self.scenario.station.timezone)
        first = self.start.astimezone(zone).date() - dt.timedelta(days=1)
        for days in range(3):
            for opens, closes in openings((window,), first + dt.timedelta(days=days), zone):
                opens_s = seconds_between(self.start, opens)
                yield opens_s, opens_s + seconds_between(opens, closes)

    def holds(self, opens_s: float) -> bool:
        """Tell whether what opens then belongs to this planning day."""
        return 0.0 <= opens_s < self.length_s


def day_visits(
    scenario: Scenario, hot_spots: tuple[HotSpot, ...], day_start: dt.datetime, seed: int | str = 0
) -> list[Visit]:
    """List the visits that open between the start of a planning day and that of the next: the scenario's, hot spots.

    Windows of a series are still the whole parts; `planner.routing.visits.gaps.keep_gaps` narrows them. Pinned visits
    stand last.

    Parameters
    ----------
    scenario, hot_spots
        What is to be visited.
    day_start
        Second 0 of the visits, with the station's time zone.
    seed
        Draws the stays at hot spots and the phases of series.
    """
    length_s = seconds_between(day_start, next_day(day_start, scenario.day_start_min))
    day = _Day(scenario, day_start, length_s, seed)
    visits: list[Visit] = []
    for kind, index, work in _works(scenario):
        location = work.location if isinstance(work, PatrolPoint) else None
        blank = Visit(
            kind=kind, id=work.id, index=index, lonlat=location, opens_s=0, closes_s=0, dwell_s=0, required=True
        )
        for number, rule in enumerate(work.visits):
            visits += _rule_visits(replace(blank, tiers=work.tiers), rule, number, day)
        for presence in work.presence:
            visits += _presence_visits(replace(blank, tiers=_seen(work, presence, scenario)), presence, day)
    return with_pins(scenario, [*visits, *_hot_spot_visits(hot_spots, day)], day_start)


def _works(scenario: Scenario) -> Iterator[tuple[Literal["point", "line", "area"], int, Work]]:
    yield from (("point", index, work) for index, work in enumerate(scenario.points))
    yield from (("line", index, work) for index, work in enumerate(scenario.lines))
    yield from (("area", index, work) for index, work in enumerate(scenario.areas))


def _rule_visits(blank: Visit, rule: VisitRule, number: int, day: _Day) -> Iterator[Visit]:
    """Cut a rule's windows into equal parts, one a visit; give those that open in the planning day."""
    for opens_s, closes_s in day.openings(rule):
        part_s = (closes_s - opens_s) / rule.count
        series = _series(f"{blank.id} {number} {opens_s}", rule, opens_s, part_s, day)
        for part in range(rule.count):
            begin_s = opens_s + (closes_s - opens_s) * part / rule.count
            if day.holds(begin_s):
                yield replace(
                    blank,
                    opens_s=begin_s,
                    closes_s=opens_s + (closes_s - opens_s) * (part + 1) / rule.count,
                    dwell_s=rule.dwell_min * 60.0,
                    required=rule.required,
                    value=0.0 if rule.required else rule.value,
                    series=series,
                )


def _series(key: str, rule: VisitRule, opens_s: float, part_s: float, day: _Day) -> Series | None:
    """Give the series of a window whose visits keep gaps.

    The phase is drawn for each place and day. A window that two planning days share has the same phase in both, the
    middle. When the clock changes in the window, the gaps give way by as much as its parts are shorter or longer.
    """
    if rule.count == 1 or (rule.shortest_gap_min == 0 and rule.longest_gap_min is None):
        return None
    longer_s = part_s - (rule.end - rule.start) * 60.0 / rule.count
    longest_s = math.inf if rule.longest_gap_min is None else rule.longest_gap_min * 60.0 + max(0.0, longer_s)
    whole = day.holds(opens_s) and day.holds(opens_s + part_s * (rule.count - 1))
    return Series(
        key=key,
        shortest_gap_s=max(0.0, rule.shortest_gap_min * 60.0 + min(0.0, longer_s)),
        longest_gap_s=longest_s,
        phase=chance(day.seed, day.start.isoformat(), "phase", key) if whole else 0.5,
    )


def _presence_visits(blank: Visit, presence: Presence, day: _Day) -> Iterator[Visit]:
    """Give the stays that open in the planning day and keep a place seen."""
    for opens_s, closes_s in day.openings(presence):
        for relay in relays(presence, opens_s, closes_s):
            if day.holds(relay.opens_s):
                yield replace(
                    blank,
                    opens_s=relay.opens_s,
                    closes_s=relay.closes_s,
                    dwell_s=0.0 if blank.kind == "line" else relay.stay_s,
                    least_stay_s=relay.stay_s,
                    presence=True,
                )


def _seen(work: Work, presence: Presence, scenario: Scenario) -> tuple[str, ...]:
    """Give the tiers whose units count; empty: all."""
    if not presence.lights:
        return work.tiers
    lit = tuple(tier.id for tier in scenario.tiers if tier.shows_lights and (not work.tiers or tier.id in work.tiers))
    return lit or NOBODY


def _hot_spot_visits(spots: tuple[HotSpot, ...], day: _Day) -> list[Visit]:
    epochs = [
        Epoch(
            place=spot.place,
            opens_s=seconds_between(day.start, spot.opens),
            closes_s=seconds_between(day.start, spot.closes),
            shortest_s=spot.dwell_s,
        )
        for spot in spots
    ]
    stays = hot_stays(epochs, day.scenario.patrol, day.length_s, day.seed, day.start.isoformat())
    return [_hot_spot_visit(spot, stay) for spot, stay in zip(spots, stays, strict=True)]


def _hot_spot_visit(spot: HotSpot, stay: HotStay) -> Visit:
    return Visit(
        kind="point",
        id=spot.place,
        lonlat=spot.lonlat,
        opens_s=stay.opens_s,
        closes_s=stay.closes_s,
        dwell_s=stay.dwell_s,
        required=False,
        value=spot.value,
    )
