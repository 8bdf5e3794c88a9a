"""What patrols must see, as layers of a station: kinds of control points, and the rules of any place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.clock import Visit, Window
from generator.curves import avenue_line
from generator.files import Feature, line, point
from generator.ground import Ground
from generator.spots import Spot, where
from generator.streets import City


class Kind(NamedTuple):
    """Control points of one kind."""

    label: str
    spots: Mapping[str, tuple[str, Spot]]
    visits: tuple[Visit, ...] = ()
    presence: tuple[Window, ...] = ()
    tiers: tuple[str, ...] = ()


class Line(NamedTuple):
    """A street that is patrolled along its whole length."""

    id: str
    name: str
    crossings: tuple[str, ...]
    tiers: tuple[str, ...] = ()
    visits: tuple[Visit, ...] = ()
    presence: tuple[Window, ...] = ()


def stay(window: Window, share: float, stay_min: float, *, lights: bool = False) -> Window:
    """Write when somebody must be there for a share of the time."""
    return window | {"share": share, "stay_min": stay_min} | ({"lights": True} if lights else {})


def needs(visits: Sequence[Visit], stays: Sequence[Window], tiers: Sequence[str]) -> dict[str, object]:
    """Write who must be at a place, and when."""
    return {"visits": visits, "presence": stays, "tiers": tiers}


def control_points(city: City, kinds: Iterable[Kind]) -> list[Feature]:
    """Make the control points."""
    features = []
    for kind in kinds:
        for key, (name, spot) in kind.spots.items():
            properties: dict[str, object] = {"id": f"CP-{key}", "name": f"{name}（{kind.label}）"}
            features.append(point(where(city, spot), properties | needs(kind.visits, kind.presence, kind.tiers)))
    return features


def patrol_lines(ground: Ground, lines: Iterable[Line]) -> list[Feature]:
    """Make the streets."""
    return [
        line(
            avenue_line(ground, one.crossings),
            {"id": one.id, "name": one.name} | needs(one.visits, one.presence, one.tiers),
        )
        for one in lines
    ]
