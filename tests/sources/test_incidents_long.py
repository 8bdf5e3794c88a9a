"""Long tables of incidents: reading says how far it is and can be stopped, and the copy is written from columns."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from pathlib import Path

import numpy as np
import pytest
from faulty_station import GOOD
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.incidents import taken, write_csv, write_xlsx
from benchmarks.incidents_made import SHARES, made_rows
from planner.domain.incidents import Incidents
from planner.domain.solving import Progress
from planner.errors import Stopped
from planner.sources.incidents.pieces import PIECE_ROWS
from planner.sources.incidents.written import clock_texts, written
from planner.sources.scenario import read_scenario
from planner.sources.tables_out import INCIDENT_COLUMNS
from planner.sources.write import scenario_hash, write_scenario

HERE = "114.05,22.54"


def long_table(station: Path, rows: int) -> None:
    """Write a table of so many calls, a minute apart."""
    start = dt.datetime.fromisoformat("2025-09-01")
    lines = [f"{start + dt.timedelta(minutes=k):%Y-%m-%d %H:%M},{HERE},k{k % 5}" for k in range(rows)]
    (station / "incidents.csv").write_text("\n".join(["time,lon,lat,kind", *lines]) + "\n", "utf-8")


def test_reading_says_how_far_it_is(station: Path) -> None:
    """Rows are told piece by piece, and what is done never falls and ends with all."""
    long_table(station, 3 * PIECE_ROWS + 5)
    told: list[Progress] = []

    def listen(report: Progress) -> bool:
        told.append(report)
        return False

    read_scenario(station, on_progress=listen)
    rows = [report.rows for report in told if report.rows is not None]
    assert rows == [PIECE_ROWS, 2 * PIECE_ROWS, 3 * PIECE_ROWS, 3 * PIECE_ROWS + 5]
    done = [report.done for report in told]
    assert done == sorted(done)
    assert done[-1] == pytest.approx(1.0)
    of_table = [report.done for report in told if report.rows is not None]
    assert len(set(of_table)) > 2, "the bar moves while one table is read"


def test_reading_can_be_stopped(station: Path) -> None:
    """Reading ends at the piece after which it is asked to, and no scenario comes out of it."""
    long_table(station, 3 * PIECE_ROWS)
    told: list[int] = []

    def enough(report: Progress) -> bool:
        told.extend([] if report.rows is None else [report.rows])
        return report.rows is not None and report.rows >= 2 * PIECE_ROWS

    with pytest.raises(Stopped):
        read_scenario(station, on_progress=enough)
    assert told == [PIECE_ROWS, 2 * PIECE_ROWS]


@given(
    st.lists(
        st.tuples(
            st.integers(-(10**15), 7 * 10**15),
            st.sampled_from([0, 28800, -12600, 20700, 29143, -17762, 86340]),
            st.booleans(),
        ),
        max_size=12,
    )
)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_moments_are_written_as_one_by_one(some: list[tuple[int, int, bool]]) -> None:
    """Many moments at once are written as `datetime.isoformat` writes each, whole seconds or not."""
    time_us = [us if fine else us // 10**6 * 10**6 for us, _, fine in some]
    found = clock_texts(np.array(time_us, np.int64), np.array([offset for _, offset, _ in some], np.int32))
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    for text, us, (_, offset, _) in zip(found, time_us, some, strict=True):
        moment = epoch + dt.timedelta(microseconds=us)
        assert text == moment.astimezone(dt.timezone(dt.timedelta(seconds=offset))).isoformat()


def test_rows_are_written_as_the_nouns_say(station: Path) -> None:
    """Columns give the rows that the nouns would: position or grid, kind, source and the clock of the file."""
    grid = read_scenario(GOOD).grids[1].id
    text = f'time,lon,lat,grid,kind,source\n2026-10-01 08:30:12.25,{HERE},,"a ""b"", c",\n2026-10-02T09:00+05:30,,,'
    (station / "incidents.csv").write_text(f"{text}{grid},,police\n", "utf-8")
    incidents = read_scenario(station).incidents
    rows = [
        (noun.time.isoformat(), *(noun.location if noun.precise else (None, None)), noun.kind, noun.source, noun.grid)
        for noun in incidents
    ]
    assert list(written(incidents)) == rows
    assert len(rows) == 2
    assert list(written(Incidents.of(()))) == []


def test_the_hash_is_of_the_files_as_they_stand(station: Path) -> None:
    """The hash names key and SHA-256 of every file in order, however long the file is."""
    long_table(station, 100)
    write_scenario(read_scenario(station), station / "copy")
    files = {path.stem: path for path in (station / "copy").iterdir() if path.suffix != ".toml"}
    order = [("", station / "copy" / "scenario.toml"), *sorted(files.items())]
    text = "".join(f"{key} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for key, path in order)
    assert scenario_hash(station / "copy") == hashlib.sha256(text.encode()).hexdigest()
    with (station / "copy" / "incidents.csv").open(encoding="utf-8", newline="") as file:
        first, *rows = csv.reader(file)
    assert tuple(first) == INCIDENT_COLUMNS
    assert len(rows) == 100


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_made_faults_are_counted(station: Path, suffix: str) -> None:
    """Every fault that the benchmark makes is counted, and the rest is used."""
    made, bad = made_rows(read_scenario(GOOD), 3000, seed=2)
    (write_csv if suffix == "csv" else write_xlsx)(station / f"calls.{suffix}", made)
    manifest = station / "scenario.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('"incidents.csv"', f'"calls.{suffix}"'), "utf-8")
    found = taken(station)
    assert found["left_out"] == dict(bad)
    assert set(bad) == set(SHARES)
    assert found["used"] == 3000 - bad.total()
