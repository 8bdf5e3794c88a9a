"""`planner repair --away` and `--more`: who changes is told, and the repaired plan passes its check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.domain.repair import RosterChange
from planner.sources.plan_folder import read_plan, scenario_of

AT = "2026-11-23T12:00"


def patrolling(folder: Path, date: str) -> str:
    """Give somebody who goes out on a date after the repair."""
    return next(
        row.officer for row in read_plan(folder).roster if f"{row.start:%m-%d}" == date and row.duty == "patrol"
    )


def test_an_absence_is_repaired(planner_cli, plan_folder: Path, tmp_path: Path) -> None:
    """The absent officer has a leave and no shift; every changed date is told; the check passes."""
    who, out = patrolling(plan_folder, "11-25"), tmp_path / "out"
    dates = ("--from", "2026-11-24", "--to", "2026-11-26")
    result = planner_cli("repair", plan_folder, "--at", AT, "--away", who, *dates, "--out", out)
    plan = read_plan(out)
    assert result.exit_code == (1 if plan.required_unmet else 0), result.output
    cells = json.loads((out / "changes.json").read_text("utf-8"))["cells"]
    changes = [RosterChange.model_validate_json(json.dumps(cell)) for cell in cells]
    assert any(change.officer == who and change.reason == "officer_away" for change in changes)
    assert len([line for line in result.stdout.splitlines() if "(" in line]) >= len(changes)
    gone = {f"{row.start:%m-%d}" for row in plan.roster if row.officer == who}
    assert not gone & {"11-24", "11-25", "11-26"}
    assert plan.notices[-1].code == "officer_away"
    assert scenario_of(plan, out) is not None
    assert planner_cli("check", out).exit_code == 0


def test_more_are_found_and_a_repaired_plan_is_repaired(planner_cli, plan_folder: Path, tmp_path: Path) -> None:
    """More officers are on duty then than before, and the plan can be changed once more."""
    out = tmp_path / "out"
    need = ("--start", "2026-11-25T09:00", "--end", "2026-11-25T17:00", "--count", 1)
    result = planner_cli("repair", plan_folder, "--at", AT, "--more", "community", *need, "--out", out, lang="zh")
    assert result.exit_code in {0, 1}, result.output

    def there(folder: Path) -> int:
        rows = read_plan(folder).roster
        return sum(row.duty == "community" and f"{row.start:%m-%d}" == "11-25" for row in rows)

    assert there(out) == there(plan_folder) + 1
    who = patrolling(out, "11-26")
    again = planner_cli("repair", out, "--at", AT, "--away", who, "--from", "2026-11-26", "--out", out)
    assert again.exit_code in {0, 1}, again.output
    assert planner_cli("check", out).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--away", "nobody", "--from", "2026-11-24"), "no officer nobody"),
        (("--away", "P01", "--from", "soon"), "not two dates"),
        (("--away", "P01", "--from", "2026-11-26", "--to", "2026-11-24"), "not two dates"),
        (("--away", "P01", "--from", "2027-01-01"), "nothing of the roster left"),
        (("--more", "cooking", "--from", "2026-11-24T10:00", "--to", "2026-11-24T12:00"), "no duty cooking"),
        (("--more", "patrol", "--from", "2026-11-24T10:00", "--to", "2026-11-24T09:00"), "no time is left"),
        (("--more", "patrol", "--away", "P01", "--from", "2026-11-24"), "name one of"),
        (("--away", "P01", "--from", "2026-11-24", "--offer", "gold"), "people, cells"),
        (("--away", "P01", "--from", "2026-11-24", "--kind", "tired"), "sick"),
    ],
)
def test_what_cannot_be_done_is_refused(
    planner_cli, plan_folder: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    """With exit code 2, one sentence, and nothing written."""
    result = planner_cli("repair", plan_folder, "--at", AT, *arguments, "--out", tmp_path / "none")
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert not (tmp_path / "none").exists()
