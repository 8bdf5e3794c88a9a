"""Who may pass a street, in which direction and how fast, from its OpenStreetMap tags.

The rights follow https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions, the more special key
before the more general one; what a class allows by itself is in `CLASS_MODES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.domain.street import BIKE, CAR, FOOT, ROAD_CLASSES
from planner.sources.road_speeds import class_speed_kmh, read_maxspeed

CLASS_MODES: dict[str, int] = {
    "motorway": CAR,
    "trunk": CAR | BIKE | FOOT,
    "primary": CAR | BIKE | FOOT,
    "secondary": CAR | BIKE | FOOT,
    "tertiary": CAR | BIKE | FOOT,
    "unclassified": CAR | BIKE | FOOT,
    "residential": CAR | BIKE | FOOT,
    "living_street": CAR | BIKE | FOOT,
    "service": CAR | BIKE | FOOT,
    "pedestrian": FOOT,
    "track": BIKE | FOOT,
    "cycleway": BIKE | FOOT,
    "footway": FOOT,
    "path": BIKE | FOOT,
    "steps": FOOT,
}
"""Who may pass a street of a class when its tags say nothing else."""

OTHER_NAMES = {"road": "unclassified", "bridleway": "path"}
"""Values of `highway` that are streets under another name."""

ACCESS_KEYS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (CAR, ("motorcar", "motor_vehicle", "vehicle", "access")),
    (BIKE, ("bicycle", "vehicle", "access")),
    (FOOT, ("foot", "access")),
)
"""The keys that decide for each mode, the one that counts most first."""

CLOSED = frozenset({"no", "private", "military", "agricultural", "forestry", "permit", "use_sidepath", "dismount"})
OPEN = frozenset({"yes", "designated", "permissive", "official"})
"""Values that close a street to a mode, and values that open a street whose class does not let it pass."""

YES = frozenset({"yes", "true", "1"})
NO = frozenset({"no", "false", "0"})
BACKWARD = frozenset({"-1", "reverse"})
BY_TURNS = frozenset({"reversible", "alternating"})
ROUNDABOUTS = frozenset({"roundabout", "circular"})


class Road(NamedTuple):
    """What the tags of one street say; forward is the direction in which it is drawn."""

    road_class: int
    """Index into `ROAD_CLASSES`."""
    forward_modes: int
    backward_modes: int
    forward_kmh: float
    backward_kmh: float


def road(tags: Mapping[str, str]) -> Road | None:
    """Read the tags of a street; None if it is no street, is an area, or nobody may pass it."""
    named = class_of(tags.get("highway", ""))
    if named is None or tags.get("area") in YES:
        return None
    road_class, ramp = named
    modes = rights(road_class, tags)
    forward, backward = directed(road_class, modes, tags)
    if not forward | backward:
        return None
    limit = read_maxspeed(tags.get("maxspeed", "")) or class_speed_kmh(road_class, ramp=ramp)
    forward_kmh = read_maxspeed(tags.get("maxspeed:forward", "")) or limit
    backward_kmh = read_maxspeed(tags.get("maxspeed:backward", "")) or limit
    return Road(
        road_class=ROAD_CLASSES.index(road_class),
        forward_modes=forward,
        backward_modes=backward,
        forward_kmh=forward_kmh if forward else backward_kmh,
        backward_kmh=backward_kmh if backward else forward_kmh,
    )


def class_of(highway: str) -> tuple[str, bool] | None:
    """Give the class of a value of `highway` and whether it is a ramp; None if it is no street."""
    name = OTHER_NAMES.get(highway, highway)
    base = name.removesuffix("_link")
    return (base, base != name) if base in CLASS_MODES else None


def rights(road_class: str, tags: Mapping[str, str]) -> int:
    """Give who may pass a street in one direction or the other."""
    modes = CLASS_MODES[road_class]
    if tags.get("motorroad") in YES:
        modes &= CAR
    for mode, keys in ACCESS_KEYS:
        key = next((key for key in keys if key in tags), "")
        if tags.get(key) in CLOSED:
            modes &= ~mode
        elif tags.get(key) in OPEN and key != "access" and road_class != "steps":
            modes |= mode
    return modes


def directed(road_class: str, modes: int, tags: Mapping[str, str]) -> tuple[int, int]:
    """Give who may pass forward and backward; on foot everybody walks both ways."""
    oneway = tags.get("oneway", "")
    if oneway in BY_TURNS:
        return modes & FOOT, modes & FOOT
    implied = road_class == "motorway" or tags.get("junction") in ROUNDABOUTS
    if oneway in BACKWARD:
        return modes & (FOOT | _contraflow(tags)), modes
    if oneway in YES or (implied and oneway not in NO):
        return modes, modes & (FOOT | _contraflow(tags))
    return _two_way(modes, tags)


def _two_way(modes: int, tags: Mapping[str, str]) -> tuple[int, int]:
    cycling = tags.get("oneway:bicycle", "")
    if cycling in YES:
        return modes, modes & ~BIKE
    return (modes & ~BIKE, modes) if cycling in BACKWARD else (modes, modes)


def _contraflow(tags: Mapping[str, str]) -> int:
    """Give the bike bit if bicycles may ride against the one-way direction."""
    if tags.get("oneway:bicycle") in NO:
        return BIKE
    sides = (tags.get(key, "") for key in ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both"))
    return BIKE if any(side.startswith("opposite") for side in sides) else 0
