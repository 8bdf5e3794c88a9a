"""Pins in scenario.toml: what is read, what is refused, and what the copy of a scenario holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from faulty_station import faults_of

from planner.domain.pin import Pin
from planner.i18n.faults import fault_text
from planner.sources import read_scenario, write_scenario


def pinned(station: Path, *pins: str) -> Path:
    """Add pins to the manifest."""
    path = station / "scenario.toml"
    text = path.read_text("utf-8") + "".join(f"\n[[pins]]\n{pin}\n" for pin in pins)
    path.write_text(text, "utf-8")
    return station


def some_place(station: Path) -> str:
    """Give the id of a place that patrols may stop at."""
    scenario = read_scenario(station)
    return next(item.id for items in (scenario.points, scenario.areas, scenario.places) for item in items)


def test_pins_are_read_and_written(station: Path, tmp_path: Path) -> None:
    """A pin with a moment and one with never come back from the copy as they were."""
    place = some_place(station)
    at = f'unit = "u"\nplace = "{place}"\nat = 2026-11-23T19:30:00+08:00\nstay_min = 15'
    never = f'unit = "u"\nplace = "{place}"\nnever = true'
    scenario = read_scenario(pinned(station, at, never))
    assert [pin.never for pin in scenario.pins] == [False, True]
    write_scenario(scenario, tmp_path / "copy")
    assert read_scenario(tmp_path / "copy").pins == scenario.pins


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('unit = "u"\nplace = "{place}"', "pin_without_time"),
        ('unit = "u"\nplace = "{place}"\nat = 2026-11-23T19:30:00+08:00\nnever = true', "pin_never_with_time"),
        ('unit = "u"\nplace = "{place}"\nstay_min = 5\nnever = true', "pin_never_with_time"),
        ('unit = "u"\nplace = "{place}"\nat = 2026-11-23T19:30:00', "moment_unreadable"),
        ('unit = "u"\nplace = "{place}"\nat = 2026-11-23', "moment_unreadable"),
        ('unit = "u"\nplace = "{place}"\nat = "tonight"', "moment_unreadable"),
        ('unit = "u"\nplace = "{place}"\nat = 5', "moment_unreadable"),
        ('unit = "u"\nplace = "{place}"\nat = "1066-10-14T09:00:00+00:00"', "moment_unreadable"),
        ('unit = "u"\nplace = "nowhere"\nat = 2026-11-23T19:30:00+08:00', "reference_unknown"),
        ('unit = "u"\nplace = "{place}"\nat = 2026-11-23T19:30:00+08:00\nstay_min = 0', "value_out_of_range"),
        ('place = "{place}"\nnever = true', "key_missing"),
    ],
)
def test_a_pin_with_a_mistake_is_refused(station: Path, text: str, code: str) -> None:
    """One fault names the pin, the reason and what would be right."""
    (fault,) = faults_of(pinned(station, text.format(place=some_place(station))))
    assert fault.code == code
    assert fault.file == "scenario.toml"
    assert "[[pins]] 1" in fault.place
    assert "{" not in fault_text(fault, "en") + fault_text(fault, "zh")


def test_never_needs_no_moment() -> None:
    """A pin with never holds at all times."""
    assert Pin(unit="u", place="p", never=True).at is None
