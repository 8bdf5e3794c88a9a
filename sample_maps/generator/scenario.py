"""Scenario files: a template whose marks are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.ground import XY


def pair(at: XY) -> str:
    """Write a position [deg] to about a metre."""
    return f"[{at[0]:.5f}, {at[1]:.5f}]"


def table(kind: str, key: str, name: str, at: XY, *more: str) -> str:
    """Write one table with a position."""
    lines = [f"[[{kind}]]", f'id = "{key}"', f'name = "{name}"', f"location = {pair(at)}", *more]
    return "\n".join(lines)


def filled(template: Path, marks: Mapping[str, str]) -> str:
    """Give a template with every mark replaced."""
    text = template.read_text(encoding="utf-8")
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text
