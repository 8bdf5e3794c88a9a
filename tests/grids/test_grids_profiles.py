"""The crowd profiles: one for every kind of place, and the tide between them."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from planner.domain.noun import Window
from planner.domain.place import PlaceKind
from planner.grids.profiles import PROFILES, crowd_by_hour, open_share


@pytest.mark.parametrize("kind", get_args(PlaceKind))
def test_every_kind_has_a_profile_that_peaks_at_its_crowd(place_of, kind):
    """Every kind must have 24 figures a day between 0 and 100 %, and be full at its busiest hour."""
    profile = PROFILES[kind]
    assert len(profile.workday) == len(profile.weekend) == 24
    assert min(*profile.workday, *profile.weekend) >= 0
    assert crowd_by_hour(place_of("p", kind, crowd=500)).max() == 500


def test_the_tide_goes_from_offices_to_entertainment(place_of):
    """On a workday offices must be full at 10:00 and nearly empty at 23:00, entertainment the other way round."""
    office, bar = (crowd_by_hour(place_of("p", kind)) for kind in ("office", "entertainment"))
    assert office[10] > 10 * bar[10]
    assert bar[23] > 10 * office[23]
    assert office[10 + 24 * 5] < office[10] / 5
    assert bar[22 + 24 * 5] > bar[22]


def test_a_closed_place_is_empty(place_of):
    """Opening hours must empty a place while it is closed, over midnight and Sunday night too."""
    hours = (Window(start="20:00", end="26:30", days=("sun",)),)
    crowd = crowd_by_hour(place_of("p", "entertainment", hours=hours))
    assert set(np.flatnonzero(crowd)) == {*range(6 * 24 + 20, 7 * 24), 0, 1, 2}
    assert crowd[2] == 0.5 * 1000 * PROFILES["entertainment"].workday[2] / 100


def test_overlapping_hours_count_once():
    """Two windows over the same hour must not open it twice."""
    share = open_share((Window(start="08:00", end="10:00"), Window(start="09:00", end="10:30")))
    assert share.max() == 1
    assert share.sum() == pytest.approx(7 * 2.5)
    assert open_share(()).sum() == 168
