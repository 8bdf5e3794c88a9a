"""`planner streets`: what it writes, what it tells, and what it refuses without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from overpass_server import OSM, Answer, serving
from typer.testing import Result

from planner.sources.streets import read_streets

Run = Callable[..., Result]
BBOX = "114.0,22.52,114.04,22.55"


@pytest.fixture
def osm(tmp_path: Path) -> Path:
    path = tmp_path / "in.osm"
    path.write_bytes(OSM)
    return path


def refused(result: Result, says: str, out: Path) -> None:
    """Assert exit code 2, one clear sentence, and that nothing was written."""
    assert result.exit_code == 2, result.output
    assert says in result.stderr
    assert not out.exists()
    assert not list(out.parent.glob(".streets-*"))


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg"])
def test_converts(planner_cli: Run, osm: Path, tmp_path: Path, suffix: str) -> None:
    """A street file becomes one that a scenario can name, and what is in it is told."""
    out = tmp_path / f"out{suffix}"
    result = planner_cli("streets", osm, "--out", out)
    assert result.exit_code == 0, result.output
    assert read_streets(out, clip=None).names == ("", "泰然路")
    for part in (
        "4 nodes, 6 edges",
        "0.8 km of streets",
        "residential",
        "service",
        "Names: 1;",
        "泰然路",
        "Banned turns: 1",
    ):
        assert part in result.stdout, part
    assert "WGS84" in result.stderr


def test_cuts(planner_cli: Run, osm: Path, tmp_path: Path) -> None:
    """Streets outside a box are cut off; a margin keeps more, a boundary does as a box does."""
    lengths = []
    small = "114.019,22.5295,114.021,22.5325"
    ring = "[[114.019,22.5295],[114.021,22.5295],[114.021,22.5325],[114.019,22.5325],[114.019,22.5295]]"
    boundary = tmp_path / "b.geojson"
    boundary.write_text(
        f'{{"type":"Feature","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}', "utf-8"
    )
    for number, options in enumerate(
        [("--bbox", small), ("--boundary", boundary, "--margin", 0), ("--bbox", small, "--margin", 50), ()]
    ):
        out = tmp_path / f"{number}.geojson"
        assert planner_cli("streets", osm, "--out", out, *options).exit_code == 0
        lengths.append(round(float(read_streets(out, clip=None).edge_length_m.sum())))
    assert lengths[0] == lengths[1] < lengths[2] < lengths[3]


def test_in_chinese(planner_cli: Run, osm: Path, tmp_path: Path) -> None:
    """With --lang zh no English sentence is left."""
    result = planner_cli("streets", osm, "--out", tmp_path / "o.geojson", lang="zh")
    assert "居住区道路" in result.stdout
    for part in ("nodes", "Longest", "streets", "Written"):
        assert part not in result.stdout + result.stderr


def test_what_is_refused(planner_cli: Run, osm: Path, tmp_path: Path) -> None:
    """Every mistake is told in one sentence, and nothing is written."""
    out = tmp_path / "out.geojson"
    refused(planner_cli("streets", tmp_path / "no.osm", "--out", out), "the file does not exist", out)
    refused(planner_cli("streets", "--out", out), "name a street file, or fetch one", out)
    refused(planner_cli("streets", osm, "--fetch", "--bbox", BBOX, "--out", out), "not both", out)
    refused(planner_cli("streets", osm, "--out", out, "--bbox", "1,2,3"), "1,2,3 is not a box", out)
    refused(planner_cli("streets", osm, "--out", out, "--bbox", "114.04,22.5,114.0,22.6"), "ends before it starts", out)
    refused(planner_cli("streets", osm, "--out", out, "--bbox", "13,52,14,53"), "lies inside the boundary", out)
    refused(planner_cli("streets", osm, "--out", out, "--bbox", BBOX, "--boundary", osm), "not both", out)
    refused(planner_cli("streets", "--fetch", "--out", tmp_path / "x.osm"), "which ground to fetch", tmp_path / "x.osm")
    refused(planner_cli("streets", osm, "--out", tmp_path / "x.kml"), "are not written", tmp_path / "x.kml")
    before = osm.read_bytes()
    geojson = tmp_path / "again.geojson"
    assert planner_cli("streets", osm, "--out", geojson).exit_code == 0
    result = planner_cli("streets", geojson, "--out", geojson)
    assert result.exit_code == 2
    assert "one of the files that are read" in result.stderr
    assert osm.read_bytes() == before


def test_fetches(planner_cli: Run, tmp_path: Path) -> None:
    """Fetched streets are kept as they came, whose they are is told, and a scenario reads them."""
    out = tmp_path / "town.osm.gz"
    with serving(Answer(429, b"", {"Retry-After": "0"}), Answer()) as server:
        result = planner_cli("streets", "--fetch", "--bbox", BBOX, "--out", out, "--server", server.url)
        assert len(server.asked) == 2
        assert "patrol-planner/" in server.asked[0][0]["User-Agent"]
    assert result.exit_code == 0, result.output
    assert "OpenStreetMap contributors" in result.stderr
    assert "Open Database License" in result.stderr
    assert read_streets(out, clip=None).nodes == 4


def test_a_fetch_that_fails_leaves_nothing(planner_cli: Run, tmp_path: Path) -> None:
    """An error page, streets elsewhere and a box that is too large are refused; the file of before stays."""
    out = tmp_path / "town.osm"
    with serving(Answer(body=b"<html>Welcome</html>")) as server:
        asked = ("streets", "--fetch", "--bbox", BBOX, "--out", out, "--server", server.url)
        refused(planner_cli(*asked), "no OpenStreetMap data", out)
    with serving() as server:
        asked = ("streets", "--fetch", "--bbox", "10,50,10.1,50.1", "--out", out, "--server", server.url)
        refused(planner_cli(*asked), "no street of the file", out)
        asked = ("streets", "--fetch", "--bbox", "10,50,12,51", "--out", out, "--server", server.url)
        refused(planner_cli(*asked), "are fetched at the most", out)
        out.write_text("before", encoding="utf-8")
        result = planner_cli("streets", "--fetch", "--bbox", "10,50,10.1,50.1", "--out", out, "--server", server.url)
    assert result.exit_code == 2
    assert out.read_text(encoding="utf-8") == "before"


def test_control_c_gives_a_fetch_up(tmp_path: Path) -> None:
    """Ctrl-C while the server thinks ends with 130 and leaves nothing."""
    out = tmp_path / "town.osm"
    with serving(Answer(pause_s=4.0)) as server:
        command = [sys.executable, "-m", "planner", "--lang", "en", "streets", "--fetch", "--bbox", BBOX]
        command += ["--out", str(out), "--server", server.url]
        running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"})
        deadline = time.monotonic() + 30
        while not server.asked and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "nothing was written" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []
