"""An answer as a small map draws it: ways and signs over the ground of the station, in the coordinates of the maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.i18n import Language
from planner.maps import encode
from web.pages.dispatch_positions import Source
from web.pages.rendering import word

if TYPE_CHECKING:
    from planner.dispatch.intercept.report import Interception
    from web.answers.dispatch import Nearest

WORDS = ("answer_map", "map_zoom_in", "map_zoom_out")
"""Words that the script of a small map asks for."""

PICKER_WORDS = (*WORDS, "place_map", "place_map_open", "place_map_close", "place_map_hint", "place_map_chosen")
"""Words that the script of the map asks for on which a place is chosen."""

Features = list[dict[str, Any]]


def picker_words(reader: Language) -> str:
    """Give the words of the map on which a place is chosen."""
    return encode.json_text({key: word(key, reader) for key in PICKER_WORDS})


def nearest_map(found: Nearest, sources: Mapping[str, Source], scenario: Scenario, reader: Language) -> str:
    """Give the place, and the ways of units and drones to it, numbered as the rows of the tables."""
    origin = scenario.station.base
    features = [_point("asked", found.place, origin)]
    tiers = {tier.id: number for number, tier in enumerate(scenario.tiers)}
    for number, one in enumerate(found.units, 1):
        way = [(lon, lat) for lon, lat, _ in one.path]
        features += _way(way, origin, number, tier=tiers[one.unit.tier], source=sources[one.unit.id])
    for number, drone in enumerate(found.drones, len(found.units) + 1):
        flown = [(lon, lat) for lon, lat, _, _ in drone.path]
        features += _way(flown, origin, number, tier=None)
    return _text(features, scenario, reader)


def cordon_map(found: Interception, sources: Mapping[str, Source], scenario: Scenario, reader: Language) -> str:
    """Give where the flight began, where it can lead by when, the junctions, and the ways of units to them."""
    from planner.dispatch.intercept.told import MOST_OPEN

    origin = scenario.station.base
    tiers = {tier.id: number for number, tier in enumerate(scenario.tiers)}
    features: Features = []
    for number, ring in enumerate(found.rings):
        part = (number + 1) / len(found.rings)
        features += [{**_line("ring", line, origin), "part": round(part, 3)} for line in ring.lines]
    features.append(_point("asked", found.fled.place, origin))
    for number, one in enumerate(found.closings, 1):
        way = [(lon, lat) for lon, lat, _ in one.path]
        features += _way(way, origin, number, tier=tiers[one.unit.tier], source=sources[one.unit.id])
        features.append(_point("closed", one.lonlat, origin, text=str(number)))
    for number, junction in enumerate(found.open, 1):
        text = str(len(found.closings) + number) if number <= MOST_OPEN else ""  # the table lists no more
        features.append(_point("open", junction.lonlat, origin, text=text))
    return _text(features, scenario, reader)


def _way(
    points: Sequence[LonLat], origin: LonLat, number: int, *, tier: int | None, source: Source = "plan"
) -> Features:
    """Give a way with the sign of who goes it at its beginning, and where that is from; no tier: a drone."""
    who = {"tier": tier, "text": str(number)}
    begin = {**_point("unit", points[0], origin), **who, "source": source}
    return [{**_line("way", points, origin), **who}, begin] if len(points) > 1 else [begin]


def _point(sign: str, at: LonLat, origin: LonLat, text: str = "") -> dict[str, Any]:
    return {"kind": "point", "sign": sign, "at": encode.line(at, origin), "text": text}


def _line(sign: str, points: Sequence[LonLat], origin: LonLat) -> dict[str, Any]:
    return {"kind": "line", "sign": sign, "line": encode.line(points, origin)}


def _text(features: Features, scenario: Scenario, reader: Language) -> str:
    return encode.json_text(
        {
            "tiers": [{"id": tier.id, "mode": tier.mode} for tier in scenario.tiers],
            "features": features,
            "labels": {key: word(key, reader) for key in WORDS},
        }
    )
