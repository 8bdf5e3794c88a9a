"""Who is called from what, who may leave its ground, and who may act alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import small_station

from planner.dispatch.nearest import Dispatcher
from planner.dispatch.standing import Position, Standing, reported
from planner.domain.force import SpeedBand, Tier
from planner.domain.plan import Plan, Unit
from planner.domain.scenario import Scenario
from planner.errors import InputRefused, NotFound
from planner.sources.positions import read_positions

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
GROUND = small_station.Ground()
PLACE = GROUND.lonlat(375, 125)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return small_station.station()


def unit(name: str, force: str = "cars") -> Unit:
    """Give a unit that is out all day."""
    tier, mode = ("police_car", "car") if force == "cars" else ("guard", "foot")
    end = NOON + dt.timedelta(hours=8)
    return Unit(id=name, force=force, tier=tier, mode=mode, shift_start=NOON, shift_end=end, base=PLACE)  # type: ignore[arg-type]


def test_a_meal_counts_against_a_unit(scenario: Scenario) -> None:
    """A nearer unit on its break comes after a free one, unless it is much sooner, and says what it leaves."""
    eats = Standing(unit=unit("eats"), place=GROUND.lonlat(125, 125), status="break", task="break")
    free = Standing(unit=unit("free"), place=GROUND.lonlat(-625, 125))
    dispatcher = Dispatcher(scenario)
    assert [one.unit.id for one in dispatcher.nearest([eats, free], NOON, PLACE)] == ["free", "eats"]
    first = dispatcher.nearest([eats, free], NOON, PLACE, leaving_s=30)[0]
    assert (first.unit.id, first.leaves) == ("eats", "break")


def test_who_is_busy_sets_out_when_it_is_free(scenario: Scenario) -> None:
    """The wait is part of its time."""
    until = NOON + dt.timedelta(seconds=90)
    busy = Standing(unit=unit("busy"), place=GROUND.lonlat(125, 125), status="busy", until=until)
    found = Dispatcher(scenario).nearest([busy], NOON, PLACE)[0]
    assert found.waits_s == 90
    assert found.eta_s == pytest.approx(90 + 250 / 40 * 3.6, rel=0.01)
    assert found.path[1][2] == until


def test_guards_keep_to_their_ground(scenario: Scenario) -> None:
    """The guards' ground is the west: in the east they come only when they are told to leave it."""
    guard = Standing(unit=unit("guard", "guards"), place=GROUND.lonlat(-125, 125))
    dispatcher = Dispatcher(scenario)
    assert dispatcher.nearest([guard], NOON, PLACE) == ()
    assert dispatcher.nearest([guard], NOON, GROUND.lonlat(-375, 125))[0].length_m == pytest.approx(250, rel=0.01)
    assert dispatcher.nearest([guard], NOON, PLACE, leave_ground=True)[0].length_m == pytest.approx(500, rel=0.01)


def test_only_the_police_when_asked(scenario: Scenario) -> None:
    """Who may not act alone is left out."""
    aides = Standing(unit=unit("aides"), place=GROUND.lonlat(125, 125), police=False)
    police = Standing(unit=unit("police"), place=GROUND.lonlat(-625, 125))
    dispatcher = Dispatcher(scenario)
    assert [one.police for one in dispatcher.nearest([aides, police], NOON, PLACE)] == [False, True]
    assert [one.unit.id for one in dispatcher.nearest([aides, police], NOON, PLACE, police=True)] == ["police"]


def test_slow_hours_count() -> None:
    """At half speed until 12:00:30 the first 30 s bring half as far."""
    slow = Tier(
        id="police_car",
        name="Car",
        mode="car",
        speed_kmh=40.0,
        slower=(SpeedBand(start="07:00", end="12:01", share=0.5),),
    )
    station = small_station.station()
    tiers = (slow, *station.tiers[1:])
    car = Standing(unit=unit("car"), place=GROUND.lonlat(-625, 125))
    found = Dispatcher(station.model_copy(update={"tiers": tiers})).nearest([car], NOON, PLACE)[0]
    assert found.eta_s == pytest.approx(60 + (1000 / 40 * 3.6 - 30), abs=1)


def empty_plan() -> Plan:
    """Give a plan without units."""
    end = NOON + dt.timedelta(hours=20)
    return Plan(station="small", created=NOON, seed=1, timezone="Asia/Shanghai", start=NOON, end=end)


def test_live_positions_name_no_person(scenario: Scenario, tmp_path: Path) -> None:
    """Positions are read with force and status; any other key is refused."""
    lon, lat = GROUND.lonlat(125, 125)
    file = tmp_path / "positions.json"
    row = f'"unit": "x", "force": "cars", "lon": {lon}, "lat": {lat}'
    file.write_text('{"format": "patrol-positions/1", "units": [{' + row + "}]}")
    standing = reported(read_positions(file), empty_plan(), scenario, NOON)[0]
    assert (standing.unit.mode, standing.status, standing.police) == ("car", "free", True)
    file.write_text('{"format": "patrol-positions/1", "units": [{' + row + ', "officer": "P01"}]}')
    with pytest.raises(InputRefused, match="not_positions"):
        read_positions(file)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"unit": "x"}], "position_unknown_unit"),
        ([{"unit": "x", "force": "cars"}, {"unit": "x", "force": "cars"}], "position_twice"),
        ([{"unit": "x", "force": "cars", "status": "busy"}], "position_without_end"),
    ],
)
def test_wrong_positions_are_named(scenario: Scenario, rows: list[dict[str, str]], code: str) -> None:
    """A unit that nobody knows, one that stands twice, and one that is busy without an end."""
    listed = [Position.model_validate({"lon": 114.0, "lat": 22.5, **row}) for row in rows]
    with pytest.raises(NotFound, match=code):
        reported(listed, empty_plan(), scenario, NOON)


def test_times_of_the_way_are_right_when_clocks_are_put_back(scenario: Scenario) -> None:
    """A unit that is busy while summer time ends sets out at the right moment, and is there when it says."""
    at = dt.datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    until = at.astimezone(dt.UTC) + dt.timedelta(minutes=50)
    busy = Standing(unit=unit("busy"), place=GROUND.lonlat(-125, 125), status="busy", until=until)
    (found,) = Dispatcher(scenario).nearest([busy], at, PLACE)
    clock_s = [moment.timestamp() - at.timestamp() for _, _, moment in found.path]
    assert clock_s[:2] == pytest.approx([0.0, 3000.0])
    assert clock_s == sorted(clock_s)
    assert clock_s[-1] == pytest.approx(found.eta_s, abs=2.0)
    assert found.path[-1][2].utcoffset() == dt.timedelta(0)
