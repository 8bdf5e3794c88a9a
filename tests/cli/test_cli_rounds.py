"""Drone rounds as files from the command line."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from plans import small_plan
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Give a plan with one round, without its scenario."""
    path = tmp_path / "plan.json"
    path.write_text(small_plan().model_dump_json(), encoding="utf-8")
    return path


def test_one_round_and_all_rounds(planner_cli: Run, plan: Path, tmp_path: Path) -> None:
    """``--unit`` gives one round's file; without it there is an archive, which is told where the name hides it."""
    one, all_of_them, named_well = (tmp_path / name for name in ("one.plan", "all.plan", "all.zip"))
    done = planner_cli("export", plan, "--format", "qgc-plan", "--unit", "2026-11-23/1", "--out", one)
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(one.read_text(encoding="utf-8"))["fileType"] == "Plan"
    done = planner_cli("export", plan, "--format", "qgc-plan", "--out", all_of_them)
    assert done.exit_code == 0
    assert "ZIP" in done.stderr
    assert zipfile.ZipFile(all_of_them).read("2026-11-23-round-001.plan") == one.read_bytes()
    assert planner_cli("export", plan, "--format", "qgc-plan", "--out", named_well).stderr == ""


def test_no_such_round_and_no_rounds_are_told(planner_cli: Run, plan: Path) -> None:
    """A round that is not there, and a plan without any, are refused in one line that says what there is."""
    refused = planner_cli("export", plan, "--format", "dji-kmz", "--unit", "7")
    assert refused.exit_code == 2
    assert "there is no drone round 7" in refused.stderr
    bare = small_plan().model_copy(update={"flights": ()})
    plan.write_text(bare.model_dump_json(), encoding="utf-8")
    for form in ("dji-kmz", "flight-filing"):
        refused = planner_cli("export", plan, "--format", form)
        assert refused.exit_code == 2
        assert "no drone rounds" in refused.stderr
