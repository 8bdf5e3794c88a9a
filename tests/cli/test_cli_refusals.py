"""What the command line says when it cannot go on: one clear sentence, the right code, and nothing half-written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from planner.sources import scenario as reading

Run = Callable[..., Result]
Change = Callable[[dict[str, Any]], object]


def refused(result: Result, says: str) -> None:
    """Assert that a command was refused with exit code 2, in words and without a traceback."""
    assert result.exit_code == 2, result.output
    assert says in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_out_that_is_a_file(planner_cli: Run, station_folder: Path, tmp_path: Path, inside: str) -> None:
    """A folder that cannot be made is told before anything is solved."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    refused(planner_cli("plan", station_folder, "--out", tmp_path / "file" / inside), "nothing can be written here")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_full_disk(planner_cli: Run, plan_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that finds no room leaves the one before as it was."""
    shutil.copytree(plan_folder, tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    write = Path.write_text

    def full(path: Path, *arguments: Any, **named: Any) -> int:
        if path.name == "plan.json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, *arguments, **named)

    monkeypatch.setattr(Path, "write_text", full)
    scenario = plan_folder / "scenario"
    result = planner_cli("plan", scenario, "--out", tmp_path / "out", "--only", "roster", "--time-limit", 2)
    refused(result, "No space left on device")
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_a_refused_scenario_leaves_no_folder(planner_cli: Run, tmp_path: Path) -> None:
    """What was not there before is not there after."""
    refused(planner_cli("plan", tmp_path / "none", "--out", tmp_path / "out"), "there is no scenario here")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")
def test_stopping_while_the_scenario_is_read(
    planner_cli: Run, station_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C before there is anything to keep ends with 130 and writes nothing."""
    read = reading.read_scenario

    def interrupted(*arguments: Any, **named: Any) -> object:
        os.kill(os.getpid(), signal.SIGINT)
        return read(*arguments, **named)

    monkeypatch.setattr(reading, "read_scenario", interrupted)
    result = planner_cli("plan", station_folder, "--out", tmp_path / "out")
    assert result.exit_code == 130
    assert "nothing was written" in result.stderr
    assert not (tmp_path / "out").exists()


TAMPERED: dict[str, Change] = {
    "unknown tier": lambda plan: plan["units"][0].update(tier="cavalry"),
    "unknown force": lambda plan: plan["units"][0].update(force="cavalry"),
    "flight without a path": lambda plan: plan["flights"][0].update(path=[]),
    "flight of one point": lambda plan: plan["flights"][0].update(path=plan["flights"][0]["path"][:1]),
    "route without a path": lambda plan: plan["routes"][0].update(path=[]),
    "dock of nobody": lambda plan: plan["flights"][0].update(dock="none"),
    "a name that steers the terminal": lambda plan: plan["routes"][0].update(unit="\x1b[31m\nunit"),
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_a_tampered_plan_is_held_against_the_rules(
    planner_cli: Run, plan_folder: Path, tmp_path: Path, change: Change
) -> None:
    """A plan that somebody changed lists what is wrong with it, one a line, and never fails in the check itself."""
    result = planner_cli("check", tampered(plan_folder, tmp_path, change))
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert "\x1b" not in result.stdout
    assert all(len(line) > 20 for line in result.stdout.splitlines())


def test_a_shortage_that_does_not_say_when_it_ends(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """Codes and figures that this version does not know are read as far as they can be."""
    unmet = {
        "kind": "cover",
        "id": "patrol",
        "when": "2026-11-23T07:00:00+08:00",
        "reason": "{x}",
        "fix": {"code": "y"},
    }
    folder = tampered(plan_folder, tmp_path, lambda plan: plan["required_unmet"].append(unmet))
    assert planner_cli("check", folder).exit_code == 0
    assert planner_cli("map", folder, "--out", tmp_path / "map.html").exit_code == 0


UNREADABLE: dict[str, tuple[Change, str]] = {
    "another version": (lambda plan: plan.update(format="patrol-plan/9", novelty=1), "patrol-plan/9"),
    "a time without offset": (lambda plan: plan["units"][0].update(shift_start="2026-11-23T07:00:00"), "shift_start"),
    "an unknown zone": (lambda plan: plan.update(timezone="Mars/Phobos"), "timezone"),
    "a place off the globe": (lambda plan: plan["routes"][0]["path"][0].__setitem__(0, 1e9), "path"),
    "a folder elsewhere": (lambda plan: plan["scenario"].update(path="../scenario"), "../scenario"),
    "another hash": (lambda plan: plan["scenario"].update(sha256="0" * 64), "is not the one"),
}


@pytest.mark.parametrize(("change", "says"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_plan_is_refused(
    planner_cli: Run, plan_folder: Path, tmp_path: Path, change: Change, says: str
) -> None:
    """A file that cannot be a plan of this version is refused with the place of the mistake."""
    refused(planner_cli("check", tampered(plan_folder, tmp_path, change)), says)


def tampered(plan_folder: Path, tmp_path: Path, change: Change) -> Path:
    """Copy a plan folder and change its plan."""
    folder = tmp_path / "计划 copy"
    shutil.copytree(plan_folder, folder)
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    change(plan)
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    return folder


def test_a_terminal_without_chinese(plan_folder: Path) -> None:
    """Where the encoding has no Chinese the answer still comes, with marks in its place."""
    command = [sys.executable, "-m", "planner", "--lang", "zh", "dispatch", str(plan_folder)]
    command += ["--at", "2026-11-23T10:15", "--to", "114.0225,22.5325"]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"cars-1123" in done.stdout


def test_times_of_dispatch_are_on_the_clock_of_the_station(planner_cli: Run, plan_folder: Path) -> None:
    """A call given in UTC is answered in the times that officers read."""
    result = planner_cli("dispatch", plan_folder, "--at", "2026-11-23T02:15Z", "--to", "114.0225,22.5325")
    assert "10:1" in result.stdout
    refused(planner_cli("dispatch", plan_folder, "--at", "2026-11-23T10:15", "--to", "10,10"), "nearest street")
