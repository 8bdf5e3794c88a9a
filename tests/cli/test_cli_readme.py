"""What the READMEs tell people to type is what there is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from planner.cli import language_and_rest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = sorted(
    {
        line.split("#")[0].strip()
        for page in ROOT.glob("README*.md")
        for line in re.findall(r"^planner .*$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
)


def test_there_are_commands() -> None:
    """Both READMEs show how to plan, check, export, dispatch and serve."""
    assert {shlex.split(line)[1] for line in COMMANDS} >= {"check", "dispatch", "export", "plan", "serve"}


@pytest.mark.parametrize("line", COMMANDS)
def test_every_option_shown_exists(line: str, planner_cli: Callable[..., Result]) -> None:
    """The command is there, and its help names every option that the README gives it."""
    _, rest = language_and_rest(shlex.split(line)[1:])
    command = rest[:2] if rest[0] == "grids" else rest[:1]
    shown = planner_cli(*command, "--help")
    assert shown.exit_code == 0
    assert [word for word in rest if word.startswith("--") and word not in shown.stdout] == []


@pytest.mark.parametrize("target", ["plan", "test", "serve", "schemas", "samples", "catalogue", "lock"])
def test_every_make_target_is_there(target: str) -> None:
    """`make` knows the targets that the pages name."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
