"""When nobody is in the air where always one drone is to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from planner.domain.clock import seconds_between
from planner.domain.plan import Flight, Notice

LEAST_S = 60.0
"""Gaps shorter than this are not told [s]."""

Gap = tuple[dt.datetime, dt.datetime]


def gaps(flights: Iterable[Flight]) -> Iterator[Gap]:
    """Give the times between the first take-off and the last landing at which no drone is in the air."""
    landed: dt.datetime | None = None
    for flight in sorted(flights, key=lambda flight: flight.takeoff.timestamp()):
        if landed is not None and seconds_between(landed, flight.takeoff) >= LEAST_S:
            yield landed, flight.takeoff
        landed = flight.landing if landed is None else max(landed, flight.landing, key=dt.datetime.timestamp)


def gaps_made(before: Iterable[Flight], after: Iterable[Flight]) -> tuple[Notice, ...]:
    """Tell the times at which no drone is in the air after a change, and one was before."""
    old = list(gaps(before))
    return tuple(
        Notice(
            code="cover_gap",
            params={
                "start": start.isoformat(timespec="minutes"),
                "end": end.isoformat(timespec="minutes"),
                "minutes": round(seconds_between(start, end) / 60.0, 1),
            },
        )
        for start, end in gaps(after)
        if not any(seconds_between(opens, start) >= 0 and seconds_between(end, closes) >= 0 for opens, closes in old)
    )
