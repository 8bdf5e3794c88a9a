"""Converted streets are the same network, and nothing is written by halves."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import small_station
from overpass_server import OSM

from planner.domain.street import Streets
from planner.errors import InputRefused
from planner.sources.box import read_ground
from planner.sources.files import SourceFile
from planner.sources.streets import read_streets
from planner.sources.streets_out import LINE_SUFFIXES, new_file, refuse_place, write_osm, write_streets


def assert_same(a: Streets, b: Streets) -> None:
    """Compare every column, names by their text."""
    for column in fields(Streets):
        one, other = getattr(a, column.name), getattr(b, column.name)
        if column.name == "names":
            assert one == other
        else:
            assert np.allclose(one, other, rtol=0, atol=1e-9), column.name


@pytest.fixture
def osm(tmp_path: Path) -> Path:
    path = tmp_path / "in.osm"
    path.write_bytes(OSM)
    return path


@pytest.mark.parametrize("suffix", LINE_SUFFIXES)
def test_a_converted_file_is_the_same_network(osm: Path, tmp_path: Path, suffix: str) -> None:
    """Nodes, edges, lengths, speeds, rights, names and banned turns come back as they were."""
    streets = read_streets(osm, clip=None)
    assert len(streets.turn_from) == 1
    write_streets(streets, tmp_path / f"out{suffix}")
    back = read_streets(tmp_path / f"out{suffix}", clip=None)
    assert_same(streets, back)
    assert "泰然路" in back.names


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg"])
def test_a_lattice_with_one_way_streets(tmp_path: Path, suffix: str) -> None:
    """What is one-way for cars stays so."""
    streets = small_station.lattice(small_station.Ground())
    write_streets(streets, tmp_path / f"out{suffix}")
    back = read_streets(tmp_path / f"out{suffix}", clip=None)
    assert (back.nodes, back.edges) == (streets.nodes, streets.edges)
    assert sorted(back.edge_modes) == sorted(streets.edge_modes)
    assert back.edge_length_m.sum() == pytest.approx(streets.edge_length_m.sum(), rel=5e-3)


@pytest.mark.data
@pytest.mark.parametrize("suffix", [".geojson", ".gpkg"])
@pytest.mark.parametrize("name", ["chegongmiao.graphml", "nanshan.osm.gz"])
def test_real_streets_are_the_same_network(name: str, suffix: str, tmp_path: Path) -> None:
    """So it is for real ones."""
    source = Path(__file__).parents[3] / "shared" / "data" / "streets" / name
    if not source.exists():
        pytest.skip("the development data is not there")
    streets = read_streets(source, clip=None)
    write_streets(streets, tmp_path / f"out{suffix}")
    assert_same(streets, read_streets(tmp_path / f"out{suffix}", clip=None))


def test_fetched_streets_are_kept_as_they_came(tmp_path: Path) -> None:
    """A packed file unpacks to what was sent, and the same data give the same bytes."""
    write_osm(OSM, tmp_path / "a.osm")
    write_osm(OSM, tmp_path / "a.osm.gz")
    assert (tmp_path / "a.osm").read_bytes() == OSM
    first = (tmp_path / "a.osm.gz").read_bytes()
    write_osm(OSM, tmp_path / "a.osm.gz")
    assert (tmp_path / "a.osm.gz").read_bytes() == first
    assert_same(read_streets(tmp_path / "a.osm", clip=None), read_streets(tmp_path / "a.osm.gz", clip=None))


def test_a_file_is_new_or_not_there(tmp_path: Path) -> None:
    """What fails on the way leaves the file of before, and nothing beside it."""
    path = tmp_path / "x.geojson"
    path.write_text("before", encoding="utf-8")

    def fails() -> None:
        with new_file(path) as file:
            file.write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fails()
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]
    with new_file(path) as file:
        file.write_text("whole", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "whole"
    assert list(tmp_path.iterdir()) == [path]


def test_places_that_are_refused(tmp_path: Path) -> None:
    """A file of another kind, an input, a folder and a place in no folder are refused before anything is read."""
    given = tmp_path / "in.geojson"
    given.write_text("{}", encoding="utf-8")
    (tmp_path / "link.geojson").symlink_to(given)
    (tmp_path / "folder.geojson").mkdir()
    refused = {
        "x.osm": "out_type_unknown",
        "in.geojson": "out_is_input",
        "link.geojson": "out_is_input",
        "folder.geojson": "file_is_folder",
        "none/x.geojson": "file_unwritable",
    }
    for name, code in refused.items():
        with pytest.raises(InputRefused) as caught:
            refuse_place(tmp_path / name, LINE_SUFFIXES, given)
        assert [fault.code for fault in caught.value.faults] == [code]
    refuse_place(tmp_path / "new.geojson", LINE_SUFFIXES, given)


def test_ground_from_a_file(tmp_path: Path) -> None:
    """A boundary is the polygons of a file; a file without any is refused, with all that is wrong."""
    path = tmp_path / "b.geojson"
    ring = "[[114.0,22.5],[114.1,22.5],[114.1,22.6],[114.0,22.6],[114.0,22.5]]"
    feature = '{"type":"Feature","properties":{},"geometry":{"type":"%s","coordinates":%s}}'
    collection = '{"type":"FeatureCollection","features":[%s]}'
    path.write_text(collection % (feature % ("Polygon", f"[{ring}]")), encoding="utf-8")
    assert len(read_ground(SourceFile(path, "b.geojson"), "wgs84")) == 1
    path.write_text(collection % (feature % ("Point", "[114.0,22.5]")), encoding="utf-8")
    with pytest.raises(InputRefused) as caught:
        read_ground(SourceFile(path, "b.geojson"), "wgs84")
    assert caught.value.faults[0].code == "geometry_wrong_type"
