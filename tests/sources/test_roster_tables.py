"""Requests, past and published rosters, cell codes and dates: how they are read, refused and written again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from faulty_station import edit, faults_of
from roster_station import OFFICERS, roster_file, roster_station
from test_scenario_write import assert_same

from planner.domain.rostering import ShiftRequest
from planner.i18n.faults import fault_text
from planner.sources import read_scenario, scenario_hash, write_scenario

PLUS_8 = dt.timezone(dt.timedelta(hours=8))


def test_services_come_from_the_rank_or_their_own_column(station: Path) -> None:
    """An auxiliary is told by the rank; the column counts first; nobody is left without a service."""
    more = "P5,a,联防队员,,,,,,,,\nP6,b,,,,,,,,,guard\nP7,c,社区民警,,,,,,,,\n"
    officers = read_scenario(roster_station(station, officers=OFFICERS + more)).officers
    assert [officer.service for officer in officers] == [
        *("police", "auxiliary", "police", "volunteer"),
        *("joint_defence", "guard", "police"),
    ]
    (fault,) = faults_of(roster_again(station, OFFICERS + "P8,d,,,,,,,,,army\n"))
    assert (fault.code, fault.place) == ("value_not_allowed", "line 6 (id P8): service")


def roster_again(station: Path, officers: str) -> Path:
    """Put another table of officers in the place of the first one."""
    (station / "officers.csv").write_text(officers, "utf-8")
    return station


def test_requests_are_read_in_the_words_of_a_station(station: Path) -> None:
    """Wishes, shifts by code, name or cell code, days off, weights and slashed dates."""
    text = "officer,date,shift,wish,weight\nP1,2026-11-23,D,,\nP2,2026/11/24,夜班,不想上,5\n"
    text += "P3,2026-11-25,休,1,2\nP4,2026-11-26,早,wanted,3\nP4,2026-11-27,,0,\n"
    roster_file(roster_station(station, 'codes = { "早" = "D" }'), "requests", text)
    rows = [(x.officer, x.date.day, x.shift, x.wanted, x.weight) for x in read_scenario(station).requests]
    assert rows == [
        ("P1", 23, "D", True, 1),
        ("P2", 24, "N", False, 5),
        ("P3", 25, "off", True, 2),
        ("P4", 26, "D", True, 3),
        ("P4", 27, "", False, 1),
    ]


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ("P9,2026-11-23,D,,", "reference_unknown", "line 2: officer"),
        ("P1,2026-11-23,X,,", "reference_unknown", "line 2: shift"),
        ("P1,2026-11-30,D,,", "request_outside_horizon", "line 2: date"),
        ("P1,2026-11-31,D,,", "date_unreadable", "line 2: date"),
        ("P1,2026-11-23,D,maybe,", "wish_unreadable", "line 2: wish"),
        ("P1,2026-11-23,D,,0", "value_out_of_range", "line 2: weight"),
        ("P1,2026-11-23,D,,1.5", "not_a_whole_number", "line 2: weight"),
        (",2026-11-23,D,,", "key_missing", "line 2"),
    ],
)
def test_a_request_with_a_mistake_is_refused(station: Path, row: str, code: str, place: str) -> None:
    """One fault names the row and the column."""
    roster_file(roster_station(station), "requests", f"officer,date,shift,wish,weight\n{row}\n")
    (fault,) = faults_of(station)
    assert (fault.code, fault.file, fault.place) == (code, "requests.csv", place)
    assert "requests.csv" in fault_text(fault, "zh")


def test_a_misspelt_column_of_requests_is_told(station: Path) -> None:
    """The weight is not lost in silence."""
    roster_file(roster_station(station), "requests", "officer,date,wieght\nP1,2026-11-23,3\n")
    assert [(fault.code, fault.place) for fault in faults_of(station)] == [("unknown_key", "column wieght")]


def test_past_shifts_are_read_from_the_rosters_of_this_product(station: Path) -> None:
    """The moments with offset count before the clocks; a night over a month's end is one shift."""
    text = "day,start,end,shift,duty,officer,name,start_iso,end_iso\n"
    text += "x,2026-11-22 19:00:00,2026-11-23 07:00:00,N,patrol,P1,张三,"
    text += "2026-11-22T19:00:00+08:00,2026-11-23T07:00:00+08:00\n"
    text += "x,2026-10-31 19:00,2026-11-01 07:00,夜班,,P2,李四,,\n"
    roster_file(roster_station(station), "history", text)
    first, second = read_scenario(station).history
    assert (first.officer, first.shift, first.duty) == ("P1", "N", "patrol")
    assert second.start == dt.datetime(2026, 10, 31, 19, tzinfo=PLUS_8)
    assert second.end - second.start == dt.timedelta(hours=12)


def test_the_parts_of_a_split_shift_are_one(station: Path) -> None:
    """Two rows of one officer, date and split shift are one past shift; other shifts stay apart."""
    edit(station, 'duties = ["patrol"]\n', 'duties = ["patrol"]\nsecond = { start = "33:00", end = "35:00" }\n')
    text = "officer,shift,start,end\nP1,N,2026-11-19 19:00,2026-11-20 07:00\nP1,N,2026-11-19 23:00,2026-11-20 11:00\n"
    text = text.replace("2026-11-19 23:00", "2026-11-19 23:30") + "P2,D,2026-11-19 07:00,2026-11-19 11:00\n"
    roster_file(roster_station(station), "history", text)
    found = read_scenario(station).history
    assert [(past.officer, past.start.hour, past.end.hour) for past in found] == [("P1", 19, 11), ("P2", 7, 11)]


PAST = "officer,shift,start,end\n"


@pytest.mark.parametrize(
    ("key", "rows", "code", "place"),
    [
        ("history", "P1,D,2026-11-23 07:00,2026-11-23 19:00", "history_in_horizon", "line 2"),
        ("history", "P9,D,2026-11-22 07:00,2026-11-22 19:00", "reference_unknown", "line 2: officer"),
        ("history", "P1,X,2026-11-22 07:00,2026-11-22 19:00", "reference_unknown", "line 2: shift"),
        ("history", "P1,D,2026-11-22 07:00,2026-11-22 06:00", "past_shift_ends_before_start", "line 2: end"),
        ("history", "P1,D,yesterday,2026-11-22 06:00", "time_unreadable", "line 2: start"),
        ("history", "P1,D,2026-11-22 07:00,", "cell_empty", "line 2: end"),
        ("history", "P1,,2026-11-22 07:00,2026-11-22 19:00", "key_missing", "line 2"),
        (
            "history",
            "P1,D,2026-11-21 07:00,2026-11-21 19:00\nP1,N,2026-11-21 18:00,2026-11-22 06:00",
            "past_shifts_overlap",
            "line 3",
        ),
        ("published", "P1,X,2026-11-23 07:00,2026-11-23 19:00", "reference_unknown", "line 2: shift"),
    ],
)
def test_a_past_roster_with_a_mistake_is_refused(station: Path, key: str, rows: str, code: str, place: str) -> None:
    """One fault names the file, the row and the column."""
    roster_file(roster_station(station), key, PAST + rows + "\n")
    (fault,) = faults_of(station)
    assert (fault.code, fault.file, fault.place) == (code, f"{key}.csv", place)


def test_designed_shifts_may_be_unknown_later(station: Path) -> None:
    """Where a duty's shifts are designed, a past roster may hold others than the station's own."""
    roster_station(station, '[[roster.design]]\nduty = "patrol"')
    roster_file(station, "published", PAST + "P1,patrol-0730-8,2026-11-23 07:30,2026-11-23 15:30\n")
    assert read_scenario(station).published[0].shift == "patrol-0730-8"


def test_a_pin_too_close_to_the_history_names_its_row(station: Path) -> None:
    """A night before the horizon holds back a pinned day shift on its first date."""
    pin = '[[roster.pins]]\nofficer = "P1"\ndate = 2026-11-23\nshift = "D"'
    roster_file(roster_station(station, pin), "history", PAST + "P1,N,2026-11-22 19:00,2026-11-23 07:00\n")
    (fault,) = faults_of(station)
    assert (fault.code, fault.params["where"], fault.params["gap_h"]) == (
        "roster_pins_too_close",
        "history.csv: line 2",
        0.0,
    )


def test_a_refused_row_of_officers_is_no_unknown_name_of_a_sheet(station: Path) -> None:
    """Whose row is refused may still stand in the history; a name that nobody has is told once all rows are read."""
    sheet = "2026年11月班表,,,\n姓名,20,21,22\n王 六,D,D,D\n赵七,D,D,D\n"
    refused = OFFICERS + "P6,王六,,,,,,,,,army\n"
    roster_file(roster_station(station, officers=refused), "history", sheet)
    assert [fault.code for fault in faults_of(station)] == ["value_not_allowed"]
    roster_again(station, OFFICERS + "P6,王六,,,,,,,,,\n")
    (fault,) = faults_of(station)
    assert (fault.code, fault.place) == ("roster_name_unknown", "line 4")


def test_a_sheet_with_one_row_an_officer(station: Path) -> None:
    """A station's own sheet is read with the cell codes of the manifest and of a table of codes."""
    roster_file(roster_station(station, 'codes = { "早" = "D" }'), "codes", "code,shift\n夜,N\n歇,休\n")
    sheet = "2026年11月班表,,,\n姓名,20,21,22\n张 三,早,夜,歇\n李四,,早,早\n"
    roster_file(station, "history", sheet)
    scenario = read_scenario(station)
    found = [(past.officer, past.start.day, past.shift) for past in scenario.history]
    assert found == [("P1", 20, "D"), ("P1", 21, "N"), ("P2", 21, "D"), ("P2", 22, "D")]
    assert scenario.roster.codes == {"早": "D", "夜": "N", "歇": "off"}


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ("夜,X", "reference_unknown", "line 2: shift"),
        ("夜,", "cell_empty", "line 2: shift"),
        ("早,N", "code_twice", "line 2: code"),
    ],
)
def test_a_cell_code_with_a_mistake_is_refused(station: Path, row: str, code: str, place: str) -> None:
    """Also one that the manifest gives another meaning."""
    roster_file(roster_station(station, 'codes = { "早" = "D" }'), "codes", f"code,shift\n{row}\n")
    (fault,) = faults_of(station)
    assert (fault.code, fault.file, fault.place) == (code, "codes.csv", place)


def test_dates_of_the_station_are_read(station: Path) -> None:
    """Kinds may be written in Chinese."""
    text = "date,kind\n2026-11-28,上班\n2026/11/27,rest\n2026-11-26,法定\n"
    kinds = read_scenario(roster_file(roster_station(station), "calendar", text)).day_kinds
    assert kinds == {
        dt.date(2026, 11, 28): "workday",
        dt.date(2026, 11, 27): "rest",
        dt.date(2026, 11, 26): "holiday",
    }


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        ("2026-11-31,rest", "date_unreadable", "line 3: date"),
        (",rest", "date_unreadable", "line 3: date"),
        ("2026-11-27,party", "value_not_allowed", "line 3: kind"),
        ("2026-11-28,rest", "date_twice", "line 3: date"),
    ],
)
def test_a_date_with_a_mistake_is_refused(station: Path, row: str, code: str, place: str) -> None:
    """One fault names the row."""
    roster_file(roster_station(station), "calendar", f"date,kind\n2026-11-28,workday\n{row}\n")
    (fault,) = faults_of(station)
    assert (fault.code, fault.place) == (code, place)


def test_the_copy_holds_all_of_it(station: Path, tmp_path: Path) -> None:
    """Rules, rotations, pins, requests, rosters, codes and dates come back from the copy as they were read."""
    rules = """calendar = "cn"
codes = { "早" = "D" }
[roster.rules]
rest = { hours = 10, weight = 30 }
work_run = { shortest = 2, weight = 5 }
weekly_hours = { most_h = 40 }
successions = { on = true, pairs = [["N", "D"]] }
shift_counts = { on = true, most = { N = 3 } }
neighbours = { pairs = [["G1", "G2"]] }
squads_together = { squads = ["一班"] }
[roster.fairness]
nights = 0
[[roster.rotations]]
name = "R"
pattern = "D|N off *"
squads = ["一班"]
start = 2026-11-20
[[roster.design]]
duty = "patrol"
starts = [{ start = "06:00", end = "10:00" }]
[[roster.pins]]
officer = "P3"
date = 2026-11-25
shift = "off"
"""
    duty = "crew_size = 2\ncrew_police = 1\ncrew_skills = { driving = 1 }\ncounted_share = 0.5\nfair_turns = true\n"
    edit(station, "crew_size = 2\n", duty)
    edit(station, 'duties = ["patrol"]\n', 'duties = ["patrol"]\ncounted_h = 8\ncalendar = "workdays"\n')
    roster_station(station, rules)
    roster_file(station, "requests", "officer,date,shift,wish,weight\nP1,2026-11-23,off,,4\nP2,2026-11-24,,0,\n")
    roster_file(station, "history", PAST + "P1,D,2026-11-20 07:00,2026-11-20 19:00\n")
    roster_file(station, "published", PAST + "P3,N,2026-11-23 19:00,2026-11-24 07:00\n")
    roster_file(station, "calendar", "date,kind\n2026-11-28,上班\n")
    roster_file(station, "codes", "code,shift\n夜,N\n")
    scenario = read_scenario(station)
    digest = write_scenario(scenario, tmp_path / "copy")
    again = read_scenario(tmp_path / "copy")
    assert_same(scenario, again)
    assert again.requests[0] == ShiftRequest(officer="P1", date=dt.date(2026, 11, 23), shift="off", weight=4)
    assert (len(again.history), len(again.published), len(again.day_kinds)) == (1, 1, 1)
    assert digest == write_scenario(again, tmp_path / "second")
    path = tmp_path / "copy" / "requests.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    assert scenario_hash(tmp_path / "copy") != digest
