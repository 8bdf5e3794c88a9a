"""Incident tables: what cannot be used is counted and told, the rest is used."""

from __future__ import annotations

import datetime as dt
import resource
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import prcoords
import pytest
import xlsxwriter
from faulty_station import GOOD
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.incidents import Incidents
from planner.errors import InputRefused
from planner.grids.demand.notices import incident_notices
from planner.i18n.notices import notice_text
from planner.sources.incidents.moments import NONE, Moments
from planner.sources.incidents.pieces import PIECE_ROWS
from planner.sources.incidents.rows import REASONS
from planner.sources.scenario import read_scenario
from planner.sources.values import station_moment
from planner.sources.write import write_scenario

DATA = Path(__file__).parent / "data" / "incidents"
HERE = "114.05,22.54"


def read(station: Path, text: str, encoding: str = "utf-8") -> Incidents:
    (station / "incidents.csv").write_text(text, encoding)
    return read_scenario(station).incidents


def left_out(incidents: Incidents) -> dict[str, tuple[int, ...]]:
    return {found.reason: found.lines for found in incidents.left_out}


@pytest.mark.parametrize(
    ("name", "reason", "line"),
    [
        ("incident_date_unreadable.csv", "incidents_time_unreadable", 3),
        ("incident_far.csv", "incidents_far", 3),
        ("incident_swapped.csv", "incidents_swapped", 2),
        ("incident_in_metres.csv", "incidents_not_degrees", 2),
        ("incident_lat_empty.csv", "incidents_without_place", 2),
        ("incident_lon_nan.csv", "incidents_place_unreadable", 2),
    ],
)
def test_spoiled_rows_are_left_out(station: Path, name: str, reason: str, line: int) -> None:
    """A row that cannot be used is told with its line, and the others are used."""
    text = (DATA / name).read_text("utf-8")
    found = read(station, text)
    assert left_out(found) == {reason: (line,)}
    assert len(found) == len(text.splitlines()) - 2


ROWS = f"""time,lon,lat,grid,kind,source,caller
2026-10-01 08:30,{HERE},,theft,public,Zhang
,{HERE},,theft,,
2026-10-01 08:30,{HERE},,theft,,
2099-01-01 08:30,{HERE},,theft,,
2026-10-01 08:30,114.07,22.54,,theft,,
2026-10-01 08:31,{HERE},,theft,neighbour,
2026-10-01 08:32,,,nowhere,theft,,
2026-10-01 08:33,{HERE},,theft,police,,surplus
2026-10-01 08:34,{HERE},,theft,巡逻发现,
"""


def test_each_reason_is_counted(station: Path) -> None:
    """No time, doubled, in the future, outside, from nobody known, in no grid, too long: each is told by itself."""
    found = read(station, ROWS)
    assert left_out(found) == {
        "incidents_without_time": (3,),
        "incidents_doubled": (4,),
        "incidents_future": (5,),
        "incidents_outside": (6,),
        "incidents_source_unknown": (7,),
        "incidents_grid_unknown": (8,),
        "incidents_row_too_long": (9,),
    }
    assert [incident.source for incident in found] == ["public", "police"]


def test_every_reason_has_its_sentence(station: Path) -> None:
    """Every reason is a notice in both languages, with the count and the lines."""
    (station / "incidents.csv").write_text(ROWS, "utf-8")
    notices = incident_notices(read_scenario(station))
    assert len(notices) == 7
    for reason in REASONS[1:]:
        params = {"count": 12, "lines": "3, 8, ...", "used": 99, "datum": "GCJ-02"}
        for language in ("en", "zh"):
            text = notice_text(reason, language, params)
            assert "12" in text
            assert "3, 8, ..." in text
            assert "{" not in text
        assert notice_text(reason, "en", params) != notice_text(reason, "zh", params)


def test_columns_of_persons_are_never_kept(station: Path) -> None:
    """Only time, place, kind and source are read: nothing else is in the scenario or in its copy."""
    text = f"时间,经度,纬度,警情类别,来源,报警人,电话\n2026-10-01 08:30,{HERE},盗窃,群众报警,赵某某,13800000000\n"
    (station / "incidents.csv").write_text(text, "gb18030")
    scenario = read_scenario(station)
    assert [incident.kind for incident in scenario.incidents] == ["盗窃"]
    write_scenario(scenario, station / "copy")
    for kept in (scenario.model_dump_json(), (station / "copy" / "incidents.csv").read_text("utf-8")):
        assert "赵某某" not in kept
        assert "1380000" not in kept
    assert {"time", "location", "kind", "source", "grid"} == set(scenario.incidents[0].model_dump())


def test_a_grid_may_stand_for_the_place(station: Path) -> None:
    """A row with a grid and no position lies in that grid, is no precise one, and is read back from the copy."""
    scenario = read_scenario(GOOD)
    name = scenario.grids[1].id
    (station / "incidents.csv").write_text(f"time,grid\n2026-10-01 08:30,{name}\n", "utf-8")
    changed = read_scenario(station)
    (incident,) = changed.incidents
    assert incident.grid == name
    assert not incident.precise
    assert not changed.incidents.precise.any()
    write_scenario(changed, station / "copy")
    assert read_scenario(station / "copy").incidents == changed.incidents


def test_another_datum_is_named(station: Path) -> None:
    """Calls outside that would lie inside if the file were in GCJ-02 are told so; a single one of many is not."""
    inside = [(114.0506 + 0.0008 * k, 22.5405) for k in range(5)]
    shifted = [prcoords.wgs_gcj(prcoords.Coords(lat, lon)) for lon, lat in inside]
    rows = [f"2026-10-01 0{k}:30,{point.lon},{point.lat}" for k, point in enumerate(shifted)]
    found = read(station, "time,lon,lat\n" + "\n".join(rows) + "\n")
    (told,) = [part for part in found.left_out if part.reason == "incidents_other_datum"]
    assert told.datum == "gcj02"
    many = [f"2026-10-01 08:{k // 60:02d}:{k % 60:02d},{HERE}" for k in range(300)]
    found = read(station, "time,lon,lat\n" + "\n".join([*many, rows[-1]]) + "\n")
    assert left_out(found) == {"incidents_outside": (302,)}


@pytest.mark.parametrize("text", ["time,kind\n2026-10-01 08:30,theft\n", "lon,lat\n114.05,22.54\n", "time,lon\n"])
def test_missing_columns_refuse_the_file(station: Path, text: str) -> None:
    """Without a column for the time, or for the place, there is nothing to use."""
    with pytest.raises(InputRefused) as refused:
        read(station, text)
    assert [fault.code for fault in refused.value.faults] == ["column_missing"]


def test_pieces_make_no_difference(station: Path) -> None:
    """A table of many pieces is read whole: every row with its own line, a doubled one across pieces too."""
    start = dt.datetime.fromisoformat("2026-09-01")
    count = 3 * PIECE_ROWS + 7
    rows = [f"{start + dt.timedelta(minutes=k):%Y-%m-%d %H:%M},{HERE},k{k % 5}" for k in range(count)]
    found = read(station, "\n".join(["time,lon,lat,kind", *rows, rows[0], "never,1,1,"]) + "\n")
    assert len(found) == count
    assert left_out(found) == {"incidents_doubled": (count + 2,), "incidents_time_unreadable": (count + 3,)}
    assert found[count - 1].time == (start + dt.timedelta(minutes=count - 1)).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    assert found[PIECE_ROWS].kind == f"k{PIECE_ROWS % 5}"


def test_memory_is_bounded(station: Path) -> None:
    """Two hundred thousand rows may take no more than a fraction of what they would as nouns."""
    if sys.platform != "linux":
        pytest.skip("the peak is counted in KiB on Linux only")
    row = f"2026-10-01 08:30,{HERE},theft,{'x' * 60}\n"
    (station / "incidents.csv").write_text("time,lon,lat,kind,note\n" + row * 200_000, "utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(read_scenario(station).incidents) == 1
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 80


def test_a_workbook_gives_the_same(station: Path) -> None:
    """XLSX with Chinese headings is read like CSV; a midnight is a time."""
    with xlsxwriter.Workbook(station / "calls.xlsx") as book:
        sheet, form = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["报警时间", "经度", "纬度", "类别"])
        for row, time in enumerate(map(dt.datetime.fromisoformat, ("2026-10-01", "2026-10-01T09:05")), 1):
            sheet.write_datetime(row, 0, time, form)
            sheet.write_row(row, 1, [114.05, 22.54, "盗窃"])
    manifest = station / "scenario.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('"incidents.csv"', '"calls.xlsx"'), "utf-8")
    found = read_scenario(station).incidents
    assert [incident.time.isoformat() for incident in found] == [
        "2026-10-01T00:00:00+08:00",
        "2026-10-01T09:05:00+08:00",
    ]


moments = st.datetimes(dt.datetime.fromisoformat("1975-01-01"), dt.datetime.fromisoformat("2100-01-01"))
texts = st.one_of(
    moments.map(lambda t: t.isoformat(" ", "minutes")),
    moments.map(lambda t: t.isoformat("T", "seconds") + "+05:30"),
    moments.map(lambda t: f"{t:%Y/%m/%d %H:%M:%S}"),
    st.text("0123456789-:/ T+Z", max_size=26),
    st.sampled_from(
        ["2026-03-29 03:30", "2026-10-25 03:30", "2026-10-25 03:59:59", "2026-01-01 24:00", "２026-01-01 10:00"]
    ),
)


@given(st.lists(texts, max_size=20))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_times_are_read_as_one_by_one(some: list[str]) -> None:
    """However times are written, reading many at once gives what reading each gives."""
    zone = ZoneInfo("Europe/Helsinki")
    time_us, offset_s = Moments(zone).read(some)
    for text, us, offset in zip(some, time_us.tolist(), offset_s.tolist(), strict=True):
        one = station_moment(text, zone) if text else None
        if one is None or not 1970 <= one.year < 2200:
            assert us == NONE
        else:
            assert us == round(one.timestamp() * 1_000_000)
            assert dt.timedelta(seconds=offset) == one.utcoffset()


def test_columns_behave_like_a_list_of_nouns() -> None:
    """Columns iterate, index, slice, compare and go through JSON as a tuple of incidents does."""
    scenario = read_scenario(GOOD)
    columns = scenario.incidents
    nouns = tuple(columns)
    assert columns == nouns
    assert Incidents.of(nouns) == columns
    assert columns[-1] == nouns[-1]
    assert columns[1:] == nouns[1:]
    assert columns != nouns[1:]
    assert columns.precise.all()
    with pytest.raises(IndexError):
        columns[len(nouns)]
    assert scenario.model_copy(update={"incidents": nouns}).model_dump() == scenario.model_dump()
    zone = ZoneInfo("Asia/Shanghai")
    expected = [int(noun.time.astimezone(zone).replace(tzinfo=dt.UTC).timestamp()) for noun in nouns]
    assert np.array_equal(columns.clock_s(zone), expected)
