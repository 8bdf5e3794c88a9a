"""`planner repair`: what it writes, what it says, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.domain.repair import PlanChange
from planner.sources.plan_folder import read_plan, scenario_of

AT = "2026-11-23T17:07"


def late_unit(folder: Path) -> str:
    """Give a unit that is out then."""
    plan = read_plan(folder)
    return next(unit.id for unit in plan.units if f"{unit.shift_start:%H}" == "15")


def test_a_repair_is_written_and_passes_its_check(planner_cli, plan_folder: Path, tmp_path: Path) -> None:
    """Plan, scenario, map and changes stand in the folder, and every change is told in a line."""
    out = tmp_path / "out"
    result = planner_cli("repair", plan_folder, "--at", AT, "--lose", late_unit(plan_folder), "--out", out)
    plan = read_plan(out)
    assert result.exit_code == (1 if plan.required_unmet else 0), result.output
    changes = json.loads((out / "changes.json").read_text("utf-8"))["changes"]
    assert changes
    assert [PlanChange.model_validate_json(json.dumps(change)).kind for change in changes]
    assert len([line for line in result.stdout.splitlines() if "(" in line]) >= len(changes)
    assert (out / "map.html").exists()
    assert scenario_of(plan, out) is not None
    assert planner_cli("check", out).exit_code == 0


def test_a_call_and_a_hot_spot(planner_cli, plan_folder: Path, tmp_path: Path) -> None:
    """Both are points of the repaired scenario; a repaired plan can be repaired, in its own folder too."""
    out = tmp_path / "out"
    place = ",".join(str(part) for part in read_plan(plan_folder).units[0].base)
    spot = ("--hot-spot", place, "--from", "2026-11-23T18:00", "--to", "2026-11-23T19:00")
    assert planner_cli("repair", plan_folder, "--at", AT, *spot, "--out", out).exit_code in {0, 1}
    call = ("--call", place, "--minutes", 20)
    assert planner_cli("repair", out, "--at", "2026-11-23T17:20", *call, "--out", out, lang="zh").exit_code in {0, 1}
    assert [notice.code for notice in read_plan(out).notices][-2:] == ["hot_spot_added", "call_taken"]
    assert planner_cli("check", out).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name one of"),
        (("--lose", "a", "--call", "114,22.5"), "name one of"),
        (("--lose", "nobody"), "no unit nobody"),
        (("--call", "here"), "not a place"),
        (("--call", "114.02,22.53", "--minutes", "500"), "480"),
        (("--hot-spot", "114.02,22.53", "--from", "soon", "--to", "later"), "not a time"),
    ],
)
def test_what_cannot_be_done_is_refused(
    planner_cli, plan_folder: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """With exit code 2, one sentence, and nothing written."""
    result = planner_cli("repair", plan_folder, "--at", AT, *arguments, "--out", tmp_path / "none")
    assert result.exit_code == 2
    assert words in result.output
    assert not (tmp_path / "none").exists()


def flying(folder: Path) -> tuple[str, str]:
    """Give a moment at which a drone is in the air, and its dock."""
    flight = read_plan(folder).flights[5]
    return f"{flight.takeoff:%Y-%m-%dT%H:%M}", flight.dock


def test_an_alert_and_a_dock_that_is_down(planner_cli, plan_folder: Path, tmp_path: Path) -> None:
    """Both are told flight by flight and written; --what-if writes nothing."""
    at, dock = flying(plan_folder)
    place = ",".join(str(part) for part in read_plan(plan_folder).units[0].base)
    down = ("--dock-down", f"{dock},{at},{at[:11]}23:00")
    asked = planner_cli("repair", plan_folder, "--at", at, *down, "--what-if")
    assert asked.exit_code in {0, 1}, asked.output
    assert "of the rounds to come must be missed" in asked.output
    out = tmp_path / "out"
    made = planner_cli("repair", plan_folder, "--at", at, *down, "--out", out, lang="zh")
    assert made.exit_code in {0, 1}, made.output
    assert json.loads((out / "changes.json").read_text("utf-8"))["flights"]
    assert planner_cli("repair", out, "--at", at, "--alert", place, "--minutes", 4, "--out", out).exit_code in {0, 1}
    assert {notice.code for notice in read_plan(out).notices} >= {"dock_down", "no_alternate", "drone_alert"}
    assert planner_cli("check", out).exit_code == 0
    listed = planner_cli("dispatch", plan_folder, "--at", at, "--to", place, "--stay", 4)
    assert dock in listed.stdout, listed.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--dock-down", "D1"), "DOCK,FROM,TO"),
        (("--dock-down", "D9,2026-11-23T18:00,2026-11-23T19:00"), "no drone dock D9"),
        (("--dock-down", "D1,2026-11-23T19:00,2026-11-23T18:00"), "ends at"),
        (("--alert", "114.02,22.53", "--minutes", "200"), "up to 120 min"),
    ],
)
def test_drones_are_refused_in_one_sentence(
    planner_cli, plan_folder: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """With exit code 2 and nothing written."""
    result = planner_cli("repair", plan_folder, "--at", AT, *arguments, "--out", tmp_path / "none")
    assert result.exit_code == 2
    assert words in result.output
    assert not (tmp_path / "none").exists()
