"""Streets as they come out of a file: drawn lines that meet where they share a reference."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.geo import Datum, to_wgs84
from planner.sources.road_rules import Road


class Turn(NamedTuple):
    """A turn of cars where two ways meet, that is forbidden or the only one allowed.

    Attributes
    ----------
    before, after
        The ways turned out of and into, by their rows.
    via
        Reference of the point at which they meet.
    only
        No other turn out of the first way is allowed there; otherwise this one is forbidden.
    back
        It is a U-turn.
    before_against, after_against
        Whether the way is travelled against its drawing; None: whichever fits.
    """

    before: int
    after: int
    via: int
    only: bool = False
    back: bool = False
    before_against: bool | None = None
    after_against: bool | None = None


@dataclass(slots=True)
class Ways:
    """Lines as flat, growing columns: w ways, p points.

    Two points are the same place on the network if and only if they have the same reference: where two streets only
    cross on a map, as on a bridge, their points differ.

    Attributes
    ----------
    ref
        (p,) references of points.
    lon, lat
        (p,) where the points are [deg]; no place on the globe where the file does not say.
    points
        (w,) number of points of each way.
    road_class, forward_modes, backward_modes, forward_kmh, backward_kmh, name
        (w,) the columns of `Road`, and the index of the street's name.
    datum
        Datum of the points.
    names
        Index of every name; the empty name is 0.
    turns
        Restrictions of turns.
    turns_left_out
        How many restrictions of the file could not be taken.
    """

    ref: array[int] = field(default_factory=lambda: array("q"))
    lon: array[float] = field(default_factory=lambda: array("d"))
    lat: array[float] = field(default_factory=lambda: array("d"))
    points: array[int] = field(default_factory=lambda: array("q"))
    road_class: array[int] = field(default_factory=lambda: array("b"))
    forward_modes: array[int] = field(default_factory=lambda: array("b"))
    backward_modes: array[int] = field(default_factory=lambda: array("b"))
    forward_kmh: array[float] = field(default_factory=lambda: array("d"))
    backward_kmh: array[float] = field(default_factory=lambda: array("d"))
    name: array[int] = field(default_factory=lambda: array("l"))
    datum: Datum = "wgs84"
    names: dict[str, int] = field(default_factory=lambda: {"": 0})
    turns: list[Turn] = field(default_factory=list)
    turns_left_out: int = 0

    def add(self, road: Road, name: str, points: Iterable[tuple[int, float, float]]) -> None:
        """Add one way; `points` are references, longitudes and latitudes in the order in which it is drawn."""
        before = len(self.ref)
        for ref, lon, lat in points:
            self.ref.append(ref)
            self.lon.append(lon)
            self.lat.append(lat)
        self.points.append(len(self.ref) - before)
        self.road_class.append(road.road_class)
        self.forward_modes.append(road.forward_modes)
        self.backward_modes.append(road.backward_modes)
        self.forward_kmh.append(road.forward_kmh)
        self.backward_kmh.append(road.backward_kmh)
        self.name.append(self.names.setdefault(name, len(self.names)))


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Unbroken stretches of ways: r runs of two points or more, p points.

    Attributes
    ----------
    ref
        (p,) references of points.
    lonlat
        (p, 2) where they are [deg].
    start
        (r + 1,) where each run's points start.
    way
        (r,) the way that each run is part of.
    """

    ref: NDArray[np.int64]
    lonlat: NDArray[np.float64]
    start: NDArray[np.int64]
    way: NDArray[np.int64]


def runs_of(ways: Ways) -> Runs:
    """Break ways where the file does not say where a point is, and leave out points that repeat the one before."""
    ref = np.array(ways.ref, np.int64)
    lonlat = np.column_stack([np.array(ways.lon, float), np.array(ways.lat, float)])
    owner = np.repeat(np.arange(len(ways.points)), np.array(ways.points, np.int64))
    known = (np.abs(lonlat) <= (180.0, 90.0)).all(axis=1)
    lonlat[known] = to_wgs84(lonlat[known], ways.datum)
    gap = np.cumsum(~known)
    repeats = np.zeros(len(ref), bool)
    repeats[1:] = (ref[1:] == ref[:-1]) & (owner[1:] == owner[:-1])
    kept = known & ~repeats
    return joined_runs(ref[kept], lonlat[kept], owner[kept], gap[kept])


def apart(runs: Runs) -> Runs:
    """Round points to 7 decimals, and move those of different references apart where they coincide, 1 cm or so.

    Places then differ exactly if their coordinates do, and a network that is written as lines reads back the same.
    """
    _, first, place = np.unique(runs.ref, return_index=True, return_inverse=True)
    fixed = np.round(runs.lonlat[first] * 1e7).astype(np.int64)
    while True:
        key = fixed[:, 0] * 2**32 + fixed[:, 1]
        order = np.argsort(key, kind="stable")
        begins = np.flatnonzero(np.diff(key[order], prepend=key[order[0]] - 1))
        rank = np.arange(len(key)) - np.repeat(begins, np.diff(begins, append=len(key)))
        if not rank.any():
            return Runs(runs.ref, (fixed / 1e7)[place], runs.start, runs.way)
        fixed[order, 1] += rank


def joined_runs(
    ref: NDArray[np.int64], lonlat: NDArray[np.float64], owner: NDArray[np.int64], part: NDArray[np.int64]
) -> Runs:
    """Take points in a row with the same owner and the same part as one run; single points are dropped."""
    if not len(ref):
        return Runs(ref, lonlat, np.zeros(1, np.int64), np.empty(0, np.int64))
    begins = np.ones(len(ref), bool)
    begins[1:] = (np.diff(owner) != 0) | (np.diff(part) != 0)
    run = np.cumsum(begins) - 1
    size = np.bincount(run)
    kept = size[run] >= 2
    sizes = size[size >= 2]
    return Runs(
        ref[kept], lonlat[kept], np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), owner[begins][size >= 2]
    )
