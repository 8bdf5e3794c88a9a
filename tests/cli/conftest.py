"""The small station as a folder, and its plan made by the command line, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import small_station
from typer.testing import CliRunner, Result

import planner
from planner.cli.app import build


@pytest.fixture(scope="session")
def planner_cli() -> Callable[..., Result]:
    """Give a way to run the command line in this process."""

    def run(*arguments: object, lang: str = "en") -> Result:
        return CliRunner().invoke(build(lang), ["--lang", lang, *(str(argument) for argument in arguments)])

    return run


@pytest.fixture(scope="session")
def station_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small station as a scenario folder."""
    folder = tmp_path_factory.mktemp("small")
    planner.write_scenario(small_station.station(), folder / "scenario")
    return folder / "scenario"


@pytest.fixture(scope="session")
def plan_folder(
    station_folder: Path, tmp_path_factory: pytest.TempPathFactory, planner_cli: Callable[..., Result]
) -> Path:
    """Give the folder of a plan of the small station."""
    out = tmp_path_factory.mktemp("plan") / "out"
    result = planner_cli("plan", station_folder, "--out", out, "--time-limit", 20)
    assert result.exit_code == 0, result.output
    return out
