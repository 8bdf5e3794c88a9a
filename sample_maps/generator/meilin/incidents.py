"""Where calls come from, what patrols find themselves, and the rise at one night market in the last week."""

from __future__ import annotations

import datetime as dt

from generator.incidents import Batch, Stream
from generator.meilin import spots
from generator.meilin.places import LATE
from generator.places import Building

FIRST_DAY = dt.date(2026, 8, 31)
DAYS = 98
"""Fourteen weeks: three whole months, and the last week ends on the day before the roster."""
CALLS = 4_020
FOUND = 410
"""What patrols found themselves in all weeks."""
WEEK = 7
RISE = 34
"""Calls that one night market has in the last week beyond its usual ones."""

STREAMS = (
    Stream("theft", 12, ("late", "mall", "shop", "station"), ((12.5, 3.0), (20.5, 3.5)), 1.3),
    Stream("theft", 8, ("residence",), ((19.0, 4.0), (27.0, 4.0))),
    Stream("dispute", 14, ("late", "shop", "office", "hospital"), ((10.5, 3.5), (20.0, 4.5)), 1.1),
    Stream("dispute", 5, ("wholesale",), ((7.5, 2.0), (28.0, 3.0)), 1.1),
    Stream("traffic", 12, ("school", "office", "station"), ((7.7, 1.2), (17.2, 2.0)), 0.5),
    Stream("traffic", 4, ("wholesale", "factory"), ((8.0, 2.5), (28.5, 2.5))),
    Stream("drunk", 11, ("entertainment", "late"), ((24.0, 3.5),), 1.5),
    Stream("fight", 5, ("entertainment", "late"), ((24.5, 3.0),), 1.6),
    Stream("noise", 8, ("residence", "late"), ((23.0, 3.0),), 1.3),
    Stream("family_dispute", 9, ("residence",), ((20.5, 4.0),), 1.3),
    Stream("fraud", 10, ("residence", "office"), ((14.0, 6.0),), 0.6),
    Stream("help", 12, ("residence", "hospital", "park", "school"), ((14.0, 9.0), (21.0, 9.0))),
)

BY_PATROLS = (
    Stream("drunk", 5, ("entertainment", "late"), ((23.5, 3.0),), 1.4),
    Stream("traffic", 4, ("school", "late"), ((7.8, 1.0), (20.0, 3.0)), 0.8),
    Stream("theft", 2, ("late", "wholesale"), ((22.0, 3.0), (28.0, 2.0))),
    Stream("help", 2, ("park", "residence"), ((16.0, 6.0),)),
)

RISING = (
    Stream("fight", 3, (), ((24.5, 2.5),), 1.2),
    Stream("drunk", 2, (), ((24.0, 3.0),), 1.2),
    Stream("theft", 2, (), ((21.5, 2.5),)),
)


def _from(streams: tuple[Stream, ...], places: list[Building]) -> dict[Stream, list[Building]]:
    kinds = [_kind(place) for place in places]
    return {
        stream: [place for place, kind in zip(places, kinds, strict=True) if kind in stream.places]
        for stream in streams
    }


def _kind(place: Building) -> str:
    """Name what calls tell apart: places of the night, and the wholesale market."""
    if place.hours == LATE:
        return "late"
    return "wholesale" if place.name == spots.WHOLESALE[0] else place.kind


def sources(places: list[Building]) -> dict[Stream, list[Building]]:
    """List the places that each stream of calls comes from."""
    return _from(STREAMS, places)


def batches(places: list[Building]) -> list[Batch]:
    """Give what patrols found, and the rise of the last week at one night market."""
    name = spots.NIGHT_MARKETS[spots.RISING][0]
    there = [place for place in places if place.name == name]
    last = FIRST_DAY + dt.timedelta(days=DAYS - WEEK)
    return [
        Batch("police", FIRST_DAY, DAYS, FOUND, _from(BY_PATROLS, places)),
        Batch("public", last, WEEK, RISE, dict.fromkeys(RISING, there)),
    ]
