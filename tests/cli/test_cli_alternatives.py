"""`planner plan --alternatives`: what is written beside the plan, and what is said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def several(planner_cli: Run, station_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Plan the small station with two alternatives, as quickly as can be."""
    out = tmp_path_factory.mktemp("several") / "out"
    result = planner_cli("plan", station_folder, "--out", out, "--time-limit", 8, "--alternatives", 2)
    assert result.exit_code == 0, result.output
    return out, result


def test_alternatives_stand_beside_the_plan(planner_cli: Run, several: tuple[Path, Result]) -> None:
    """Each is a plan that passes the check with the scenario of the folder around it; one of them is the plan."""
    out, _ = several
    files = sorted((out / "alternatives").iterdir())
    assert [file.name for file in files] == ["plan_1.json", "plan_2.json"]
    for file in files:
        checked = planner_cli("check", file)
        assert checked.exit_code == 0
        assert "could not be tested" not in checked.stderr
    drawn, *others = (json.loads(file.read_text(encoding="utf-8"))["routes"] for file in (out / "plan.json", *files))
    assert drawn in others
    assert others[0] != others[1]


def test_the_summary_tells_of_them(several: tuple[Path, Result]) -> None:
    """It says which plan was drawn, how unlike they are, and where they stand."""
    output = several[1].stdout
    for part in ("of 2 that are nearly as good as the best was drawn", "bits of entropy", "alternatives"):
        assert part in " ".join(output.split())


def test_a_plan_without_alternatives_takes_them_away(
    planner_cli: Run, several: tuple[Path, Result], station_folder: Path, tmp_path: Path
) -> None:
    """Alternatives of an earlier plan do not stand beside a new one; what else lies in their folder stays."""
    out = tmp_path / "out"
    shutil.copytree(several[0], out)
    (out / "alternatives" / "notes.txt").write_text("mine", encoding="utf-8")
    again = planner_cli("plan", station_folder, "--out", out, "--time-limit", 3, "--only", "flights")
    assert again.exit_code in {0, 1}
    assert [file.name for file in (out / "alternatives").iterdir()] == ["notes.txt"]
    (out / "alternatives" / "notes.txt").unlink()
    shutil.copytree(several[0] / "alternatives", out / "alternatives", dirs_exist_ok=True)
    assert planner_cli("plan", station_folder, "--out", out, "--time-limit", 3, "--only", "flights").exit_code in {0, 1}
    assert not (out / "alternatives").exists()
