"""Spoil the good station in one way, and read what is found wrong with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.errors import Fault, InputRefused
from planner.sources.scenario import read_scenario

DATA = Path(__file__).parent / "data"
GOOD = DATA / "good_station"
FAULTY = DATA / "faults"


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """Read a scenario that must be refused; any other exception fails the test."""
    with pytest.raises(InputRefused) as refused:
        read_scenario(folder)
    return refused.value.faults


def codes_of(folder: Path) -> set[str]:
    """Give the codes of a refused scenario."""
    return {fault.code for fault in faults_of(folder)}


def name_file(station: Path, key: str, name: str) -> None:
    """Let the manifest name another file under a key of [files]."""
    text = (station / "scenario.toml").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"{key} = ") and "." in line and '"' in line)
    edit(station, line, f'{key} = "{name}"')


def put_file(station: Path, key: str, name: str) -> None:
    """Let the manifest name one of the faulty files."""
    shutil.copy(FAULTY / name, station / name)
    name_file(station, key, name)


def edit(station: Path, old: str, new: str) -> None:
    """Replace text in the manifest that is there just once."""
    path = station / "scenario.toml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")
