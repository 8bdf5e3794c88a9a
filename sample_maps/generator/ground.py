"""The ground plan of a station: crossings of its wide streets, superblocks between them, and police grids."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

XY = tuple[float, float]
Edge = tuple[str, str]
Oval = tuple[float, float, float, float]
"""Part of a superblock: middle u and v from west and north, half width and half height, 0..1."""


class Avenue(NamedTuple):
    """A wide street along one row or column of crossings."""

    name: str
    road_class: str
    speed_kmh: int
    crossings: tuple[str, ...]
    dual: bool = False
    """Whether it is two one-way carriageways."""


def border(*crossings: str) -> Avenue:
    """Make a border of superblocks along which no street runs, such as a river or a ridge."""
    return Avenue("", "", 0, crossings)


class Block(NamedTuple):
    """A superblock between four avenues, named after its north-western crossing."""

    use: str
    """Key of `blocks.PATTERNS`."""
    grid: str
    name: str
    """What its inner streets are called."""
    core: Oval | None = None
    """Built-up ground in it; none: all of it."""


class PoliceGrid(NamedTuple):
    """A police grid (警格): some superblocks under one office."""

    name: str
    office: str
    officers: int
    """Community officers whose home it is, the leader among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The ground plan of one station.

    Attributes
    ----------
    centre
        Longitude and latitude of the plan's origin [deg].
    m_per_deg_lon, m_per_deg_lat
        Lengths of a degree at the centre on WGS84 [m/deg].
    crossings
        Where avenues cross: a letter for the row from the north, a figure for the column from the west [m].
    avenues
        Wide streets, and borders without one.
    blocks
        Superblocks by their north-western crossing.
    grids
        Police grids.
    waterside
        The avenue beside the water.
    cycleway
        Name of the cycleway beside it.
    """

    centre: XY
    m_per_deg_lon: float
    m_per_deg_lat: float
    crossings: Mapping[str, XY]
    avenues: tuple[Avenue, ...]
    blocks: Mapping[str, Block]
    grids: Mapping[str, PoliceGrid]
    waterside: str
    cycleway: str

    def metres(self, lonlat: XY) -> XY:
        """Give a lon/lat point [deg] as x east and y north of the centre [m]."""
        return (lonlat[0] - self.centre[0]) * self.m_per_deg_lon, (lonlat[1] - self.centre[1]) * self.m_per_deg_lat

    def lonlat(self, xy: XY) -> XY:
        """Give x, y [m] as longitude and latitude to six places [deg], about 0.1 m."""
        lon, lat = self.centre[0] + xy[0] / self.m_per_deg_lon, self.centre[1] + xy[1] / self.m_per_deg_lat
        return round(lon, 6), round(lat, 6)

    @property
    def streets(self) -> tuple[Avenue, ...]:
        """The avenues without the borders."""
        return tuple(avenue for avenue in self.avenues if avenue.name)

    @property
    def borders(self) -> frozenset[Edge]:
        """The stretches between crossings along which no street runs."""
        bare = [avenue.crossings for avenue in self.avenues if not avenue.name]
        return frozenset(edge for names in bare for edge in itertools.pairwise(names))


def corners(block: str) -> tuple[str, str, str, str]:
    """Name the crossings of a superblock: north-west, north-east, south-west, south-east."""
    row, column = block[0], int(block[1])
    below = "A" if row == "Z" else chr(ord(row) + 1)
    return f"{row}{column}", f"{row}{column + 1}", f"{below}{column}", f"{below}{column + 1}"
