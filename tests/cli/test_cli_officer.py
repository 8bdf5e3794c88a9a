"""One officer's shifts from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plans import small_plan
from typer.testing import Result


def test_one_officer_s_calendar(planner_cli: Callable[..., Result], tmp_path: Path) -> None:
    """``--officer`` keeps one officer's shifts, and names who is not known."""
    plan, out = tmp_path / "plan.json", tmp_path / "o1.ics"
    plan.write_text(small_plan().model_dump_json(), encoding="utf-8")
    done = planner_cli("export", plan, "--format", "ical", "--officer", "O1", "--out", out)
    assert done.exit_code == 0
    assert out.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 3
    refused = planner_cli("export", plan, "--format", "ical", "--officer", "nobody")
    assert refused.exit_code == 2
    assert "nobody" in refused.stderr
