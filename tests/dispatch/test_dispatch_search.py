"""Joint search: chances, effort and sectors held against what they must keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import small_station

from planner.dispatch.search.chances import chances, ring_m
from planner.dispatch.search.check import SearchedStage, broken
from planner.dispatch.search.effort import best_effort, even_effort, found
from planner.dispatch.search.features import features
from planner.dispatch.search.ground import ground
from planner.dispatch.search.kinds import KINDS, Who
from planner.dispatch.search.report import Search, search
from planner.dispatch.search.task import lost
from planner.dispatch.standing import Standing
from planner.domain.clock import seconds_between
from planner.domain.plan import Plan, Unit
from planner.domain.scenario import Scenario
from planner.errors import NotFound

GROUND = small_station.Ground()
AT = dt.datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HOME = GROUND.lonlat(10, 130)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return small_station.station()


def unit(name: str, force: str, x_m: float, y_m: float, **about: object) -> Standing:
    """Give a unit."""
    tier, mode = ("police_car", "car") if force == "cars" else ("guard", "foot")
    place = GROUND.lonlat(x_m, y_m)
    end = AT + dt.timedelta(hours=8)
    out = Unit(id=name, force=force, tier=tier, mode=mode, shift_start=AT, shift_end=end, base=place)
    return Standing(unit=out, place=place, **about)  # type: ignore[arg-type]


UNITS = [unit("a", "cars", -600, -375), unit("b", "cars", 125, 125), unit("g", "guards", -375, 125)]


def searched(scenario: Scenario, who: Who = "child", units: list[Standing] = UNITS) -> Search:
    """Search for somebody who was seen last twenty minutes ago."""
    end = AT + dt.timedelta(days=1)
    plan = Plan(station="small", created=AT, seed=1, timezone="Asia/Shanghai", start=AT, end=end)
    return search(plan, scenario, units, AT, lost(HOME, AT - dt.timedelta(minutes=20), who))


@pytest.mark.parametrize("who", list(KINDS))
def test_a_kind_keeps_its_figures(who: Who) -> None:
    """After a long time the rings are the distances of the table; early ones are held by the pace."""
    kind = KINDS[who]
    for share, far_km in zip(kind.shares, kind.found_km, strict=True):
        assert ring_m(kind, 48 * 3600, share) == pytest.approx(1000 * far_km, abs=15)
    rings = [ring_m(kind, minutes * 60, 0.95) for minutes in (5, 15, 60, 240)]
    assert rings == sorted(rings)
    assert rings[0] < (kind.pace_kmh + 3 * kind.spread_kmh) * 1000 / 12
    away = np.linspace(0, 60_000, 500)
    assert (np.diff(kind.beyond(away, 1800)) <= 0).all()


def test_chances_add_up_and_places_draw(scenario: Scenario) -> None:
    """All chances are one at the most; a child is likelier at a school than as far away elsewhere."""
    kind = KINDS["child"]
    own = ground(scenario, HOME, kind)
    early = chances(own, kind, 300)
    assert early.sum() == pytest.approx(1.0, abs=0.01)
    assert 0.1 < chances(own, kind, 7200).sum() < 0.9
    assert (early >= 0).all()
    plain = ground(scenario.model_copy(update={"places": ()}), HOME, kind)
    school = int(np.hypot(*(GROUND.frame.metres(own.middle) - (-120, -370)).T).argmin())
    assert chances(own, kind, 3600)[school] > 1.3 * chances(plain, kind, 3600)[school]


def test_every_street_is_once_on_the_ground(scenario: Scenario) -> None:
    """Both directions of a street are one stretch, and its distances are those of a lattice."""
    own = ground(scenario, GROUND.lonlat(125, 125), KINDS["adult"])
    assert own.size == 60
    x, y = np.abs(GROUND.frame.metres(own.middle) - (125, 125)).T
    assert own.near_m + own.length_m / 2 == pytest.approx(x + y, abs=3)


@pytest.mark.parametrize("seed", range(3))
def test_no_effort_finds_more_than_the_best(seed: int) -> None:
    """Ten thousand other ways to deal out the same time, and shifts about the best, find less."""
    rng = np.random.default_rng(seed)
    chance, full_s = rng.dirichlet(np.ones(6)), rng.uniform(1, 5, 6)
    best = best_effort(chance, full_s, 10.0)
    assert best @ full_s == pytest.approx(10.0)
    most = found(chance, best)
    others = rng.dirichlet(np.ones(6), 10_000) * 10.0 / full_s
    assert max(found(chance, other) for other in others) <= most + 1e-12
    assert found(chance, even_effort(np.ones(6, bool), full_s, 10.0)) < most


def test_sectors_part_the_streets(scenario: Scenario) -> None:
    """No stretch is taken by two units, times follow each other, guards keep to their ground, figures are right."""
    result = searched(scenario)
    assert broken(*numbers(result)) == []
    guard = [step.stretch for stage in result.stages for step in stage.steps if step.unit == 2]
    assert guard
    assert (GROUND.frame.metres(result.ground.middle[guard])[:, 0] <= 2).all()
    for unit_number in (0, 1):
        worked = [step for step in result.stages[0].steps if step.unit == unit_number]
        assert worked[-1].end_s > 0.8 * 1800


def test_sectors_find_more_than_an_even_search_and_no_more_than_can_be(scenario: Scenario) -> None:
    """In the first stage nothing exceeds the bound, and success grows from stage to stage."""
    for who in ("child", "elderly"):
        first, *_, last = searched(scenario, who).stages  # type: ignore[arg-type]
        assert first.even < first.success <= first.bound
        assert first.success < last.success < 1


def test_the_check_sees_what_is_wrong(scenario: Scenario) -> None:
    """A stretch taken twice and a false chance of success are told."""
    stages, *rest = numbers(searched(scenario))
    false = [replace(stages[0], success=stages[0].success + 0.01), *stages[1:]]
    assert any("success" in text for text in broken(false, *rest))
    unit_number, *step = stages[0].steps[0]
    twice = [replace(stages[0], steps=[*stages[0].steps, (1 - unit_number, *step)]), *stages[1:]]  # type: ignore[arg-type]
    assert any("taken_twice" in text for text in broken(twice, *rest))


def test_who_is_busy_searches_later_and_who_is_at_a_visit_does_not(scenario: Scenario) -> None:
    """A busy car sets out when it is free."""
    busy = unit("busy", "cars", 125, 125, status="busy", until=AT + dt.timedelta(minutes=10))
    result = searched(scenario, units=[busy, unit("visit", "cars", 0, 125, status="visit")])
    assert [one.standing.unit.id for one in result.units] == ["busy"]
    assert min(step.set_out_s for step in result.stages[0].steps) == 600


def test_the_file_holds_no_person(scenario: Scenario) -> None:
    """Only places, times and figures stand in the JSON."""
    text = features(searched(scenario), scenario.streets)
    assert {feature["properties"]["kind"] for feature in text["features"]} >= {"seen", "street", "place"}
    officers = {word for officer in scenario.officers for word in (officer.id, officer.name)}
    assert not any(f'"{name}"' in str(text) or f"'{name}'" in str(text) for name in officers)


def test_what_cannot_be_is_refused(scenario: Scenario) -> None:
    """Seen after now, far from every street, and distances that do not ascend."""
    plan = Plan(station="small", created=AT, seed=1, timezone="Asia/Shanghai", start=AT, end=AT + dt.timedelta(days=1))
    with pytest.raises(NotFound, match="search_seen_wrong"):
        search(plan, scenario, UNITS, AT, lost(HOME, AT + dt.timedelta(minutes=1), "child"))
    with pytest.raises(NotFound, match="search_off_street"):
        search(plan, scenario, UNITS, AT, lost((10.0, 10.0), AT, "child"))
    with pytest.raises(NotFound, match="search_distances_wrong"):
        lost(HOME, AT, "child", quartiles_km=(1.0, 0.5, 2.0, 3.0))
    for wrong in (float("nan"), float("inf")):
        with pytest.raises(NotFound, match="search_distances_wrong"):
            lost(HOME, AT, "child", quartiles_km=(1.0, 2.0, 3.0, wrong))


def numbers(result: Search) -> tuple[list[SearchedStage], list[list[bool]], list[list[float]], list[float]]:
    """Give a search as the check takes it; there are no drones here."""
    stages, ago_s = [], seconds_between(result.lost.seen, result.at)
    for stage in result.stages:
        begin_s, end_s = (seconds_between(result.at, moment) for moment in (stage.begin, stage.end))
        stages.append(
            SearchedStage(
                begin_s=begin_s,
                end_s=end_s,
                steps=[(step.unit, step.stretch, step.set_out_s, step.begin_s, step.end_s) for step in stage.steps],
                chance=chances(result.ground, result.lost.kind, ago_s + (begin_s + end_s) / 2).tolist(),
                above=[0.0] * result.ground.size,
                success=stage.success,
            )
        )
    units = result.units
    return stages, [u.may.tolist() for u in units], [u.pass_s.tolist() for u in units], [u.thorough for u in units]
