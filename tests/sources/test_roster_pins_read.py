"""Pins of the roster and contract hours: what is refused without planning, and what can stand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from faulty_station import edit, faults_of
from roster_station import OFFICERS, roster_station

from planner.domain.rostering import Rotation
from planner.i18n.faults import fault_text
from planner.sources import read_scenario

ROTATION = '[[roster.rotations]]\nname = "R"\n'
PIN = "[[roster.pins]]\nofficer = "


def pinned(*pins: tuple[str, str, str]) -> str:
    """Write pins of officer, date and shift."""
    return "\n".join(f'{PIN}"{who}"\ndate = 2026-11-{day}\nshift = "{shift}"' for who, day, shift in pins)


@pytest.mark.parametrize(
    ("pins", "rule", "code"),
    [
        ([("P3", "23", "D"), ("P3", "23", "off")], "", "roster_pin_twice"),
        ([("P3", "23", "N"), ("P3", "24", "D")], "", "roster_pins_too_close"),
        ([("P3", "23", "D"), ("P3", "24", "D")], "rest_after_long = { from_h = 12 }", "roster_pin_on_free_date"),
        (
            [("P3", "23", "D"), ("P3", "24", "N")],
            'successions = { on = true, pairs = [["D", "N"]] }',
            "roster_pins_succession",
        ),
        (
            [("P3", "23", "D"), ("P3", "24", "D"), ("P3", "25", "D")],
            "work_run = { longest = 2 }",
            "roster_pins_run_too_long",
        ),
    ],
)
def test_pins_against_each_other(station: Path, pins: list[tuple[str, str, str]], rule: str, code: str) -> None:
    """Pins that cannot stand together are refused, the later one in words that name both."""
    rules = f"[roster.rules]\n{rule}\n" if rule else ""
    (fault,) = faults_of(roster_station(station, rules + pinned(*pins)))
    assert fault.code == code
    assert "P3" in fault_text(fault, "zh")


@pytest.mark.parametrize(
    ("pins", "rule"),
    [
        ([("P3", "23", "N"), ("P3", "24", "D")], "rest = { weight = 5 }"),
        ([("P3", "23", "N"), ("P3", "24", "D")], "rest = { on = false }"),
        ([("P3", "23", "N"), ("P3", "24", "N")], "rest = { hours = 12 }"),
        ([("P3", "23", "D"), ("P3", "25", "D")], "rest_after_long = { from_h = 12 }"),
        ([("P3", "23", "D"), ("P3", "24", "D"), ("P3", "26", "D")], "work_run = { longest = 2 }"),
        ([("P1", "26", "off"), ("P1", "28", "D")], ""),
    ],
)
def test_pins_that_can_stand(station: Path, pins: list[tuple[str, str, str]], rule: str) -> None:
    """Exactly kept rules, rules with a price and rules that are off refuse no pins."""
    rules = f"[roster.rules]\n{rule}\n" if rule else ""
    assert len(read_scenario(roster_station(station, rules + pinned(*pins))).roster.pins) == len(pins)


def test_pins_on_duties_skills_and_calendars(station: Path) -> None:
    """A pin says which duty is closed to the officer, which skill is missing, or that the shift is not worked then."""
    edit(station, 'duties = ["patrol"]\n', 'duties = ["patrol"]\ncalendar = "rest_days"\n')
    text = (station / "scenario.toml").read_text("utf-8")
    more = '[[duties]]\ncode = "desk"\nname = "d"\nskills = ["phone"]\ncover = []\n\n'
    more += '[[shifts]]\ncode = "K"\nname = "k"\nwindow = { start = "08:00", end = "16:00" }\nduties = ["desk"]\n\n'
    (station / "scenario.toml").write_text(text.replace("[roster]\n", more + "[roster]\n"), "utf-8")
    pins = pinned(("P2", "24", "K"), ("P3", "24", "K"), ("P3", "26", "N"), ("P3", "28", "N"))
    faults = faults_of(roster_station(station, pins))
    assert [fault.code for fault in faults] == [
        "roster_pin_duty_closed",
        "roster_pin_skill_missing",
        "roster_pin_not_worked",
    ]


@pytest.mark.parametrize(("day", "shift", "told"), [("23", "N", "D"), ("24", "D", "off"), ("25", "N", "D")])
def test_a_pin_against_a_rotation_names_both(station: Path, day: str, shift: str, told: str) -> None:
    """The pattern is laid over the dates, again and again, each squad a step later."""
    lines = ROTATION + 'squads = ["二班", "一班"]\npattern = "D off"\n' + pinned(("P3", day, shift))
    (fault,) = faults_of(roster_station(station, lines))
    assert (fault.code, fault.params["allowed"]) == ("roster_pin_against_rotation", told)
    assert fault.params["rotation"] == "R"


def test_rotations_are_read(station: Path) -> None:
    """A rotation with its followers one step apart fits its pattern exactly; a pin on its shift stands."""
    lines = ROTATION + 'squads = ["一班", "二班"]\nstep_days = 1\npattern = "D 休"\n' + pinned(("P3", "24", "D"))
    rules = read_scenario(roster_station(station, lines)).roster
    assert rules.rotations == (Rotation(name="R", squads=("一班", "二班"), step_days=1, pattern="D 休"),)


@pytest.mark.parametrize(
    ("least", "leave", "possible"),
    [
        ("44.1", "", 44.0),
        ("44", "2026-11-23..2026-11-28", None),
        ("90", "2026-11-23..2026-11-28", 12.0),
        ("44", "", None),
    ],
)
def test_contract_hours_that_cannot_be_filled(station: Path, least: str, leave: str, possible: float | None) -> None:
    """Days of leave are taken off; what is left must fit the longest shift on each date and the hours of a week."""
    officers = OFFICERS + f"P5,钱七,,,,,,44,{leave},{least},\n"
    spoilt = roster_station(station, officers=officers)
    if possible is None:
        assert read_scenario(spoilt).officers[-1].least_weekly_hours == float(least)
        return
    (fault,) = faults_of(spoilt)
    assert (fault.code, fault.params["possible_h"]) == ("contract_hours_unreachable", possible)
    assert fault.place == "line 6 (id P5): least_weekly_hours"


@pytest.mark.parametrize(("start", "kept"), [("2026-10-24", True), ("2026-10-31", False)])
def test_rest_is_the_time_that_really_passes(station: Path, start: str, kept: bool) -> None:  # noqa: FBT001 - a case
    """In the night in which clocks go back there are 13 hours between 19:00 and 07:00, over a month's end 12."""
    edit(station, "Asia/Shanghai", "Europe/Helsinki")
    first, second = dt.date.fromisoformat(start), dt.date.fromisoformat(start) + dt.timedelta(1)
    pins = "\n".join(f'{PIN}"P3"\ndate = {date}\nshift = "D"' for date in (first, second))
    roster_station(station, f"[roster.rules]\nrest = {{ hours = 13 }}\n{pins}")
    edit(station, "start = 2026-11-23\n", f"start = {start}\n")
    if kept:
        assert len(read_scenario(station).roster.pins) == 2
    else:
        assert [fault.code for fault in faults_of(station)] == ["roster_pins_too_close"]


def test_leave_outside_the_horizon_is_no_fault(station: Path) -> None:
    """Leave before and after the horizon is read, and takes nothing off the contract hours."""
    officers = OFFICERS + "P5,钱七,,,,,,44,2026-10-01..2026-11-22;2026-11-30,44,\n"
    assert len(read_scenario(roster_station(station, officers=officers)).officers[-1].leave) == 2
