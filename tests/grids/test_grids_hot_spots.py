"""Hot spots: the busiest places of every epoch of a planning day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from planner.domain.clock import seconds_between
from planner.domain.rules import PatrolRules
from planner.grids.demand import estimate
from planner.grids.hot_spots import epochs_of, hot_spots
from planner.grids.near_places import incidents_near_places

MONDAY = dt.date(2026, 11, 23)
EAST = 0.015


def spots_of(scenario, day=MONDAY):
    return hot_spots(scenario, estimate(scenario), day)


def test_epochs_fill_the_planning_day(station_of):
    """Epochs must run from the planning day's start for 24 hours without a gap."""
    epochs = epochs_of(station_of(), MONDAY)
    assert len(epochs) == 12
    assert epochs[0][0].isoformat() == "2026-11-23T07:00:00+08:00"
    assert epochs[-1][1].isoformat() == "2026-11-24T07:00:00+08:00"
    assert [close for _, close in epochs[:-1]] == [opens for opens, _ in epochs[1:]]


@pytest.mark.parametrize(("epoch_min", "last_min"), [(120, 120), (100, 40), (480, 480)])
def test_last_epoch_may_be_shorter(station_of, epoch_min, last_min):
    """An epoch that does not fit the day must be cut at its end."""
    opens, closes = epochs_of(station_of(patrol=PatrolRules(epoch_min=epoch_min)), MONDAY)[-1]
    assert seconds_between(opens, closes) == last_min * 60


def test_epochs_last_as_long_when_the_clock_changes(station_of):
    """On the night of the clock change every epoch must last its real two hours."""
    scenario = station_of(zone="Europe/Helsinki")
    epochs = epochs_of(scenario, dt.date(2027, 3, 27))
    assert {seconds_between(*epoch) for epoch in epochs} == {7200}
    assert epochs[-1][1].astimezone(ZoneInfo("Europe/Helsinki")).hour == 8


def test_day_and_night_have_their_own_hot_spots(station_of, place_of):
    """Offices must lead in the morning and entertainment by night; the day's best is worth 100."""
    places = (place_of("office", "office"), place_of("bar", "entertainment", 0.006))
    spots = spots_of(station_of(places=places, patrol=PatrolRules(hot_spots=1)))
    by_hour = {spot.opens.hour: spot.place for spot in spots}
    assert by_hour[9] == "office"
    assert by_hour[23] == "bar"
    assert max(spot.value for spot in spots) == 100
    assert all(spot.value == round(spot.value) >= 1 for spot in spots)
    assert {spot.dwell_s for spot in spots} == {600}


def test_ceilings_are_kept(station_of, place_of):
    """No epoch may have more hot spots than asked for, and no place more visits than the ceiling."""
    places = tuple(place_of(f"p{k}", "hospital", 0.001 * k, crowd=100 * (k + 1)) for k in range(8))
    rules = PatrolRules(hot_spots=3, most_visits_per_day=5)
    spots = spots_of(station_of(places=places, patrol=rules))
    assert max(Counter(spot.opens for spot in spots).values()) == 3
    assert max(Counter(spot.place for spot in spots).values()) == 5
    assert len({(spot.opens, spot.place) for spot in spots}) == len(spots)


def test_incidents_near_a_place_raise_it(station_of, place_of, incident_of):
    """Of two equal places in a grid the one with incidents at its door must be worth more."""
    places = (place_of("calm", "shop", 0.002), place_of("busy", "shop", 0.008))
    incidents = tuple(incident_of(day, 20, 0.0081) for day in range(1, 29))
    scenario = station_of(places=places, incidents=incidents)
    evening = {spot.place: spot.value for spot in spots_of(scenario) if spot.opens.hour == 19}
    assert evening["busy"] > 2 * evening["calm"]


def test_incidents_count_within_reach_only(station_of, place_of, incident_of):
    """Incidents within 150 m must count for a place, those farther away must not."""
    near, far = incident_of(23, 9, 0.005, 0.0062), incident_of(23, 9, 0.005, 0.0065)
    scenario = station_of(places=(place_of("a", "shop"),), incidents=(near, far))
    assert incidents_near_places(scenario).max() == 1


def test_places_nobody_is_at_are_no_hot_spots(station_of, place_of):
    """Places without people, outside every grid, or closed in an epoch must not appear."""
    places = (place_of("empty", "shop", crowd=0), place_of("away", "shop", 0.09))
    assert spots_of(station_of(places=places)) == ()
    assert spots_of(station_of()) == ()
    assert spots_of(station_of(places=(place_of("a", "shop"),), patrol=PatrolRules(hot_spots=0))) == ()
