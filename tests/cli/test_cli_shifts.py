"""`planner shifts`: what it prints and writes, and what it refuses."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from planner.domain.force import Shift

Run = Callable[..., Result]


def test_shifts_of_a_duty_are_printed_and_written(planner_cli: Run, station_folder: Path, tmp_path: Path) -> None:
    """The file holds `[[shifts]]` of the duty that a scenario can take."""
    out = tmp_path / "shifts.toml"
    result = planner_cli("shifts", station_folder, "--duty", "patrol", "--out", out, "--time-limit", "20")
    assert result.exit_code == 0, result.output
    written = [Shift.model_validate(row) for row in tomllib.loads(out.read_text(encoding="utf-8"))["shifts"]]
    assert written
    assert all(shift.duties == ("patrol",) and shift.code in result.output for shift in written)
    assert "Officers there and wanted" in result.output


def test_texts_are_chinese_where_asked(planner_cli: Run, station_folder: Path) -> None:
    """Headings and figures are told in Chinese."""
    result = planner_cli("shifts", station_folder, "--duty", "patrol", "--time-limit", "20", lang="zh")
    assert result.exit_code == 0
    assert "班次" in result.output
    assert "周一" in result.output


def test_a_duty_that_is_not_there_is_refused(planner_cli: Run, station_folder: Path) -> None:
    """The duties that there are are named."""
    result = planner_cli("shifts", station_folder, "--duty", "nobody")
    assert result.exit_code == 2
    assert "there is no duty nobody" in result.output
    assert "patrol" in result.output


def test_a_scenario_without_designs_is_told_what_to_add(planner_cli: Run, station_folder: Path) -> None:
    """Without `[[roster.design]]` and without --duty there is nothing to do."""
    result = planner_cli("shifts", station_folder)
    assert result.exit_code == 2
    assert "[[roster.design]]" in result.output
