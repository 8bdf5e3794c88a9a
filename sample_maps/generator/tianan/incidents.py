"""Where calls come from: thefts and disputes in offices by day, drink and fights in the night district."""

from __future__ import annotations

import datetime as dt

from generator.incidents import Stream
from generator.places import Building
from generator.tianan.places import LATE

FIRST_DAY = dt.date(2026, 9, 13)
CALLS = 2_520

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


def sources(places: list[Building]) -> dict[Stream, list[Building]]:
    """List the places that each stream comes from; restaurants open past midnight are the late ones."""
    kinds = ["late" if p.hours == LATE else p.kind for p in places]
    return {
        stream: [place for place, kind in zip(places, kinds, strict=True) if kind in stream.places]
        for stream in STREAMS
    }
