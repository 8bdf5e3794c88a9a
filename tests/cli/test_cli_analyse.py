"""`planner analyse`: what it prints, writes and leaves with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_a_week_is_analysed(planner_cli: Run, station_folder: Path, tmp_path: Path) -> None:
    """A summary is printed, and the page, the workbook and the JSON are written."""
    out = tmp_path / "week"
    result = planner_cli("analyse", station_folder, "--out", out)
    assert result.exit_code == 0, result.output
    assert "interval does may still be within chance" in " ".join(result.output.split())
    assert "Calls of the week" in result.output
    assert "By grid" in result.output
    assert "\N{REPLACEMENT CHARACTER}" not in result.output
    assert sorted(file.name for file in out.iterdir()) == ["analysis.html", "analysis.json", "analysis.xlsx"]
    told = json.loads((out / "analysis.json").read_text(encoding="utf-8"))
    assert (told["format"], told["period"], told["now"]["days"]) == ("patrol-analysis/1", "week", 7)


def test_a_month_is_analysed_in_chinese(planner_cli: Run, station_folder: Path) -> None:
    """Without a folder only the summary is given."""
    result = planner_cli("analyse", station_folder, "--period", "month", "--until", "2026-11-15", lang="zh")
    assert result.exit_code == 0, result.output
    assert "警情月研判" in result.output
    assert "2026-11-01 至 2026-11-15" in result.output


def test_what_is_wrong_is_refused_with_2(planner_cli: Run, station_folder: Path, tmp_path: Path) -> None:
    """A period that there is not, a date without calls, a folder that cannot be made."""
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    for arguments, told in (
        (("--period", "year"), "day, week and month"),
        (("--until", "2020-01-01"), "2020-01-01 is not among these days"),
        (("--out", file / "folder"), "nothing can be written here"),
    ):
        result = planner_cli("analyse", station_folder, *arguments)
        assert result.exit_code == 2, result.output
        assert told in " ".join(result.output.split())
