"""Tables are read in the encodings and forms that offices have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from faulty_station import codes_of, name_file
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.sources.scenario import read_scenario
from planner.sources.values import join_list, leaves, moment, split_list, windows

OFFICERS = "id,name,rank,squad,skills,grid,duties,weekly_hours,leave\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_delimiters(station: Path, encoding: str, delimiter: str, end: str) -> None:
    """A table is read the same in every encoding, with every delimiter and line end."""
    text = "ID, Name ,Squad\nP1,张三,一组\nP2,李四,\n\nP3,王五,二组\n"
    text = text.replace(",", delimiter).replace("\n", end)
    (station / "officers.csv").write_bytes(text.encode(encoding))
    officers = read_scenario(station).officers
    assert [(officer.id, officer.name, officer.squad) for officer in officers] == [
        ("P1", "张三", "一组"),
        ("P2", "李四", ""),
        ("P3", "王五", "二组"),
    ]


def test_workbook_of_officers_and_incidents(station: Path) -> None:
    """XLSX gives whole numbers as ids, dates as dates and times as times."""
    with xlsxwriter.Workbook(station / "officers.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "name", "weekly_hours", "leave", "phone"])
        sheet.write_row(1, 0, ["P1", "张三", 40, None, 13800000000])
        sheet.write_row(2, 0, [1002, "李四"])
        sheet.write_datetime(2, 3, dt.date(2026, 11, 25), book.add_format({"num_format": "yyyy-mm-dd"}))
    with xlsxwriter.Workbook(station / "incidents.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["time", "lon", "lat", "kind"])
        sheet.write_datetime(
            1, 0, dt.datetime.fromisoformat("2026-10-01T08:30"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )
        sheet.write_row(1, 1, [114.05, 22.54, "盗窃"])
    name_file(station, "officers", "officers.xlsx")
    name_file(station, "incidents", "incidents.xlsx")
    scenario = read_scenario(station)
    assert [(officer.id, officer.weekly_hours) for officer in scenario.officers] == [("P1", 40), ("1002", 44)]
    assert scenario.officers[1].leave[0].start == dt.date(2026, 11, 25)
    assert scenario.incidents[0].time.isoformat() == "2026-10-01T08:30:00+08:00"
    assert "13800000000" not in scenario.model_dump_json()


def test_places_as_a_table(station: Path) -> None:
    """Places may be a table with lon and lat, with opening hours in one cell."""
    (station / "places.csv").write_text(
        "id,name,kind,lon,lat,crowd,hours\n"
        'A,商场,mall,114.048,22.538,3000,"mon-fri 10:00-22:00; sat,sun 09:00-26:00"\n',
        "utf-8",
    )
    name_file(station, "places", "places.csv")
    place = read_scenario(station).places[0]
    assert place.location == (114.048, 22.538)
    assert place.crowd == 3000
    assert place.hours[1].days == ("sat", "sun")
    assert place.hours[1].end == 26 * 60


def test_very_large_sheet_is_not_unpacked(station: Path) -> None:
    """A sheet with one cell far away is refused before room for all the cells between is made."""
    with xlsxwriter.Workbook(station / "officers.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write(1_048_575, 16_383, "far")
    name_file(station, "officers", "officers.xlsx")
    assert "sheet_too_large" in codes_of(station)


def test_password_protected_workbook(station: Path) -> None:
    """A workbook with a password is an OLE file and no archive; it is refused as unreadable."""
    (station / "officers.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    name_file(station, "officers", "officers.xlsx")
    assert "workbook_unreadable" in codes_of(station)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=4))
def test_lists_in_a_cell_come_back(values: list[str]) -> None:
    """What is written into a cell as a list is read back as it was."""
    assert split_list(join_list(tuple(values))) == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-01 08:30", "2026-10-01T08:30:00"),
        ("2026/1/2 8:05", "2026-01-02T08:05:00"),
        ("2026.1.2 08:05:59", "2026-01-02T08:05:59"),
        ("2026-10-01T08:30:00Z", "2026-10-01T08:30:00+00:00"),
        ("2026-10-01T08:30:00.250+08:00", "2026-10-01T08:30:00.250000+08:00"),
        ("2026-10-01", None),
        ("2026-02-30 08:30", None),
        ("08:30", None),
        ("45931.35", None),
        ("٢٠٢٦-10-01 08:30", None),
    ],
)
def test_moments(text: str, expected: str | None) -> None:
    """A moment is a date with a time, in the ways that offices write it; anything else is none."""
    found = moment(text)
    assert (found.isoformat() if found else None) == expected


def test_windows_in_a_cell() -> None:
    """Days of windows may be listed, may span, may run over Sunday, and may be left out."""
    assert windows("08:00-18:00") == [{"start": "08:00", "end": "18:00"}]
    assert windows("sat-mon 8:00 - 18:00") == [{"start": "8:00", "end": "18:00", "days": ["sat", "sun", "mon"]}]
    assert windows("Mon,wed-thu 20:00-26:00;") == [{"start": "20:00", "end": "26:00", "days": ["mon", "wed", "thu"]}]
    assert windows("now and then") == ["now and then"]


def test_leave_in_a_cell() -> None:
    """Leave is a span of days or one day."""
    assert leaves("2026-11-23..2026-11-25; 2026/11/8") == [
        {"start": "2026-11-23", "end": "2026-11-25"},
        {"start": "2026-11-08", "end": "2026-11-08"},
    ]
