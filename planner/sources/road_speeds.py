"""How fast a street may be driven: by its class, or by its `maxspeed`.

The speeds by class are those of Chinese towns. Regulation on the Implementation of the Road Traffic Safety Law
(State Council decree 405 of 2004), articles 45 and 78: 30 km/h in towns where no centre line is marked, 50 km/h with
one lane a direction, 120 km/h at most on an expressway. Code for Design of Urban Road Engineering CJJ 37-2012, design
speeds: 60-100 km/h for an urban expressway (快速路), 40-60 for an arterial (主干路), 30-50 for a secondary (次干路) and
20-40 for a branch road (支路). The highest of each range is taken where the law allows it.
"""

from __future__ import annotations

import re

CLASS_SPEED_KMH: dict[str, float] = {
    "motorway": 100.0,
    "trunk": 80.0,
    "primary": 60.0,
    "secondary": 50.0,
    "tertiary": 40.0,
    "unclassified": 30.0,
    "residential": 30.0,
    "living_street": 20.0,
    "service": 20.0,
    "pedestrian": 10.0,
    "track": 20.0,
    "cycleway": 15.0,
    "footway": 10.0,
    "path": 10.0,
    "steps": 5.0,
}
"""Speed limit of a street without a readable `maxspeed` [km/h]."""

LINK_SPEED_KMH = 40.0
"""Speed limit of a ramp without a readable `maxspeed` [km/h]; ramps get 0.4-0.7 of the main road's in CJJ 37-2012."""

ZONE_SPEED_KMH: dict[str, float] = {
    "urban": 50.0,
    "rural": 70.0,
    "trunk": 80.0,
    "motorway": 120.0,
    "living_street": 20.0,
    "walk": 7.0,
    "none": 120.0,
}
"""What a `maxspeed` in words means [km/h]: ``CN:urban``, ``CN:rural`` and so on by decree 405; walking pace is 7."""

KMH_PER_UNIT = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
SLOWEST_KMH, FASTEST_KMH = 5.0, 130.0
"""Readings outside this range are taken for mistakes, not for limits [km/h]."""

_FIGURE = re.compile(r"(\d+(?:\.\d+)?)\s*(km/h|kmh|kph|mph|knots|)", re.ASCII)


def read_maxspeed(text: str) -> float | None:
    """Read a `maxspeed` in any of the forms that OpenStreetMap knows; of several values the lowest counts.

    Returns
    -------
    float or None
        The limit [km/h]; None if there is none to be read.

    Examples
    --------
    >>> read_maxspeed("50"), read_maxspeed("CN:urban"), read_maxspeed("50;60"), read_maxspeed("signals")
    (50.0, 50.0, 50.0, None)
    """
    limits = [limit for part in re.split(r"[;|,]", text.lower()) if (limit := _read_one(part.strip())) is not None]
    return min(limits, default=None)


def _read_one(text: str) -> float | None:
    figure = _FIGURE.fullmatch(text)
    if figure:
        limit = float(figure[1]) * KMH_PER_UNIT[figure[2]]
    else:
        zone = text.rpartition(":")[2]
        in_zone = re.fullmatch(r"(?:zone)?(\d{1,3})", zone, re.ASCII)
        limit = float(in_zone[1]) if in_zone else ZONE_SPEED_KMH.get(zone, 0.0)
    return limit if SLOWEST_KMH <= limit <= FASTEST_KMH else None


def class_speed_kmh(road_class: str, *, ramp: bool) -> float:
    """Give the limit of a street by its class alone [km/h]."""
    limit = CLASS_SPEED_KMH[road_class]
    return min(limit, LINK_SPEED_KMH) if ramp else limit
