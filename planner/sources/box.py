"""Boxes of longitude and latitude, and the ground inside a boundary, as they are named on the command line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import NotFound
from planner.geo import great_circle_m
from planner.sources.faults import Faults, shown
from planner.sources.geometry import METRES_PER_DEGREE, Surveyor
from planner.sources.ground import Ground
from planner.sources.vector import read_features

if TYPE_CHECKING:
    from planner.domain.noun import Region
    from planner.geo import Datum
    from planner.sources.files import SourceFile


class Box(NamedTuple):
    """A box of WGS84 longitude and latitude [deg]."""

    west: float
    south: float
    east: float
    north: float

    @property
    def area_km2(self) -> float:
        """How much ground it holds [km2]."""
        middle = (self.south + self.north) / 2
        width_m = float(great_circle_m((self.west, middle), (self.east, middle)))
        height_m = float(great_circle_m((self.west, self.south), (self.west, self.north)))
        return width_m * height_m / 1e6

    @property
    def region(self) -> Region:
        """The box as a region."""
        west, south, east, north = self
        return ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)

    def wider(self, margin_m: float) -> Box:
        """Give the box with a margin on every side [m]."""
        high = margin_m / METRES_PER_DEGREE
        wide = high / max(0.01, math.cos(math.radians(max(abs(self.south), abs(self.north)))))
        return Box(
            max(-180.0, self.west - wide),
            max(-90.0, self.south - high),
            min(180.0, self.east + wide),
            min(90.0, self.north + high),
        )


def read_box(text: str) -> Box:
    """Read ``WEST,SOUTH,EAST,NORTH`` in degrees.

    Raises
    ------
    NotFound
        With code ``not_a_box`` if it is no box, or ``box_turned_round`` if its corners are the wrong way round.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise NotFound("not_a_box", text=shown(text)) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90):
        raise NotFound("not_a_box", text=shown(text))
    if not (west < east and south < north):
        raise NotFound("box_turned_round", text=shown(text))
    return Box(west, south, east, north)


def box_of(region: Region) -> Box:
    """Give the smallest box about a region."""
    corners = [corner for polygon in region for corner in polygon[0]]
    lon, lat = zip(*corners, strict=True)
    return Box(min(lon), min(lat), max(lon), max(lat))


def read_ground(source: SourceFile, datum: Datum) -> Region:
    """Read the polygons of a vector file as one region.

    Raises
    ------
    InputRefused
        With every fault of the file; one without polygons is refused.
    """
    faults = Faults()
    layer, datum = read_features(source, datum, faults)
    surveyor = Surveyor(Ground(datum, None), datum, source.name, faults)
    found = [surveyor.region(feature.shape, feature.place) for feature in layer.features]
    faults.raise_any()
    region = tuple(polygon for part in found if part is not None for polygon in part)
    if not region:
        raise source.refused("no_records")
    return region
