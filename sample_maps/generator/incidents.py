"""Made-up calls of past weeks, drawn from streams that follow the hour, the weekday and the crowds of places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from generator.ground import XY, Ground
from generator.places import Building

DAYS = 70
STRAY_M = 45.0
"""Farthest that a call lies from its place, on each axis [m]."""
WEEKEND = (5, 6)
POLICE_DAY = range(7, 31)
"""Hours of a day that starts at 07:00 and runs into the next morning."""
COLUMNS = ("time", "lon", "lat", "kind")
SOURCE = "source"
"""Column of who told of it, in tables that say so."""
Call = tuple[str, float, float, str]
"""Time, longitude and latitude [deg], and kind."""


class Stream(NamedTuple):
    """Calls of one kind that come from some places at some hours."""

    kind: str
    share: float
    """Weight among all streams."""
    places: tuple[str, ...]
    peaks: tuple[tuple[float, float], ...]
    """Hour of the police day and half width [h] of each peak."""
    weekend: float = 1.0
    """Rate on Saturday and Sunday beside a workday."""


class Batch(NamedTuple):
    """Calls that are drawn besides those of every day."""

    source: str
    """Who told of them: ``public`` or ``police``."""
    first_day: dt.date
    days: int
    count: int
    sources: Mapping[Stream, Sequence[Building]]
    """Where each stream comes from."""


def _rate(stream: Stream, hour: float) -> float:
    """Give the rate at an hour of the police day, beside that at a peak."""
    return max(max(0.0, 1 - abs(hour - peak) / half) for peak, half in stream.peaks)


def calls(
    ground: Ground,
    sources: Mapping[Stream, Sequence[Building]],
    *,
    first_day: dt.date,
    count: int,
    rng: Random,
    days: int = DAYS,
) -> list[Call]:
    """Draw all calls as time, longitude, latitude and kind, by time; each stream comes from its own places."""
    cases = [(stream, day, hour) for stream in sources for day in range(days) for hour in POLICE_DAY]
    whole = {stream: sum(_rate(stream, hour + 0.5) for hour in POLICE_DAY) for stream in sources}
    weekend = [(first_day + dt.timedelta(days=day)).weekday() in WEEKEND for day in range(days)]
    weights = [
        stream.share * _rate(stream, hour + 0.5) / whole[stream] * (stream.weekend if weekend[day] else 1.0)
        for stream, day, hour in cases
    ]
    crowds = {stream: [max(p.crowd, 1) ** 0.7 for p in found] for stream, found in sources.items()}
    rows = []
    for stream, day, hour in rng.choices(cases, weights, k=count):
        (place,) = rng.choices(sources[stream], crowds[stream])
        minute = dt.timedelta(days=day, hours=hour, minutes=rng.randrange(60))
        moment = dt.datetime.combine(first_day, dt.time()) + minute
        lon, lat = ground.lonlat(_near(place.at, rng))
        rows.append((moment.isoformat(" ", "minutes"), lon, lat, stream.kind))
    return sorted(rows)


def with_batches(
    ground: Ground, daily: list[Call], batches: Sequence[Batch], rng: Random
) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """Give columns and rows of the table of calls; with batches it says who told of each: the public of daily ones."""
    if not batches:
        return COLUMNS, daily
    rows = [(*call, "public") for call in daily]
    for batch in batches:
        drawn = calls(ground, batch.sources, first_day=batch.first_day, count=batch.count, rng=rng, days=batch.days)
        rows += [(*call, batch.source) for call in drawn]
    return (*COLUMNS, SOURCE), sorted(rows)


def _near(at: XY, rng: Random) -> XY:
    """Give a point near a place, more often close to it [m]."""
    dx, dy = (rng.uniform(-1, 1) * rng.uniform(0, STRAY_M) for _ in range(2))
    return at[0] + dx, at[1] + dy
