"""Turn restrictions of OpenStreetMap: what the tags of a relation forbid cars.

After https://wiki.openstreetmap.org/wiki/Relation:restriction. A patrol is bound like anybody else, so `except` counts
only where it names cars in general.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("restriction:motorcar", "restriction:motor_vehicle", "restriction:vehicle", "restriction")
"""The keys that bind cars, the one that counts most first."""

ALL_KEYS = (*KEYS, *(f"{key}:conditional" for key in KEYS))
"""The same with those that hold under a condition."""

CARS = frozenset({"motorcar", "motor_vehicle", "vehicle"})
"""Values of `except` that free cars."""

OTHER_VEHICLES = re.compile(r"weight|length|height|width|axle|trailer|hgv|bus|goods|hazmat|caravan|occupants|hov")
"""Conditions under which a restriction does not concern a patrol car."""


class Rule(NamedTuple):
    """What a restriction says.

    Attributes
    ----------
    only
        The turn is the only one allowed; otherwise it is forbidden.
    back
        The turn is a U-turn.
    """

    only: bool
    back: bool


def rule(tags: Mapping[str, str]) -> Rule | None:
    """Read what the tags of a relation forbid cars; None: nothing.

    What holds in some hours only is taken to hold always, since a route must be allowed whenever it is driven.
    """
    if tags.get("type") != "restriction":
        return None
    if CARS & {word.strip() for word in tags.get("except", "").lower().split(";")}:
        return None
    found = (_read(tags[key]) for key in ALL_KEYS if key in tags)
    return next((one for one in found if one is not None), None)


def _read(value: str) -> Rule | None:
    """Read a value such as ``no_left_turn`` or ``no_left_turn @ (Mo-Fr 07:00-09:00)``."""
    word, _, condition = value.lower().partition("@")
    kind, _, turn = word.strip().partition("_")
    if kind not in {"no", "only"} or not turn or OTHER_VEHICLES.search(condition):
        return None
    return Rule(only=kind == "only", back=turn == "u_turn")
