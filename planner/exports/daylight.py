"""When the sun is up: the equations of NOAA's solar calculator (https://gml.noaa.gov/grad/solcalc/solareqns.PDF)."""

from __future__ import annotations

import datetime as dt
import math

ZENITH_DEG = 90.833
"""Distance of the sun's centre from straight up at sunrise and sunset, with refraction and its radius [deg]."""


def sun_is_up(moment: dt.datetime, place: tuple[float, float]) -> bool:
    """Tell whether the sun is up at a moment, seen from longitude and latitude [deg]; true to about a minute."""
    lon_deg, lat_deg = place
    utc = moment.astimezone(dt.UTC)
    minutes = utc.hour * 60 + utc.minute + utc.second / 60
    days = 366 if utc.year % 4 == 0 and (utc.year % 100 != 0 or utc.year % 400 == 0) else 365
    year = 2 * math.pi / days * (utc.timetuple().tm_yday - 1 + (minutes / 60 - 12) / 24)
    solar_min = minutes + _equation_of_time_min(year) + 4 * lon_deg
    hour_angle = math.radians(solar_min / 4 - 180)
    lat, declination = math.radians(lat_deg), _declination(year)
    height = math.sin(lat) * math.sin(declination) + math.cos(lat) * math.cos(declination) * math.cos(hour_angle)
    return height >= math.cos(math.radians(ZENITH_DEG))


def _equation_of_time_min(year: float) -> float:
    """Give by how much the sun is ahead of the mean clock [min] at an angle of the year [rad]."""
    once = 0.001868 * math.cos(year) - 0.032077 * math.sin(year)
    twice = -0.014615 * math.cos(2 * year) - 0.040849 * math.sin(2 * year)
    return 229.18 * (0.000075 + once + twice)


def _declination(year: float) -> float:
    """Give the sun's declination [rad] at an angle of the year [rad]."""
    once = -0.399912 * math.cos(year) + 0.070257 * math.sin(year)
    twice = -0.006758 * math.cos(2 * year) + 0.000907 * math.sin(2 * year)
    return 0.006918 + once + twice - 0.002697 * math.cos(3 * year) + 0.00148 * math.sin(3 * year)
