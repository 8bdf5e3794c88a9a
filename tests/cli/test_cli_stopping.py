"""Ctrl-C while the program is being loaded ends it quietly."""

from __future__ import annotations

import pytest

from planner import cli
from planner.cli import app


def test_ctrl_c_while_loading_ends_with_130_and_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback: the exit code of a program that Ctrl-C has ended."""

    def stopped(_language: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "build", stopped)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "")
