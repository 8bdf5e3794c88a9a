"""Where calls come from: markets from early morning, warehouses at loading time, villages and bars by night."""

from __future__ import annotations

import datetime as dt

from generator.incidents import DAYS, Batch, Stream
from generator.places import Building

FIRST_DAY = dt.date(2026, 9, 27)
CALLS = 1_960
FOUND = 230
"""What patrols found themselves in the same weeks."""

STREAMS = (
    Stream("theft", 20, ("market", "shop", "mall"), ((7.5, 3.0), (15.5, 4.0)), 1.3),
    Stream("theft", 6, ("residence", "factory"), ((20.0, 3.0), (27.0, 4.0))),
    Stream("dispute", 18, ("market", "shop", "factory"), ((9.5, 4.0), (16.0, 3.0)), 1.1),
    Stream("contract_dispute", 7, ("market", "office"), ((14.0, 5.0),), 0.5),
    Stream("fraud", 8, ("market", "residence", "office"), ((14.0, 6.0),), 0.7),
    Stream("traffic", 14, ("market", "factory", "school"), ((7.5, 2.0), (17.5, 3.0)), 0.9),
    Stream("family_dispute", 8, ("residence",), ((20.5, 4.0),), 1.3),
    Stream("drunk", 8, ("entertainment", "restaurant"), ((23.5, 4.0),), 1.5),
    Stream("fight", 4, ("entertainment", "restaurant", "market"), ((23.5, 3.0), (8.5, 2.0)), 1.4),
    Stream("noise", 4, ("residence", "entertainment"), ((23.0, 3.0),), 1.2),
    Stream("help", 8, ("residence", "hospital", "hotel"), ((14.0, 9.0), (21.0, 9.0))),
)

BY_PATROLS = (
    Stream("theft", 3, ("market",), ((8.5, 2.5), (15.0, 3.0)), 1.2),
    Stream("traffic", 4, ("market", "factory", "school"), ((7.5, 1.5), (17.0, 2.0)), 0.9),
    Stream("drunk", 3, ("entertainment", "restaurant"), ((23.5, 3.0),), 1.5),
    Stream("dispute", 2, ("market",), ((10.0, 3.0),)),
)
"""What squads and cars meet when they patrol because there are no calls (无警巡逻)."""


def batches(places: list[Building]) -> list[Batch]:
    """Give what patrols found."""
    return [Batch("police", FIRST_DAY, DAYS, FOUND, _from(BY_PATROLS, places))]


def sources(places: list[Building]) -> dict[Stream, list[Building]]:
    """List the places that each stream comes from."""
    return _from(STREAMS, places)


def _from(streams: tuple[Stream, ...], places: list[Building]) -> dict[Stream, list[Building]]:
    return {stream: [place for place in places if place.kind in stream.places] for stream in streams}
