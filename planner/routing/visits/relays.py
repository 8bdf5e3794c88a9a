"""The stays that keep a place seen for a share of a window: a post on the street, the night's three sights."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from planner.domain.work import ROUNDING, Presence


class Relay(NamedTuple):
    """One stay: when it may be made, and how long it lasts [s]."""

    opens_s: float
    closes_s: float
    stay_s: float


def relays(presence: Presence, opens_s: float, closes_s: float) -> list[Relay]:
    """Cut a window into equal parts with a stay in each, so that together they make its share.

    There are as few stays as `presence.stay_min` allows. Parts and stays are whole seconds, rounded so that no share is
    lost; with a share of 1 every stay fills its part, and units relieve each other on the spot.

    Parameters
    ----------
    presence
        The share and the longest stay.
    opens_s, closes_s
        When the window opens and closes, since the planning day's start [s].
    """
    length_s = closes_s - opens_s
    count = presence.stays(length_s)
    edges = [opens_s + float(round(length_s * part / count)) for part in range(count)] + [closes_s]
    return [
        Relay(begin, end, min(end - begin, float(math.ceil(presence.share * (end - begin) - ROUNDING))))
        for begin, end in pairwise(edges)
    ]
