"""The pipeline: parts, days, seeds, stopping; and stations on real streets."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import small_station

import planner
from planner.domain.clock import seconds_between
from planner.domain.force import Window
from planner.domain.scenario import Scenario
from planner.domain.solving import Progress
from planner.errors import InputRefused, PlannerError

ROOT = Path(__file__).resolve().parents[2]
TIANAN = ROOT / "sample_maps" / "tianan"
QUICK = planner.Limits(time_s=6.0, seed=1)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return small_station.station()


def test_parts_can_be_made_alone(scenario: Scenario) -> None:
    """Each part alone passes its check; those left out are told as skipped."""
    for only in (("roster",), ("routes",), ("flights",), ("roster", "routes")):
        plan = planner.plan(scenario, limits=QUICK, only=only)
        assert {stage for stage, report in plan.solver.items() if report.status != "skipped"} == set(only)
        assert planner.check(plan, scenario).violations == ()
        assert (bool(plan.roster), bool(plan.flights)) == ("roster" in only, "flights" in only)


def test_routes_without_a_roster_are_those_of_forces_with_shifts_of_their_own(scenario: Scenario) -> None:
    """Guards do not wait for the roster."""
    plan = planner.plan(scenario, limits=QUICK, only=("routes",))
    assert {unit.tier for unit in plan.units} == {"guard"}


def test_days_follow_each_other(scenario: Scenario) -> None:
    """Two days have two sets of routes and rounds, and the second day's batteries begin where the first ended."""
    plan = planner.plan(
        scenario, start=small_station.MONDAY + dt.timedelta(days=1), days=2, limits=planner.Limits(time_s=12.0)
    )
    assert planner.check(plan, scenario).violations == ()
    assert {flight.day for flight in plan.flights} == {dt.date(2026, 11, 24), dt.date(2026, 11, 25)}
    assert len({unit.shift_start.date() for unit in plan.units}) >= 2
    assert seconds_between(plan.start, plan.end) == 2 * 86400


def test_days_outside_the_horizon_are_refused(scenario: Scenario) -> None:
    """There is no roster to crew them."""
    with pytest.raises(InputRefused):
        planner.plan(scenario, days=8)
    with pytest.raises(PlannerError, match="unknown_stage"):
        planner.plan(scenario, only=("lunch",))


def test_stopping_hands_over_the_best(scenario: Scenario) -> None:
    """A stop during the routes keeps the roster and the routes found so far, and marks the plan."""
    stages = []

    def stop(progress: Progress) -> bool:
        stages.append(progress.stage)
        return progress.stage == "routes"

    plan = planner.plan(scenario, limits=planner.Limits(time_s=60.0), on_progress=stop)
    assert plan.cancelled
    assert plan.roster
    assert plan.routes
    assert plan.flights == ()
    assert plan.solver["routes"].status == "cancelled"
    assert planner.check(plan, scenario).violations == ()


def test_same_seed_same_plan(scenario: Scenario) -> None:
    """One worker, a limit on iterations and a seed make a plan again."""
    limits = planner.Limits(time_s=60.0, iterations=300, workers=1, seed=5)
    first, second = (planner.plan(scenario, limits=limits) for _ in range(2))
    untimed = {"created", "solver"}
    assert first.model_dump(exclude=untimed) == second.model_dump(exclude=untimed)


def test_what_cannot_be_met_is_told(scenario: Scenario) -> None:
    """Too few officers, a window nobody can reach, a battery too small: a plan with reasons, that passes its check."""
    models = tuple(m.model_copy(update={"endurance_min": 2.0}) for m in scenario.drone_models)
    gate = scenario.points[0]
    rule = gate.visits[0].model_copy(update={"start": 7 * 60, "end": 7 * 60 + 1})
    poor = scenario.model_copy(
        update={
            "officers": scenario.officers[6:],
            "drone_models": models,
            "points": (gate.model_copy(update={"visits": (rule,)}), *scenario.points[1:]),
        }
    )
    plan = planner.plan(poor, limits=QUICK)
    assert {item.kind for item in plan.required_unmet} >= {"cover", "visit", "round"}
    assert planner.check(plan, poor).violations == ()


def test_a_station_without_drones_or_officers(scenario: Scenario) -> None:
    """What a station does not have is left out, not an error."""
    bare = scenario.model_copy(
        update={
            "docks": (),
            "drone_tasks": (),
            "zones": (),
            "officers": (),
            "duties": (),
            "shifts": (),
            "forces": scenario.forces[1:],
            "incidents": (),
            "points": (),
            "lines": (),
            "areas": (),
        }
    )
    plan = planner.plan(bare, limits=QUICK)
    assert planner.check(plan, bare).violations == ()
    assert plan.routes
    assert plan.flights == ()


def test_the_night_of_a_daylight_saving_change() -> None:
    """In Helsinki the night of 28 March 2027 is an hour short; the plan's shifts and rounds keep real time."""
    centre = (24.94, 60.17)
    base = small_station.station(centre)
    station = base.station.model_copy(update={"timezone": "Europe/Helsinki"})
    rules = base.roster.model_copy(update={"start": dt.date(2027, 3, 27), "days": 2})
    scenario = base.model_copy(update={"station": station, "roster": rules})
    plan = planner.plan(scenario, limits=QUICK)
    nights = [unit for unit in plan.units if unit.shift_start.hour == 23]
    assert nights
    assert {seconds_between(unit.shift_start, unit.shift_end) for unit in nights} == {7 * 3600.0}
    assert planner.check(plan, scenario).violations == ()


def on_streets(folder: Path, centre: tuple[float, float], streets: Path, zone: str) -> Scenario:
    """Put the small station on real streets: its folder, with another file of streets."""
    scenario = small_station.station(centre)
    station = scenario.station.model_copy(update={"timezone": zone})
    wide = scenario.patrol.model_copy(update={"snap_m": 250.0})
    planner.write_scenario(scenario.model_copy(update={"station": station, "patrol": wide}), folder)
    shutil.copy(streets, folder / streets.name)
    manifest = folder / "scenario.toml"
    text = manifest.read_text(encoding="utf-8")
    assert '"streets.geojson"' in text
    manifest.write_text(text.replace('"streets.geojson"', f'"{streets.name}"'), encoding="utf-8")
    return planner.read_scenario(folder)


def test_real_streets_of_helsinki(helsinki_pbf: Path, tmp_path: Path) -> None:
    """A station on OpenStreetMap's Helsinki is planned, and every path follows its streets."""
    scenario = on_streets(tmp_path / "helsinki", (24.9445, 60.1699), helsinki_pbf, "Europe/Helsinki")
    plan = planner.plan(scenario, limits=planner.Limits(time_s=10.0))
    assert planner.check(plan, scenario).violations == ()
    assert len(plan.routes) > 3
    assert any(stop.required for route in plan.routes for stop in route.stops)


@pytest.mark.data
def test_real_streets_of_chegongmiao(data_folder: Path) -> None:
    """The sample station is planned on the real streets of its place."""
    assert (data_folder / "streets" / "chegongmiao.graphml").exists()
    scenario = planner.read_scenario(TIANAN / "scenario_real_streets.toml")
    plan = planner.plan(scenario, limits=planner.Limits(time_s=25.0))
    assert planner.check(plan, scenario).violations == ()
    assert len(plan.flights) == 72
    met = plan.metrics["required_visits_met_pct"]
    assert met > 95


def test_tianan(tmp_path: Path) -> None:
    """The sample station has a whole plan: every required visit, every hour of cover, 72 rounds."""
    scenario = planner.read_scenario(TIANAN)
    plan = planner.plan(scenario, limits=planner.Limits(time_s=30.0))
    assert planner.check(plan, scenario).violations == ()
    assert plan.required_unmet == ()
    assert len(plan.flights) == 72
    assert plan.metrics["presence_tide_correlation"] > 0.3
    assert len(plan.model_dump_json()) < 12_000_000


def test_window_is_exported() -> None:
    """A window over midnight is written with hours beyond 24."""
    assert Window(start="22:00", end="26:00").model_dump() == {
        "start": "22:00",
        "end": "26:00",
        "days": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    }
