"""`planner evaluate`: what it prints, writes and leaves with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import Result

from planner.cli.evaluation_report import by_clock, sparkline
from planner.sources.plan_folder import read_plan

Run = Callable[..., Result]


def test_hours_are_drawn_as_bars() -> None:
    """Nought is the lowest bar, the top the highest, what cannot be told a gap; beyond the top stays at the top."""
    assert sparkline([0, 50, 100, float("nan"), 120], 100) == "▁▅█ █"
    assert sparkline([0.0, 0.0], 0.0) == "▁▁"


def test_hours_of_several_days_are_averaged_by_the_clock() -> None:
    """The second day joins the first; an hour that cannot be told on one day is that of the other."""
    values = np.arange(48, dtype=float)
    values[3] = np.nan
    found = by_clock(values)
    assert len(found) == 24
    assert (found[0], found[3]) == (12.0, 27.0)
    assert len(by_clock(np.ones(5))) == 5


def test_all_of_a_plan_is_told(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """Figures, hours, grids, units and notices are printed, and stand in the file as the plan has them."""
    file = tmp_path / "figures.json"
    result = planner_cli("evaluate", plan_folder, "--json", file)
    assert result.exit_code == 0, result.output
    for words in ("How long nobody is there", "Hour by hour, from 07:00", "Visible presence by grid and hour"):
        assert words in result.output
    record, plan = json.loads(file.read_text(encoding="utf-8")), read_plan(plan_folder)
    assert record["format"] == "patrol-evaluation/1"
    assert record["figures"] == pytest.approx(plan.metrics)
    assert len(record["hours"]) == 24
    share = [hour["demand_within_5_min_pct"] for hour in record["hours"]]
    weight = [hour["calls"] for hour in record["hours"]]
    told = [(pct, calls) for pct, calls in zip(share, weight, strict=True) if pct is not None]
    assert np.average([pct for pct, _ in told], weights=[calls for _, calls in told]) == pytest.approx(
        plan.metrics["demand_within_5_min_pct"], abs=0.01
    )
    seen = [np.mean(grid["seen_pct"]) for grid in record["grids"].values()]
    assert np.mean(seen) == pytest.approx(plan.metrics["grid_seen_pct"], abs=0.01)
    assert {row["unit"] for row in record["without_unit"]} == {unit.id for unit in plan.units}
    codes = [notice["code"] for notice in record["notices"]]
    assert codes == [notice.code for notice in plan.notices if notice.code in codes]
    assert codes


def test_it_speaks_chinese_in_a_narrow_terminal(
    planner_cli: Run, plan_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table of presence comes in parts that fit, each with all grids."""
    monkeypatch.setattr("planner.cli.page.PIPED_WIDTH", 64)
    result = planner_cli("evaluate", plan_folder, lang="zh")
    assert result.exit_code == 0, result.output
    table = result.stdout.split("各警格逐小时见警率")[1].split("各警格巡逻分钟")[0]
    assert table.count("全辖区") == 2
    assert " 07 " in table
    assert " 06 " in table


def test_a_plan_that_is_not_there_is_refused(planner_cli: Run, tmp_path: Path, plan_folder: Path) -> None:
    """It leaves with 2 and says which file, as it does when the figures cannot be written."""
    assert planner_cli("evaluate", tmp_path).exit_code == 2
    result = planner_cli("evaluate", plan_folder, "--json", tmp_path / "no" / "figures.json")
    assert result.exit_code == 2
    assert "cannot be written" in result.output
