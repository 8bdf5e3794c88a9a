"""The command line: exit codes, what is written, what is said, in both languages."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from planner.cli import language_and_rest
from planner.domain.violation import Violation
from planner.evaluation import check as evaluation_check

Run = Callable[..., Result]
TIANAN = Path(__file__).resolve().parents[2] / "sample_maps" / "tianan"


def test_plan_writes_a_whole_folder(plan_folder: Path) -> None:
    """A plan that passes its check leaves plan.json, the map and the scenario, and nothing else."""
    assert {path.name for path in plan_folder.iterdir()} == {"plan.json", "map.html", "scenario"}
    written = json.loads((plan_folder / "plan.json").read_text(encoding="utf-8"))
    assert written["format"] == "patrol-plan/1"
    assert written["required_unmet"] == []
    assert written["scenario"]["path"] == "scenario"


def test_summary_is_readable(planner_cli: Run, station_folder: Path, tmp_path: Path) -> None:
    """The summary names the station, the shifts, the patrols and the rounds."""
    result = planner_cli("plan", station_folder, "--out", tmp_path / "out", "--time-limit", 20)
    assert result.exit_code == 0
    for part in ("小站", "Officers on duty by shift", "Patrols", "Drone rounds", "Everything required is met."):
        assert part in result.stdout


def test_summary_in_chinese(planner_cli: Run, station_folder: Path, tmp_path: Path) -> None:
    """With --lang zh no English sentence is left in the summary."""
    result = planner_cli("plan", station_folder, "--out", tmp_path / "out", "--time-limit", 20, lang="zh")
    assert "规划" in result.stdout
    for part in ("Officers on duty", "Patrols", "Everything required", "Written"):
        assert part not in result.stdout


def test_check_passes_and_fails(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """A plan passes; the same plan with a faster car does not, and each violation is one line."""
    assert planner_cli("check", plan_folder).exit_code == 0
    assert planner_cli("check", plan_folder / "plan.json").exit_code == 0
    broken = json.loads((plan_folder / "plan.json").read_text(encoding="utf-8"))
    broken["routes"][0]["length_m"] += 5000
    shutil.copytree(plan_folder, tmp_path / "broken")
    (tmp_path / "broken" / "plan.json").write_text(json.dumps(broken), encoding="utf-8")
    result = planner_cli("check", tmp_path / "broken")
    assert result.exit_code == 1
    assert len(result.stdout.strip().splitlines()) == 1
    assert "states" in result.stdout


def test_check_without_scenario_says_what_it_could_not_test(
    planner_cli: Run, plan_folder: Path, tmp_path: Path
) -> None:
    """A plan file alone is checked as far as it goes."""
    shutil.copy(plan_folder / "plan.json", tmp_path / "plan.json")
    result = planner_cli("check", tmp_path / "plan.json")
    assert result.exit_code == 0
    assert "could not be tested" in result.stderr
    assert planner_cli("check", tmp_path / "plan.json", "--scenario", plan_folder / "scenario").exit_code == 0


def test_a_changed_scenario_is_noticed(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """A copy of the scenario that somebody changed is not silently taken for the plan's own."""
    shutil.copytree(plan_folder, tmp_path / "out")
    with (tmp_path / "out" / "scenario" / "scenario.toml").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    result = planner_cli("check", tmp_path / "out")
    assert result.exit_code == 2
    assert "not the one" in result.stderr


def test_the_copy_of_the_scenario_plans_again(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """The copy is self-contained: it can be planned elsewhere."""
    shutil.copytree(plan_folder / "scenario", tmp_path / "elsewhere")
    result = planner_cli(
        "plan", tmp_path / "elsewhere", "--out", tmp_path / "out", "--only", "roster", "--time-limit", 3
    )
    assert result.exit_code == 0, result.output


def test_refused_input_writes_nothing(planner_cli: Run, station_folder: Path, tmp_path: Path) -> None:
    """Two faults in one folder are both named, and neither folder nor file appears."""
    shutil.copytree(station_folder, tmp_path / "bad")
    manifest = tmp_path / "bad" / "scenario.toml"
    text = manifest.read_text(encoding="utf-8").replace(
        'format = "patrol-scenario/1"', 'format = "patrol-scenario/1"\nnonsense = 1'
    )
    manifest.write_text(text.replace("weekly", "weekly"), encoding="utf-8")
    (tmp_path / "bad" / "grids.geojson").unlink()
    result = planner_cli("plan", tmp_path / "bad", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "nonsense" in result.stderr
    assert "grids.geojson" in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


def test_a_day_outside_the_horizon_is_refused(planner_cli: Run, station_folder: Path, tmp_path: Path) -> None:
    """Routes are planned for days that have a roster."""
    result = planner_cli("plan", station_folder, "--out", tmp_path / "out", "--start", "2027-01-01")
    assert result.exit_code == 2
    assert "2026-11-23" in result.stderr
    assert not (tmp_path / "out").exists()


def test_unmet_is_one_and_the_plan_is_written(planner_cli: Run, station_folder: Path, tmp_path: Path) -> None:
    """Officers who are missing are no bad input: the plan is written, and says what would mend it."""
    shutil.copytree(station_folder, tmp_path / "few")
    table = tmp_path / "few" / "officers.csv"
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    table.write_text(
        "\n".join([lines[0], *(line for line in lines[1:] if not line.startswith("P0"))]), encoding="utf-8"
    )
    result = planner_cli("plan", tmp_path / "few", "--out", tmp_path / "out", "--only", "roster", "--time-limit", 4)
    assert result.exit_code == 1, result.output
    unmet = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))["required_unmet"]
    assert {item["kind"] for item in unmet} == {"cover"}
    assert "what would mend it" in result.stdout
    assert planner_cli("check", tmp_path / "out").exit_code == 0


def test_a_plan_that_fails_its_check_is_set_aside(
    planner_cli: Run, plan_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect of ours never becomes a plan, and an earlier plan stays."""
    shutil.copytree(plan_folder, tmp_path / "out")
    before = (tmp_path / "out" / "plan.json").read_bytes()
    report = evaluation_check.CheckReport(violations=(Violation(code="two_routes", params={"unit": "x"}),))
    monkeypatch.setattr(evaluation_check, "check", lambda *_: report)
    result = planner_cli(
        "plan", plan_folder / "scenario", "--out", tmp_path / "out", "--only", "roster", "--time-limit", 2
    )
    assert result.exit_code == 3
    assert (tmp_path / "out" / "plan.json").read_bytes() == before
    assert (tmp_path / "out" / "plan.refused.json").exists()


@pytest.mark.parametrize("format_id", ["geojson", "gpx", "kml", "csv", "roster-csv", "json"])
def test_export(planner_cli: Run, plan_folder: Path, tmp_path: Path, format_id: str) -> None:
    """Each format named in the list is written."""
    assert format_id in planner_cli("export", plan_folder, "--format", "list").stdout
    assert planner_cli("export", plan_folder, "--format", format_id, "--out", tmp_path / "file").exit_code == 0
    assert (tmp_path / "file").stat().st_size > 100


def test_export_refuses_what_it_does_not_know(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """An unknown format, unit or file is said in one line."""
    for arguments in (("--format", "doc"), ("--format", "gpx", "--unit", "nobody")):
        result = planner_cli("export", plan_folder, *arguments)
        assert result.exit_code == 2
        assert len(result.stderr.strip().splitlines()) == 1
    assert planner_cli("export", tmp_path / "none", "--format", "gpx").exit_code == 2


def test_map_alone(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """The map of a plan is the one that was written with it."""
    assert planner_cli("map", plan_folder, "--out", tmp_path / "map.html").exit_code == 0
    assert (tmp_path / "map.html").read_bytes() == (plan_folder / "map.html").read_bytes()


def test_dispatch(planner_cli: Run, plan_folder: Path) -> None:
    """The quickest unit is named with its time and its streets; outside the plan nobody is."""
    place = ("--to", "114.0225,22.5325")
    result = planner_cli("dispatch", plan_folder, "--at", "2026-11-23T10:15", *place)
    assert result.exit_code == 0
    assert "cars-1123" in result.stdout
    assert planner_cli("dispatch", plan_folder, "--at", "2026-12-23T10:15", *place).exit_code == 1
    for bad in (
        ("--at", "noon", *place),
        ("--at", "2026-11-23T10:15", "--to", "22.5"),
        ("--at", "2026-11-23T10:15", "--to", "200,22"),
    ):
        assert planner_cli("dispatch", plan_folder, *bad).exit_code == 2


def test_help_names_every_command(planner_cli: Run) -> None:
    """The help of the whole and of each command is there, in both languages."""
    for lang in ("en", "zh"):
        text = planner_cli("--help", lang=lang).stdout
        for command in ("plan", "check", "export", "map", "dispatch", "serve"):
            assert command in text
            assert planner_cli(command, "--help", lang=lang).exit_code == 0
    assert "场景" in planner_cli("--help", lang="zh").stdout
    assert planner_cli("--version").stdout.startswith("patrol-planner ")


def test_serve_refuses_other_addresses(planner_cli: Run) -> None:
    """Until there are accounts the application listens to this computer only, and says why."""
    result = planner_cli("serve", "--host", "0.0.0.0")  # noqa: S104 - it is refused
    assert result.exit_code == 2
    assert "account" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")
def test_stopping_keeps_the_best(tmp_path: Path) -> None:
    """Ctrl-C while the roster of the sample station is sought writes the best so far, marked as stopped early."""
    arguments = ["--lang", "en", "plan", str(TIANAN), "--out", str(tmp_path / "out"), "--time-limit", "500"]
    command = [sys.executable, "-m", "planner", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        for line in run.stderr:
            if line.rstrip().endswith("roster"):
                break
        time.sleep(4.0)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=120)
    assert run.returncode == 130
    written = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))
    assert written["cancelled"] is True
    assert {stage: report["status"] for stage, report in written["solver"].items()} == {
        "roster": "cancelled",
        "routes": "cancelled",
        "flights": "cancelled",
    }


def test_start_is_quick() -> None:
    """Importing the package loads none of the heavy libraries."""
    heavy = ("numpy", "ortools", "pydantic", "shapely", "folium")
    code = f"import planner, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "language", "rest"),
    [
        (["--lang", "zh", "plan", "s"], "zh", ["plan", "s"]),
        (["plan", "s", "--lang", "zh"], "zh", ["plan", "s"]),
        (["plan", "s", "--lang=en", "--days", "2"], "en", ["plan", "s", "--days", "2"]),
        (["--lang", "fr", "plan"], "en", ["--lang", "fr", "plan"]),
        (["--lang"], "en", ["--lang"]),
        (["plan", "s"], "en", ["plan", "s"]),
    ],
)
def test_the_language_may_stand_anywhere(
    arguments: list[str], language: str, rest: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before or after the command; one that there is not is refused later, not swallowed."""
    monkeypatch.setenv("LC_ALL", "C")
    assert language_and_rest(arguments) == (language, rest)
