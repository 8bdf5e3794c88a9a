"""Ten weeks of made-up calls: thefts and disputes in offices by day, drink and fights in the night district."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import NamedTuple

from generator.ground import XY, lonlat
from generator.places import LATE, Building

FIRST_DAY = dt.date(2026, 9, 13)
DAYS = 70
CALLS = 2_520
STRAY_M = 45.0
"""Farthest that a call lies from its place, on each axis [m]."""
WEEKEND = (5, 6)
POLICE_DAY = range(7, 31)
"""Hours of a day that starts at 07:00 and runs into the next morning."""


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


STREAMS = (
    Stream("theft", 15, ("office", "business_park"), ((11.5, 3.5), (16.5, 4.0)), 0.2),
    Stream("dispute", 12, ("office", "business_park", "hospital", "other"), ((10.5, 3.0), (15.5, 4.0)), 0.3),
    Stream("fraud", 9, ("office", "residence"), ((14.0, 6.0),), 0.6),
    Stream("theft", 11, ("mall", "shop", "market", "station"), ((12.0, 3.0), (18.5, 5.0)), 1.4),
    Stream("drunk", 14, ("entertainment", "late"), ((24.0, 4.0),), 1.5),
    Stream("fight", 6, ("entertainment", "late"), ((25.0, 3.0),), 1.6),
    Stream("dispute", 9, ("restaurant", "entertainment", "late", "mall"), ((20.5, 4.5),), 1.3),
    Stream("noise", 7, ("residence", "entertainment"), ((23.5, 3.0),), 1.2),
    Stream("family_dispute", 6, ("residence",), ((20.5, 4.0),), 1.3),
    Stream("traffic", 12, ("station", "office", "school"), ((8.3, 1.6), (18.0, 2.5)), 0.5),
    Stream("help", 10, ("residence", "office", "mall", "station", "hospital", "park"), ((14.0, 9.0), (21.0, 9.0))),
    Stream("missing_person", 2, ("park", "station", "mall"), ((15.0, 6.0),), 1.4),
)


def _rate(stream: Stream, hour: float) -> float:
    """Give the rate at an hour of the police day, beside that at a peak."""
    return max(max(0.0, 1 - abs(hour - peak) / half) for peak, half in stream.peaks)


def _candidates(stream: Stream, places: list[Building]) -> list[Building]:
    """List the places that a stream comes from; restaurants open past midnight are the late ones."""
    kinds = ["late" if p.hours == LATE else p.kind for p in places]
    return [place for place, kind in zip(places, kinds, strict=True) if kind in stream.places]


def calls(places: list[Building], rng: Random) -> list[tuple[str, float, float, str]]:
    """Draw all calls as time, longitude, latitude and kind, by time."""
    cases = [(stream, day, hour) for stream in STREAMS for day in range(DAYS) for hour in POLICE_DAY]
    whole = {stream: sum(_rate(stream, hour + 0.5) for hour in POLICE_DAY) for stream in STREAMS}
    weekend = [(FIRST_DAY + dt.timedelta(days=day)).weekday() in WEEKEND for day in range(DAYS)]
    weights = [
        stream.share * _rate(stream, hour + 0.5) / whole[stream] * (stream.weekend if weekend[day] else 1.0)
        for stream, day, hour in cases
    ]
    sources = {stream: _candidates(stream, places) for stream in STREAMS}
    crowds = {stream: [max(p.crowd, 1) ** 0.7 for p in found] for stream, found in sources.items()}
    rows = []
    for stream, day, hour in rng.choices(cases, weights, k=CALLS):
        (place,) = rng.choices(sources[stream], crowds[stream])
        minute = dt.timedelta(days=day, hours=hour, minutes=rng.randrange(60))
        moment = dt.datetime.combine(FIRST_DAY, dt.time()) + minute
        lon, lat = lonlat(_near(place.at, rng))
        rows.append((moment.isoformat(" ", "minutes"), lon, lat, stream.kind))
    return sorted(rows)


def _near(at: XY, rng: Random) -> XY:
    """Give a point near a place, more often close to it [m]."""
    dx, dy = (rng.uniform(-1, 1) * rng.uniform(0, STRAY_M) for _ in range(2))
    return at[0] + dx, at[1] + dy
