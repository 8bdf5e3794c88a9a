"""Coordinates: held against outside authorities."""

from __future__ import annotations

import numpy as np
import prcoords
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import box

from planner import geo

IN_CHINA = st.tuples(st.floats(75, 130), st.floats(18, 50))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(IN_CHINA)
def test_gcj02_agrees_with_the_outside_authority(point: tuple[float, float]) -> None:
    """The shift to GCJ-02 is prcoords' within a millimetre, and the way back is the way there."""
    shifted = geo.wgs84_to_gcj02([point])
    lat, lon = prcoords.wgs_gcj((point[1], point[0]), True)
    assert geo.great_circle_m(shifted[0], (lon, lat)) < 0.001
    assert geo.great_circle_m(geo.gcj02_to_wgs84(shifted)[0], point) < 0.001


@settings(deadline=None, derandomize=True, max_examples=60)
@given(IN_CHINA)
def test_bd09_agrees_with_the_outside_authority(point: tuple[float, float]) -> None:
    """What Baidu shows comes back to WGS84 within a centimetre."""
    lat, lon = prcoords.wgs_bd((point[1], point[0]), True)
    assert geo.great_circle_m(geo.bd09_to_wgs84([(lon, lat)])[0], point) < 0.01


def test_nothing_is_shifted_outside_china() -> None:
    """Helsinki stays where it is in GCJ-02."""
    assert geo.wgs84_to_gcj02([(24.94, 60.17)]).tolist() == [[24.94, 60.17]]


@pytest.mark.parametrize("centre", [(114.02, 22.53), (24.94, 60.17), (-83.0, 39.96)])
def test_frame_keeps_lengths(centre: tuple[float, float]) -> None:
    """Lengths in the local frame are the ellipsoid's within 2 in 10,000, 30 km from the centre."""
    frame, ellipsoid = geo.Frame(centre), Geod(ellps="WGS84")
    rng = np.random.default_rng(1)
    xy = rng.uniform(-20_000, 20_000, (50, 2))
    lonlat = frame.lonlat(xy)
    for (x1, y1), (x2, y2), a, b in zip(xy[:-1], xy[1:], lonlat[:-1], lonlat[1:], strict=True):
        real = ellipsoid.inv(*a, *b)[2]
        assert np.hypot(x2 - x1, y2 - y1) == pytest.approx(real, rel=2e-4)
    assert np.allclose(frame.metres(lonlat), xy, atol=1e-6)


def test_region_round_trip() -> None:
    """A polygon taken to metres and back is the same ground."""
    frame = geo.Frame((114.02, 22.53))
    region = frame.region(box(0, 0, 1000, 500))
    assert frame.polygon(region).area == pytest.approx(500_000, rel=1e-9)


def test_great_circle_against_the_ellipsoid() -> None:
    """The great circle is within half a percent of the ellipsoid."""
    real = Geod(ellps="WGS84").inv(114.0, 22.5, 114.04, 22.55)[2]
    assert float(geo.great_circle_m((114.0, 22.5), (114.04, 22.55))) == pytest.approx(real, rel=5e-3)
