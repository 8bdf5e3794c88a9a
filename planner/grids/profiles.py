"""How full a place is at each hour: the tide (潮汐人流) of offices by day and of entertainment by night.

The figures are typical opening and commuting habits of a southern Chinese city, set by hand for this package: no survey
stands behind them, and a station corrects them where it knows better with a place's `crowd` and `hours`. They count
people who are there *and awake*, because sleepers make few calls; so homes are fullest in the evening, not at 04:00.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.domain.demand import HOURS_PER_WEEK
from planner.domain.noun import WEEKDAYS, Window
from planner.domain.place import Place, PlaceKind

MINUTES_PER_WEEK = HOURS_PER_WEEK * 60
WORKDAYS = 5


class Profile(NamedTuple):
    """Share of the busiest hour's people who are there in each hour, 00:00 first, 24 figures each [%]."""

    workday: tuple[int, ...]
    weekend: tuple[int, ...]


# fmt: off
PROFILES: dict[PlaceKind, Profile] = {
    "office": Profile(
        (1, 1, 1, 1, 1, 1, 3, 15, 60, 95, 100, 100, 85, 90, 100, 100, 98, 85, 50, 30, 18, 10, 5, 2),
        (1, 1, 1, 1, 1, 1, 1, 3, 6, 10, 12, 12, 10, 10, 12, 12, 10, 8, 5, 3, 2, 1, 1, 1)),
    "business_park": Profile(
        (2, 1, 1, 1, 1, 1, 3, 12, 50, 90, 100, 100, 90, 92, 100, 100, 98, 90, 70, 50, 35, 22, 10, 4),
        (1, 1, 1, 1, 1, 1, 2, 5, 10, 18, 20, 20, 18, 18, 20, 20, 18, 12, 8, 6, 4, 3, 2, 1)),
    "factory": Profile(
        (35, 35, 35, 35, 35, 35, 40, 70, 100, 100, 100, 100, 90, 95, 100, 100, 100, 90, 60, 50, 45, 40, 38, 35),
        (30, 30, 30, 30, 30, 30, 35, 50, 65, 65, 65, 65, 60, 60, 65, 65, 65, 55, 45, 40, 35, 32, 30, 30)),
    "mall": Profile(
        (0, 0, 0, 0, 0, 0, 1, 2, 5, 15, 30, 45, 60, 50, 45, 45, 50, 60, 75, 80, 75, 50, 15, 2),
        (1, 0, 0, 0, 0, 0, 1, 2, 6, 20, 45, 65, 80, 85, 90, 95, 95, 95, 100, 100, 90, 65, 20, 4)),
    "shop": Profile(
        (4, 2, 1, 1, 1, 2, 8, 25, 45, 50, 55, 65, 75, 60, 55, 55, 60, 75, 90, 90, 80, 60, 30, 10),
        (5, 3, 2, 1, 1, 2, 6, 18, 35, 50, 65, 75, 80, 75, 75, 80, 85, 90, 100, 100, 85, 65, 35, 12)),
    "market": Profile(
        (2, 2, 3, 8, 25, 50, 80, 95, 100, 95, 85, 75, 55, 45, 45, 50, 60, 70, 60, 35, 15, 8, 4, 2),
        (2, 2, 3, 8, 25, 50, 80, 95, 100, 100, 95, 85, 65, 50, 50, 55, 65, 70, 60, 35, 15, 8, 4, 2)),
    "restaurant": Profile(
        (15, 8, 3, 1, 1, 2, 10, 30, 35, 20, 20, 60, 95, 60, 25, 20, 30, 65, 95, 95, 75, 55, 40, 25),
        (20, 10, 5, 2, 1, 2, 8, 25, 35, 30, 30, 65, 95, 75, 40, 30, 40, 75, 100, 100, 85, 65, 45, 30)),
    "entertainment": Profile(
        (75, 60, 35, 15, 5, 2, 1, 1, 1, 2, 3, 5, 8, 12, 15, 15, 18, 22, 35, 55, 75, 85, 90, 85),
        (95, 80, 55, 25, 8, 3, 1, 1, 1, 2, 4, 8, 12, 18, 22, 25, 28, 32, 45, 65, 85, 95, 100, 100)),
    "hotel": Profile(
        (35, 20, 12, 10, 10, 15, 40, 80, 75, 50, 35, 35, 40, 40, 40, 40, 45, 55, 65, 75, 85, 95, 90, 65),
        (45, 28, 15, 10, 10, 12, 25, 60, 85, 75, 55, 45, 45, 45, 45, 50, 55, 60, 70, 80, 90, 100, 95, 75)),
    "school": Profile(
        (1, 1, 1, 1, 1, 1, 10, 80, 100, 100, 100, 95, 70, 75, 100, 100, 100, 80, 35, 20, 15, 8, 2, 1),
        (1, 1, 1, 1, 1, 1, 1, 2, 5, 6, 6, 6, 5, 5, 6, 6, 6, 4, 2, 2, 2, 1, 1, 1)),
    "hospital": Profile(
        (20, 18, 16, 15, 15, 18, 30, 60, 95, 100, 100, 90, 60, 65, 90, 90, 80, 60, 45, 42, 40, 35, 28, 24),
        (20, 18, 16, 15, 15, 18, 25, 45, 65, 70, 70, 62, 45, 48, 60, 60, 55, 48, 42, 42, 40, 35, 28, 24)),
    "residence": Profile(
        (22, 10, 6, 5, 6, 15, 45, 65, 45, 35, 30, 32, 42, 38, 32, 32, 38, 50, 68, 82, 92, 90, 75, 45),
        (30, 15, 8, 5, 5, 10, 30, 55, 70, 70, 65, 65, 72, 68, 62, 62, 66, 75, 85, 95, 100, 98, 82, 55)),
    "station": Profile(
        (6, 2, 1, 1, 2, 8, 35, 85, 100, 70, 50, 45, 48, 48, 45, 50, 60, 90, 100, 80, 60, 50, 40, 20),
        (8, 3, 1, 1, 2, 6, 20, 38, 50, 60, 65, 68, 70, 70, 72, 75, 78, 82, 80, 70, 62, 55, 42, 22)),
    "park": Profile(
        (2, 1, 1, 2, 6, 25, 50, 55, 45, 35, 28, 20, 15, 15, 18, 25, 35, 45, 55, 65, 60, 40, 15, 5),
        (3, 1, 1, 2, 6, 25, 55, 70, 80, 90, 90, 75, 55, 55, 70, 85, 100, 95, 80, 75, 65, 45, 18, 6)),
    "other": Profile(
        (10, 8, 6, 5, 5, 10, 25, 50, 75, 90, 95, 100, 95, 90, 95, 95, 95, 95, 90, 75, 60, 45, 30, 18),
        (12, 10, 8, 6, 6, 8, 18, 35, 55, 70, 78, 80, 80, 78, 78, 80, 80, 80, 78, 70, 58, 45, 32, 20)),
}
# fmt: on


def crowd_by_hour(place: Place) -> NDArray[np.float64]:
    """Give the people at a place in every hour of the week, (168,) with Monday 00:00 first [people].

    A place with `hours` is empty while it is closed; an hour in which it is open only in part counts in that part.
    """
    profile = PROFILES[place.kind]
    week = np.array(profile.workday * WORKDAYS + profile.weekend * (7 - WORKDAYS), float) / 100
    return np.asarray(place.crowd * week * open_share(place.hours))


def open_share(hours: tuple[Window, ...]) -> NDArray[np.float64]:
    """Give the share of every hour of the week in which one of the windows is open, (168,); all of it without any."""
    if not hours:
        return np.ones(HOURS_PER_WEEK)
    minutes = np.zeros(MINUTES_PER_WEEK)
    for window in hours:
        for day in window.days:
            midnight = WEEKDAYS.index(day) * 24 * 60
            minutes[np.arange(midnight + window.start, midnight + window.end) % MINUTES_PER_WEEK] = 1
    return np.asarray(minutes.reshape(HOURS_PER_WEEK, 60).mean(axis=1))
