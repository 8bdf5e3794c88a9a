"""`planner simulate`: what it prints, writes and leaves with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_a_plan_is_simulated(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """Figures with intervals are printed, and all of them written."""
    out = tmp_path / "figures.json"
    result = planner_cli("simulate", plan_folder, "--replications", 20, "--seed", 4, "--json", out)
    assert result.exit_code == 0, result.output
    assert "20 runs of the plan" in result.output
    assert "response, median [min]" in result.output
    record = json.loads(out.read_text(encoding="utf-8"))
    assert (record["format"], record["seed"], record["replications"]) == ("patrol-simulation/1", 4, 20)
    value, low, high = record["figures"]["response_median_min"]
    assert low <= value <= high
    assert record["by_grid"]
    assert record["utilisation_by_unit_pct"]


def test_the_demand_can_be_taken_as_sure(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """By default its doubt is drawn too; the file says which of the two was done."""
    told = []
    for more in ((), ("--known-demand",)):
        out = tmp_path / f"figures{len(more)}.json"
        assert planner_cli("simulate", plan_folder, "--replications", 10, "--json", out, *more).exit_code == 0
        told.append(json.loads(out.read_text(encoding="utf-8")))
    assert [record["rates"] for record in told] == ["drawn", "mean"]
    assert told[0]["figures"]["calls_per_run"] != told[1]["figures"]["calls_per_run"]


def test_two_plans_are_compared_in_chinese(planner_cli: Run, plan_folder: Path) -> None:
    """A plan does not differ from itself."""
    result = planner_cli("simulate", plan_folder, "--replications", 5, "--against", plan_folder, lang="zh")
    assert result.exit_code == 0, result.output
    assert "两份规划，同一批警情" in result.output
    assert "显著" not in result.output
    assert "不分优劣" in result.output, "the verdict stands before the figures"
    assert "个百分点" in result.output


def test_plans_that_no_same_calls_come_to_are_refused(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """Another station, and other hours, before anything is simulated."""
    for change, told in (
        ({"station": "other"}, "of two stations"),
        ({"end": "2026-12-01T07:00:00+08:00"}, "do not begin"),
    ):
        other = tmp_path / next(iter(change))
        shutil.copytree(plan_folder, other)
        file = other / "plan.json"
        file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | change), encoding="utf-8")
        for asked in (("simulate", plan_folder, "--against", other), ("compare", plan_folder, other, "--simulate")):
            result = planner_cli(*asked)
            assert result.exit_code == 2, result.output
            assert told in result.output


def test_policies_are_listed(planner_cli: Run, plan_folder: Path) -> None:
    """By id, with what they do."""
    result = planner_cli("simulate", plan_folder, "--policy", "list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == ["nearest", "own-grid", "keep-cover"]


def test_what_is_wrong_is_refused_with_2(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """An unknown policy, an unknown tier, a plan that is not there, a file that cannot be written."""
    for arguments, told in (
        (("--policy", "fastest"), "the policies are nearest"),
        (("--tiers", "cavalry"), "the tiers are"),
        (("--against", tmp_path), "plan.json"),
        (("--replications", 1, "--json", tmp_path / "no" / "file.json"), "cannot be written"),
    ):
        result = planner_cli("simulate", plan_folder, *arguments)
        assert result.exit_code == 2, result.output
        assert told in result.output
