"""What a cordon tells: its GeoJSON, slow hours, what units leave, and who may act alone."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import small_station

from planner.dispatch.intercept.features import features
from planner.dispatch.intercept.flight import Fled
from planner.dispatch.intercept.prepare import prepare
from planner.dispatch.intercept.problem import NEVER
from planner.dispatch.intercept.report import Interception, intercept
from planner.dispatch.intercept.told import sentences
from planner.dispatch.standing import Standing
from planner.domain.force import SpeedBand
from planner.domain.plan import Unit
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.i18n import LANGUAGES, sentence
from planner.i18n.labels import LABELS

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
GROUND = small_station.Ground()
FLED = Fled(place=GROUND.lonlat(0, 125), ago_s=0.0, mode="foot", speed_kmh=4.0, within_s=600.0)
CORNERS = [(x, y) for x in (-375, -125, 125, 375) for y in (-125, 125, 375)]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return small_station.station()


def cars() -> list[Standing]:
    """Put a car on each of twelve corners about the flight; three eat, four visit, five may not act alone."""
    end = NOON + dt.timedelta(hours=8)
    listed = []
    for number, corner in enumerate(CORNERS):
        place = GROUND.lonlat(*corner)
        unit = Unit(
            id=f"car-{number}",
            force="cars",
            tier="police_car",
            mode="car",
            shift_start=NOON,
            shift_end=end,
            base=place,
        )
        listed.append(Standing(unit=unit, place=place))
    eating = [replace(one, status="break", task="break", police=False) for one in listed[:3]]
    visiting = [replace(one, status="visit", task="school") for one in listed[3:7]]
    return [*eating, *visiting, *(replace(one, police=number < 3) for number, one in enumerate(listed[7:]))]


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Interception:
    """Give a cordon of twelve cars."""
    return intercept(scenario, cars(), NOON, FLED, Limits(time_s=10))


def test_the_geojson_holds_the_whole_cordon(found: Interception) -> None:
    """A point where it began, one for each junction, a way for each unit that moves, rings, and the figures."""
    told = json.loads(json.dumps(features(found)))
    kinds = Counter(feature["properties"]["kind"] for feature in told["features"])
    assert told["type"] == "FeatureCollection"
    assert (kinds["flight"], kinds["closed"], kinds["open"]) == (1, len(found.closings), len(found.open))
    assert kinds["ring"] == len(found.rings) > 0
    assert found.closings
    points = {tuple(f["geometry"]["coordinates"]) for f in told["features"] if f["properties"]["kind"] == "closed"}
    assert points == {closing.lonlat for closing in found.closings}
    ends = {
        f["properties"]["unit"]: f["geometry"]["coordinates"]
        for f in told["features"]
        if f["properties"]["kind"] == "way"
    }
    for closing in found.closings:
        if closing.unit.id in ends:
            assert ends[closing.unit.id][-1] == pytest.approx(closing.lonlat, abs=2e-5)
    assert (told["shut"], told["status"]) == (found.shut, found.status)


def test_what_units_leave_is_counted(found: Interception) -> None:
    """Meals and visits of those that close a junction, and of nobody else."""
    tasks = {standing.unit.id: standing for standing in cars()}
    closing = [tasks[one.unit.id] for one in found.closings]
    assert found.meals_left == sum(one.status == "break" for one in closing)
    assert found.visits_left == sum(one.status == "visit" for one in closing)
    assert [one.police for one in found.closings] == [one.police for one in closing]
    assert features(found)["meals_left"] == found.meals_left
    assert features(found)["visits_left"] == found.visits_left


def test_only_the_police_close_junctions_when_asked(scenario: Scenario) -> None:
    """Who may not act alone is left out."""
    may = {standing.unit.id for standing in cars() if standing.police}
    ready = prepare(scenario, cars(), NOON, FLED, police=True)
    assert {runner.standing.unit.id for runner in ready.runners} == may
    found = intercept(scenario, cars(), NOON, FLED, Limits(time_s=10), police=True)
    assert found.closings
    assert {closing.unit.id for closing in found.closings} <= may


def test_one_car_stops_most_ways_that_one_can(scenario: Scenario) -> None:
    """One car shuts nobody in: the answer counts ways and exits and says that it is proven, in both languages."""
    found = intercept(scenario, cars()[4:5], NOON, FLED, Limits(time_s=10))
    assert not found.shut
    assert 0 < found.stopped == found.most_stopped < found.ways
    assert len(found.closings) == 1
    assert len(found.open) >= found.exits - 1
    assert [one.stopped for one in found.open] == sorted(one.stopped for one in found.open)
    assert sum(not one.stopped for one in found.open) > 0
    said = sentences(found)
    assert [key for key, _ in said] == ["cordon_open", "cordon_ways", "cordon_ways_proven"]
    for reader in LANGUAGES:
        for key, params in said:
            assert "{" not in sentence(LABELS[key], reader, params)


def test_given_exits_are_counted_as_such(scenario: Scenario) -> None:
    """Of the border one car closes one exit, and that is what is said."""
    found = intercept(scenario, cars()[4:5], NOON, FLED, Limits(time_s=10), exits="border")
    assert (found.given, found.exits, found.stopped) == (True, len(found.open) + 1, 1)
    assert sentences(found)[0] == ("cordon_exits", {"closed": 1, "exits": found.exits})


def test_a_bound_of_nothing_is_not_told(found: Interception) -> None:
    """Of a cordon that is not proven a bound is told, unless it is 0."""
    shut = replace(found, shut=True, status="feasible", bound_s=0.0)
    assert [key for key, _ in sentences(shut)] == ["cordon_shut", "cordon_best"]
    assert sentences(replace(shut, bound_s=60.0))[1] == ("cordon_bound", {"minutes": 1.0})


def test_slow_hours_delay_a_cordon(scenario: Scenario) -> None:
    """At half speed all day every unit takes twice as long to every junction."""
    slow = SpeedBand(start="00:00", end="24:00", share=0.5)
    tiers = tuple(tier.model_copy(update={"slower": (slow,)}) for tier in scenario.tiers)
    quick = prepare(scenario, cars(), NOON, FLED).unit_ds
    late = prepare(scenario.model_copy(update={"tiers": tiers}), cars(), NOON, FLED).unit_ds
    can = quick < NEVER
    assert can.any()
    assert abs(late[can] - 2 * quick[can]).max() <= 2
