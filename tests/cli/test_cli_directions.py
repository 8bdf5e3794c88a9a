"""`planner export --format directions`: with the scenario beside the plan, without it, and with another one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import small_station
from driven_plan import driven_plan
from typer.testing import Result

from planner.sources.plan_folder import PlanFolder

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a plan with its scenario."""
    with PlanFolder(tmp_path / "out") as written:
        written.keep(driven_plan(), small_station.station(), "")
    return tmp_path / "out"


def test_directions_come_from_the_copy_of_the_scenario(planner_cli: Run, folder: Path, tmp_path: Path) -> None:
    """The way is told in the language of the command line; one unit can be had alone."""
    out = tmp_path / "sheet.html"
    result = planner_cli("export", folder, "--format", "directions", "--unit", "car-1", "--out", out, lang="zh")
    assert result.exit_code == 0, result.output
    assert "右转进入东西一路" in out.read_text(encoding="utf-8")


def test_without_the_copy(planner_cli: Run, folder: Path, tmp_path: Path) -> None:
    """Stops and times are still there, and what is missing is said."""
    shutil.rmtree(folder / "scenario")
    out = tmp_path / "sheet.html"
    assert planner_cli("export", folder, "--format", "directions", "--out", out).exit_code == 0
    assert "There are no directions" in out.read_text(encoding="utf-8")


def test_another_scenario_is_refused(planner_cli: Run, folder: Path, tmp_path: Path) -> None:
    """Directions on streets that the plan was not made for would send people wrong."""
    manifest = folder / "scenario" / "scenario.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    result = planner_cli("export", folder, "--format", "directions", "--out", tmp_path / "sheet.html")
    assert result.exit_code == 2
    assert "not the one that the plan was made from" in result.stderr
    assert not (tmp_path / "sheet.html").exists()
