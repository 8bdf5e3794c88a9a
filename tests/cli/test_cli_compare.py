"""`planner compare`: what it prints, writes and leaves with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_a_plan_does_not_differ_from_itself(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """Nothing is better or worse; both files are written."""
    page, figures = tmp_path / "compare.html", tmp_path / "compare.json"
    result = planner_cli("compare", plan_folder, plan_folder, "--out", page, "--json", figures)
    assert result.exit_code == 0, result.output
    assert "better in 0 figures and worse in 0" in result.output
    assert "No figure differs." in result.output
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    record = json.loads(figures.read_text(encoding="utf-8"))
    assert record["format"] == "patrol-comparison/1"
    assert record["figures"]["demand_within_5_min_pct"]["difference"] == 0
    assert "simulation" not in record


def test_all_figures_and_the_simulation_in_chinese(planner_cli: Run, plan_folder: Path) -> None:
    """Every figure is listed when all are asked for, and the same calls come to both."""
    asked = ("--all", "--simulate", "--replications", 4)
    result = planner_cli("compare", plan_folder, plan_folder, *asked, lang="zh")
    assert result.exit_code == 0, result.output
    assert "始终未巡到的街道长度占比" in result.output
    assert "每份规划运行 4 次" in result.output
    assert "更好" not in result.output.split("项相同")[1]


def test_what_is_wrong_is_refused_with_2(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """A plan that is not there, a policy that is not known, a page that cannot be written."""
    for arguments, told in (
        ((plan_folder, tmp_path), "plan.json"),
        ((plan_folder, plan_folder, "--simulate", "--policy", "fastest"), "the policies are nearest"),
        ((plan_folder, plan_folder, "--out", tmp_path / "no" / "page.html"), "cannot be written"),
    ):
        result = planner_cli("compare", *arguments)
        assert result.exit_code == 2, result.output
        assert told in result.output
