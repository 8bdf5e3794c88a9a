"""Other ways to fly a round that comes too near to another one: in another layer, or a little earlier or later."""

from __future__ import annotations

from collections.abc import Iterator

from planner.drones.schedule.options import Hangar
from planner.drones.schedule.passing import shut_departures
from planner.drones.schedule.raising import raised

STEP_S = 30
"""Departures are tried at such steps [s]."""


def other_ways(
    made: Hangar, index: int, sortie: int, depart_s: int, between: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """List other ways to fly a round with the same looks, those that change least first.

    Parameters
    ----------
    made
        The day's sorties.
    index
        The round.
    sortie
        The sortie that it flies.
    depart_s
        When it leaves [s].
    between
        The departures of the rounds before and after it [s].

    Yields
    ------
    Departure [s] and sortie: at its own departure in the other layers, then at others, in every layer.
    """
    layers = [sortie, *in_other_layers(made, index, sortie)]
    for at_s in [depart_s, *departures_about(made, index, depart_s, between)]:
        for number in layers:
            if (at_s, number) != (depart_s, sortie):
                yield at_s, number


def departures_about(made: Hangar, index: int, depart_s: int, between: tuple[int, int]) -> list[int]:
    """List other departures of a round inside its tolerance and between those of its neighbours, the nearest first."""
    first, last = made.problem.departure_span(index)
    first, last = max(first, between[0]), min(last, between[1])
    moments = {*range(depart_s, last + 1, STEP_S), *range(depart_s, first - 1, -STEP_S), first, last} - {depart_s}
    return sorted((at for at in moments if first <= at <= last), key=lambda at: (abs(at - depart_s), at))


def in_other_layers(made: Hangar, index: int, sortie: int) -> list[int]:
    """List the same flight of a round in the other layers of height, the nearest first, made when they are asked for.

    A flight that passes a zone before it closes or after it opens has no others.
    """
    own_m = float(made.sorties[sortie].path[:, 2].max())
    others_m = [height_m for height_m in made.problem.rules.heights_m if height_m != own_m]
    if not others_m or sortie in made.passing.get(index, []):
        return []
    zones = made.states[index].zones
    key = (sortie, zones)
    if key not in made.copies:
        dark = [zone for zone in zones if made.problem.zones[zone].camera_off]
        made.copies[key] = []
        for height_m in sorted(others_m, key=lambda height_m: abs(height_m - own_m)):
            copy = raised(made.problem, made.sorties[sortie], height_m, made.states[index].winds)
            if copy is not None:
                made.copies[key].append(made.add(copy, shut_departures(made.problem, copy.path, dark)))
    return made.copies[key]
