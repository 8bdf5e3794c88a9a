"""Where calls come from: the fair at dawn, the plaza in the evening, barbecue streets by night."""

from __future__ import annotations

import datetime as dt

from generator.incidents import Stream
from generator.places import Building
from generator.xinqu.places import LATE

FIRST_DAY = dt.date(2026, 9, 13)
CALLS = 1_540

STREAMS = (
    Stream("theft", 14, ("market",), ((8.0, 2.5),), 1.4),
    Stream("theft", 9, ("mall", "shop", "station"), ((12.0, 3.0), (18.5, 4.0)), 1.3),
    Stream("traffic", 16, ("mall", "school", "office"), ((7.8, 1.5), (18.2, 2.5)), 0.8),
    Stream("dispute", 14, ("market", "shop", "office", "hospital"), ((9.5, 3.0), (15.5, 4.0)), 0.8),
    Stream("drunk", 15, ("entertainment", "late"), ((23.5, 3.5),), 1.5),
    Stream("fight", 6, ("entertainment", "late"), ((24.0, 3.0),), 1.6),
    Stream("noise", 8, ("residence", "late"), ((23.0, 3.0),), 1.2),
    Stream("family_dispute", 8, ("residence",), ((20.5, 4.0),), 1.2),
    Stream("fraud", 8, ("residence", "office"), ((14.0, 6.0),), 0.6),
    Stream("theft", 5, ("residence", "factory"), ((26.0, 4.0),)),
    Stream("help", 10, ("residence", "park", "hospital", "hotel"), ((14.0, 9.0), (21.0, 9.0))),
)


def sources(places: list[Building]) -> dict[Stream, list[Building]]:
    """List the places that each stream comes from; restaurants open past midnight are the late ones."""
    kinds = ["late" if p.hours == LATE else p.kind for p in places]
    return {
        stream: [place for place, kind in zip(places, kinds, strict=True) if kind in stream.places]
        for stream in STREAMS
    }
