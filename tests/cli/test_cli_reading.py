"""A long reading shows its rows, and ends cleanly when it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from planner.cli.progress import Watch
from planner.domain.solving import Progress
from planner.i18n import Language

Run = Callable[..., Result]


@pytest.mark.parametrize(("language", "shown"), [("en", "1,234,567 rows"), ("zh", "1,234,567 行")])
def test_rows_are_shown(monkeypatch: pytest.MonkeyPatch, language: Language, shown: str) -> None:
    """The bar of the reading names the rows so far, and nothing once the table is read."""
    with Watch(language) as watch:
        told: list[str | None] = []
        monkeypatch.setattr(watch._bars, "update", lambda *_, completed, figures=None: told.append(figures))
        watch(Progress(stage="read", done=0.4, rows=1_234_567))
        watch(Progress(stage="read", done=0.5))
    assert told[:2] == [shown, ""]


@pytest.mark.parametrize("command", [("analyse",), ("plan", "--out", "out"), ("why",)])
def test_stopping_the_reading_writes_nothing(
    planner_cli: Run,
    station_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    """Ctrl-C while the scenario is read ends the command with 130, one sentence and no file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Watch, "__call__", lambda _, report: report.stage == "read" and report.done > 0)
    name, *options = command
    result = planner_cli(name, station_folder, *options)
    assert result.exit_code == 130
    assert "nothing was written" in result.stderr
    assert not (tmp_path / "out").exists()
