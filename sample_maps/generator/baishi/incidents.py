"""Where calls come from: the fair in the morning, factory gates at shift change, villages in the evening."""

from __future__ import annotations

import datetime as dt

from generator.incidents import Stream
from generator.places import Building

FIRST_DAY = dt.date(2026, 9, 13)
CALLS = 1_540

STREAMS = (
    Stream("theft", 14, ("market", "shop", "station", "mall"), ((9.5, 2.5), (18.0, 4.0)), 1.3),
    Stream("theft", 9, ("factory", "residence"), ((20.0, 3.0), (27.0, 4.0))),
    Stream("dispute", 12, ("factory", "market", "hospital"), ((10.5, 3.0), (18.5, 3.0)), 0.7),
    Stream("labour_dispute", 6, ("factory",), ((15.0, 5.0),), 0.3),
    Stream("fraud", 7, ("residence", "office", "factory"), ((14.0, 6.0),), 0.7),
    Stream("family_dispute", 11, ("residence",), ((20.5, 4.0),), 1.3),
    Stream("drunk", 9, ("entertainment", "restaurant"), ((23.5, 4.0),), 1.5),
    Stream("fight", 5, ("entertainment", "restaurant", "factory"), ((23.5, 3.0),), 1.4),
    Stream("noise", 5, ("residence", "entertainment"), ((23.0, 3.0),), 1.2),
    Stream("traffic", 12, ("factory", "school", "station", "market"), ((8.0, 1.6), (18.0, 2.5)), 0.7),
    Stream("help", 10, ("residence", "hospital", "station", "park"), ((14.0, 9.0), (21.0, 9.0))),
    Stream("missing_person", 2, ("residence", "park", "market"), ((19.0, 6.0),)),
)


def sources(places: list[Building]) -> dict[Stream, list[Building]]:
    """List the places that each stream comes from."""
    return {stream: [place for place in places if place.kind in stream.places] for stream in STREAMS}
