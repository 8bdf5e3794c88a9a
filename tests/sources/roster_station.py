"""The good station with more in its roster, for tests that spoil it."""

from __future__ import annotations

from pathlib import Path

from faulty_station import edit

OFFICERS = """id,name,rank,squad,skills,grid,duties,weekly_hours,leave,least_weekly_hours,service
P1,张三,民警,一班,driving,G1,,44,2026-11-26..2026-11-27,,
P2,李四,辅警,一班,,,patrol,44,,,
P3,王五,民警,二班,,,,44,,,
P4,赵六,保安队员,二班,,,,44,,,义警
"""


def roster_station(station: Path, rules: str = "", officers: str = OFFICERS) -> Path:
    """Give four officers in two squads, and add lines behind the roster's horizon in the manifest."""
    (station / "officers.csv").write_text(officers, "utf-8")
    edit(station, "start = 2026-11-23\ndays = 7\n", f"start = 2026-11-23\ndays = 7\n{rules}\n")
    return station


def roster_file(station: Path, key: str, text: str) -> Path:
    """Add a table to the station and name it in [files]."""
    (station / f"{key}.csv").write_text(text, "utf-8")
    edit(station, "[files]\n", f'[files]\n{key} = "{key}.csv"\n')
    return station
