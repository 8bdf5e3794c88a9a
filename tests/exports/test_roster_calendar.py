"""Calendars of shifts, read back by dateutil (time zones) and by a plain reading of RFC 5545."""

from __future__ import annotations

import datetime as dt
import io
import re
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from plans import PAYLOADS, small_plan
from roster_months import plan_of, scenario

from planner import exports
from planner.domain.clock import later
from planner.errors import NotFound
from planner.exports.time_zones import changes

SCENARIO = scenario()
PLAN = plan_of(SCENARIO)


def written(plan=PLAN, made_for=SCENARIO, **wanted) -> bytes:
    return exports.named("ical").write(plan, scenario=made_for, **wanted)


def events(data: bytes) -> list[dict[str, str]]:
    """Read events: unfold lines (RFC 5545, 3.1), split names from values, take escapes off (3.3.11)."""
    lines = re.sub(r"\r\n[ \t]", "", data.decode()).split("\r\n")
    found: list[dict[str, str]] = []
    inside = False
    for line in lines:
        if line == "BEGIN:VEVENT":
            inside = True
            found.append({})
        elif line == "END:VEVENT":
            inside = False
        elif inside:
            name, _, value = line.partition(":")
            assert name.split(";")[0] not in found[-1]
            found[-1][name.split(";")[0]] = re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), value)
    return found


def zone_of(data: bytes) -> dt.tzinfo:
    return tzical(io.StringIO(data.decode(), newline="")).get()


def test_one_event_a_part_of_a_shift_with_names():
    """Every row of the roster is an event that names the officer, the duty and the shift."""
    read = events(written(language="zh"))
    assert len(read) == len(PLAN.roster)
    assert {event["SUMMARY"] for event in read} >= {"警员0：巡逻 白班"}
    assert "警格2" in {event.get("LOCATION") for event in read}
    assert len({event["UID"] for event in read}) == len(read)


def test_one_officer_alone():
    """An officer's calendar holds their own events, without the name in each."""
    read = events(written(officer="P03", language="en"))
    assert len(read) == sum(row.officer == "P03" for row in PLAN.roster)
    assert all(event["SUMMARY"].startswith("巡逻, ") for event in read)
    with pytest.raises(NotFound) as caught:
        written(officer="nobody")
    assert caught.value.code == "unknown_officer"


def test_formats_that_hold_no_officer_alone_say_so():
    """A map format refuses an officer instead of writing everything."""
    with pytest.raises(NotFound) as caught:
        exports.named("gpx").write(PLAN, officer="P03")
    assert caught.value.code == "format_not_per_officer"


def test_a_moved_shift_keeps_its_uid_and_a_later_plan_wins():
    """The uid does not depend on the time of the shift; the sequence grows with the plan."""
    roster = tuple(
        row.model_copy(update={"start": later(row.start, 1800), "end": later(row.end, 1800)}) for row in PLAN.roster
    )
    moved = PLAN.model_copy(update={"roster": roster, "created": later(PLAN.created, 60)})
    before, after = events(written()), events(written(moved))
    assert {event["UID"] for event in before} == {event["UID"] for event in after}
    assert {int(event["SEQUENCE"]) for event in after} == {int(before[0]["SEQUENCE"]) + 1}
    assert before[0]["DTSTART"] != after[0]["DTSTART"]


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Asia/Shanghai", dt.date(2026, 11, 23)),
        ("Europe/Berlin", dt.date(2026, 3, 20)),
        ("Europe/Berlin", dt.date(2026, 10, 16)),
        ("Australia/Lord_Howe", dt.date(2026, 3, 25)),
        ("Africa/Casablanca", dt.date(2026, 2, 10)),
    ],
)
def test_times_are_right_by_the_zone_in_the_file_alone(zone, first):
    """Another library that knows only the file's own time zone finds the plan's moments, over a clock change too."""
    made_for = scenario(zone=zone, first=first)
    plan = plan_of(made_for)
    data = written(plan, made_for)
    spelt = zone_of(data)
    read = sorted(dt.datetime.strptime(e["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=spelt) for e in events(data))
    assert [moment.astimezone(dt.UTC) for moment in read] == sorted(row.start.astimezone(dt.UTC) for row in plan.roster)


def test_parts_of_a_zone_start_on_the_clock_before_the_change():
    """Summer time begins at 02:00 of the clock that stands until then (RFC 5545, 3.6.5)."""
    made_for = scenario(zone="Europe/Berlin", first=dt.date(2026, 3, 20))
    text = written(plan_of(made_for), made_for).decode()
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\n" in text


def test_changes_of_the_clock_are_found_to_the_second():
    """Berlin changes its clock at 01:00 UTC twice a year, Shanghai never."""
    begin, end = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    assert list(changes(ZoneInfo("Europe/Berlin"), begin, end)) == [
        dt.datetime(2026, 3, 29, 1, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC),
    ]
    assert list(changes(ZoneInfo("Asia/Shanghai"), begin, end)) == []


@pytest.mark.parametrize("word", PAYLOADS)
def test_hostile_names_begin_no_line(word):
    """No name can add a property or a component, and no line is longer than 75 octets."""
    data = written(small_plan(word or "x", word), None)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert data.count(b"BEGIN:") == 1 + 2 + 12
    read = events(data)
    names = {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "LAST-MODIFIED", "LOCATION", "STATUS"}
    assert {name for event in read for name in event} <= names
