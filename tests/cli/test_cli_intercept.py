"""`planner intercept` and live positions of `planner dispatch`: tables, GeoJSON, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]
AT = ("--at", "2026-11-23T10:15")
PLACE = ("--from", "114.0225,22.5325")


def positions(folder: Path) -> Path:
    """Write cars round the place of the flight."""
    offsets = [(0.003, 0), (-0.003, 0), (0, 0.003), (0, -0.003), (0.004, 0.003), (-0.004, -0.003)]
    units = [
        {"unit": f"live-{number}", "force": "cars", "lon": 114.0225 + east, "lat": 22.5325 + north}
        for number, (east, north) in enumerate(offsets * 3)
    ]
    file = folder / "positions.json"
    file.write_text(json.dumps({"format": "patrol-positions/1", "units": units}), encoding="utf-8")
    return file


def test_a_cordon_is_told_and_written(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """The exit code says whether they are shut in; the GeoJSON holds a point for each closed or open junction."""
    out = tmp_path / "cordon.geojson"
    asked = (
        "--minutes-ago",
        "0.2",
        "--within",
        "4",
        "--speed",
        "5",
        "--leave-ground",
        "--positions",
        positions(tmp_path),
    )
    result = planner_cli("intercept", plan_folder, *AT, *PLACE, *asked, "--out", out)
    assert result.exit_code in {0, 1}, result.output
    written = json.loads(out.read_text(encoding="utf-8"))
    kinds = [feature["properties"]["kind"] for feature in written["features"]]
    assert written["shut"] == (result.exit_code == 0)
    assert ("open" not in kinds) == written["shut"]
    assert kinds.count("closed") == len(
        {f["properties"]["unit"] for f in written["features"] if "unit" in f["properties"]}
    )
    for feature in written["features"]:
        if feature["properties"]["kind"] == "closed" and feature["properties"]["latest"]:
            assert feature["properties"]["arrive"] <= feature["properties"]["latest"]


def test_what_is_wrong_is_said(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """A far place, a mode that there is not, and a missing file."""
    far = ("--from", "10,10", "--minutes-ago", "1")
    assert planner_cli("intercept", plan_folder, *AT, *far).exit_code == 2
    assert planner_cli("intercept", plan_folder, *AT, *PLACE, "--minutes-ago", "1", "--mode", "boat").exit_code == 2
    gone = ("--positions", tmp_path / "gone.json")
    assert planner_cli("dispatch", plan_folder, *AT, "--to", "114.0225,22.5325", *gone).exit_code == 2


def test_places_have_names(planner_cli: Run, plan_folder: Path) -> None:
    """An unknown name is refused with the nearest ones, and those are understood."""
    unknown = planner_cli("intercept", plan_folder, *AT, "--from", "nowhere at all", "--minutes-ago", "1")
    assert unknown.exit_code == 2
    assert "nowhere at all" in unknown.output
    assert "the nearest: " in unknown.output
    near = unknown.output.split("the nearest: ")[1].split(",")[0].split(")")[0].replace("\n", " ").strip()
    assert planner_cli("dispatch", plan_folder, *AT, "--to", near).exit_code == 0


def test_live_positions_answer_a_call(planner_cli: Run, plan_folder: Path, tmp_path: Path) -> None:
    """Units of the file are listed in the place of those of the plan."""
    result = planner_cli("dispatch", plan_folder, *AT, "--to", "114.0225,22.5325", "--positions", positions(tmp_path))
    assert result.exit_code == 0
    assert "live-" in result.output
