"""The weather table: read from English and Chinese headings, without gaps, and written back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from faulty_station import edit, faults_of

from planner.sources import read_scenario, write_scenario

HEAD = "start,wind_mps,wind_from_deg,gust_mps,rain,temperature_c"


def hours(first: dt.datetime, count: int, left_out: tuple[int, ...] = ()) -> list[str]:
    """Give the rows of so many hours."""
    starts = [first + dt.timedelta(hours=n) for n in range(count) if n not in left_out]
    return [f"{start:%Y-%m-%d %H:%M},4.5,270,8,1,3.5" for start in starts]


def with_weather(station: Path, text: str, name: str = "weather.csv") -> Path:
    """Put a table beside the manifest and name it there."""
    (station / name).write_text(text, "utf-8")
    edit(station, "[files]\n", f'[files]\nweather = "{name}"\n')
    return station


def whole(station: Path) -> tuple[dt.datetime, int]:
    """Give when the first planning day of the station begins, and the hours of its horizon."""
    scenario = read_scenario(station)
    begins = dt.datetime.combine(scenario.roster.start, dt.time()) + dt.timedelta(minutes=scenario.day_start_min)
    return begins, 24 * scenario.roster.days


def test_every_hour_is_read_on_the_stations_clock(station: Path) -> None:
    """Figures stand in the noun as the table has them, and times have the station's offset."""
    first, count = whole(station)
    weather = read_scenario(with_weather(station, "\n".join([HEAD, *hours(first, count)]))).weather
    assert len(weather) == count
    assert weather[0].start == first.replace(tzinfo=dt.timezone(dt.timedelta(hours=8)))
    one = weather[7]
    assert (one.wind_mps, one.wind_from_deg, one.gust_mps, one.rain, one.temperature_c) == (4.5, 270, 8, 1, 3.5)


def test_chinese_headings_and_words(station: Path) -> None:
    """A forecast with Chinese headings, units in brackets and words for the rain is the same table."""
    first, count = whole(station)
    rows = [row.replace(",1,3.5", ",中雨,3.5") for row in hours(first, count)]
    text = "\n".join(["时间,风速（m/s）,风向,阵风,降雨,气温(℃)", *rows])
    one = read_scenario(with_weather(station, text)).weather[0]
    assert (one.wind_mps, one.wind_from_deg, one.gust_mps, one.rain, one.temperature_c) == (4.5, 270, 8, 2, 3.5)


def test_a_workbook_is_read_too(station: Path) -> None:
    """Dates of a workbook's own kind are moments."""
    first, count = whole(station)
    with xlsxwriter.Workbook(station / "weather.xlsx") as book:
        sheet, moment = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["time", "wind"])
        for number in range(count):
            sheet.write_datetime(number + 1, 0, first + dt.timedelta(hours=number), moment)
            sheet.write_number(number + 1, 1, 3)
    edit(station, "[files]\n", '[files]\nweather = "weather.xlsx"\n')
    weather = read_scenario(station).weather
    assert len(weather) == count
    assert weather[-1].wind_mps == 3


def test_weather_is_written_and_read_back(station: Path, tmp_path: Path) -> None:
    """A copy of the scenario holds the same weather."""
    first, count = whole(station)
    scenario = read_scenario(with_weather(station, "\n".join([HEAD, *hours(first, count)])))
    write_scenario(scenario, tmp_path / "copy")
    assert read_scenario(tmp_path / "copy").weather == scenario.weather


@pytest.mark.parametrize(
    ("left_out", "start_h", "end_h"), [((5, 6), 5, 7), ((0,), 0, 1), (tuple(range(24 * 7 - 3, 24 * 7)), -3, 0)]
)
def test_a_gap_is_told_from_when_to_when(station: Path, left_out: tuple[int, ...], start_h: int, end_h: int) -> None:
    """Hours that are left out are one fault each time, with their start and end."""
    first, count = whole(station)
    late = [n + count - 24 * 7 for n in left_out] if start_h < 0 else left_out
    (fault,) = faults_of(with_weather(station, "\n".join([HEAD, *hours(first, count, tuple(late))])))
    bounds = [first + dt.timedelta(hours=h + (count if h < 0 or start_h < 0 else 0)) for h in (start_h, end_h)]
    assert fault.code == "weather_missing"
    assert [fault.params["start"], fault.params["end"]] == [f"{moment:%Y-%m-%d %H:%M}" for moment in bounds]


def test_rows_go_forward(station: Path) -> None:
    """Two rows of one time, and a row before the one above it, are told with their line."""
    first, count = whole(station)
    rows = hours(first, count)
    rows[3], rows[4] = rows[4], rows[3]
    found = faults_of(with_weather(station, "\n".join([HEAD, *rows])))
    assert [(fault.code, fault.place) for fault in found] == [("weather_unsorted", "line 6: start")]


@pytest.mark.parametrize(
    ("heading", "row", "code", "place"),
    [
        (HEAD, "yesterday,1,0,0,0,5", "time_unreadable", "line 2: start"),
        (HEAD, "9999-12-31 23:30,1,0,0,0,5", "time_unreadable", "line 2: start"),
        (HEAD, "2026-11-23 07:00,80,0,0,0,5", "value_out_of_range", "line 2: wind_mps"),
        (HEAD, "2026-11-23 07:00,gale,0,0,0,5", "not_a_number", "line 2: wind_mps"),
        (HEAD, "2026-11-23 07:00,1,400,0,0,5", "value_out_of_range", "line 2: wind_from_deg"),
        (HEAD, "2026-11-23 07:00,1,0,0,7,5", "value_out_of_range", "line 2: rain"),
        (HEAD, "2026-11-23 07:00,1,0,0,1.5,5", "not_a_whole_number", "line 2: rain"),
        (HEAD, "2026-11-23 07:00,1,0,0,0,300", "value_out_of_range", "line 2: temperature_c"),
        (HEAD, "2026-11-23 07:00,,0,0,0,5", "key_missing", "line 2"),
        ("time,wind (km/h)", "2026-11-23 07:00,9", "column_missing", "line 1"),
        (HEAD, "", "no_records", ""),
    ],
)
def test_one_fault_names_the_place(station: Path, heading: str, row: str, code: str, place: str) -> None:
    """What is wrong in a row is told with its line and column."""
    found = faults_of(with_weather(station, f"{heading}\n{row}\n"))
    assert [(fault.code, fault.place) for fault in found if fault.file == "weather.csv"] == [(code, place)]
