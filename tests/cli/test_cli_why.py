"""`planner why`: what it prints of a roster that can and of one that cannot be, and with what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import small_station
from typer.testing import Result

import planner
from planner.domain.force import Leave
from planner.domain.scenario import Scenario

Run = Callable[..., Result]


def written(folder: Path, scenario: Scenario) -> Path:
    """Write a scenario of three days."""
    rules = scenario.roster.model_copy(update={"days": 3})
    planner.write_scenario(scenario.model_copy(update={"roster": rules}), folder / "scenario")
    return folder / "scenario"


def without_patrol(scenario: Scenario) -> Scenario:
    """Send all who may patrol on leave on the first date."""
    leave = (Leave(start=scenario.roster.start, end=scenario.roster.start),)
    people = tuple(
        one.model_copy(update={"leave": leave}) if not one.duties or "patrol" in one.duties else one
        for one in scenario.officers
    )
    return scenario.model_copy(update={"officers": people})


@pytest.fixture(scope="module")
def possible(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small station, whose roster meets every minimum."""
    return written(tmp_path_factory.mktemp("possible"), small_station.station())


@pytest.fixture(scope="module")
def impossible(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small station on a date on which nobody is there to patrol."""
    return written(tmp_path_factory.mktemp("impossible"), without_patrol(small_station.station()))


def test_a_roster_that_can_be_leaves_with_0(planner_cli: Run, possible: Path) -> None:
    """Nothing is impossible, and the sentence says so."""
    result = planner_cli("why", possible, "--time-limit", "20")
    assert result.exit_code == 0, result.output
    assert "Everything required can be covered with every rule kept." in result.output
    assert "No roster can cover this" not in result.output


def test_what_cannot_be_is_told_with_dates_and_names(planner_cli: Run, impossible: Path) -> None:
    """The shortage comes first, then what cannot hold together, then what was tried; it leaves with 1."""
    result = planner_cli("why", impossible, "--time-limit", "20")
    assert result.exit_code == 1, result.output
    short, facts, tried = (
        result.output.index(text) for text in ("No roster can cover this:", "These cannot hold together", "Tried")
    )
    assert short < facts < tried
    first = small_station.station().roster.start.isoformat()
    assert f"patrol, {first} 07:00" in result.output[short:facts]
    assert "2 are needed, 0 can be there" in result.output[short:facts]
    assert f"on leave from {first} to {first}: " in result.output[facts:tried]
    name = next(one.name for one in small_station.station().officers if "patrol" in one.duties)
    assert f"the leave of {name} from {first} to {first} moved to other days" in result.output[tried:]


def test_what_cannot_be_is_told_in_chinese(planner_cli: Run, impossible: Path) -> None:
    """Every sentence is Chinese where that is asked for, and the exit code is the same."""
    result = planner_cli("why", impossible, "--time-limit", "20", lang="zh")
    assert result.exit_code == 1, result.output
    assert "以下缺口任何排班都无法补上：" in result.output
    assert "需要2人，能到岗的只有0人" in result.output
    assert "cannot hold together" not in result.output


def test_input_that_is_refused_leaves_with_2(planner_cli: Run, tmp_path: Path) -> None:
    """A folder without a scenario has no roster to look at."""
    result = planner_cli("why", tmp_path / "nowhere")
    assert result.exit_code == 2, result.output
    assert "there is no scenario here" in result.output
