"""Street formats beside OpenStreetMap's own, what is the same in all of them, and what is refused."""

from __future__ import annotations

import ast
import dataclasses
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from planner.domain.street import BIKE, CAR, FOOT, ROAD_CLASSES, Streets
from planner.errors import InputRefused
from planner.geo import Frame, wgs84_to_gcj02
from planner.i18n.faults import fault_text
from planner.sources.lines import street_features
from planner.sources.streets import FORMATS, read_streets
from planner.streets.network import allowed, main_part

ALL = CAR | BIKE | FOOT
FRAME = Frame((114.02, 22.53))
DATA = Path(os.environ.get("PATROL_PLANNER_DATA", Path(__file__).parents[3] / "shared" / "data")) / "streets"
WITH_DATA = pytest.mark.skipif(
    not DATA.is_dir(), reason="the development data is not there: set PATROL_PLANNER_DATA to its folder"
)
BOMB = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OSM_WAY = '<osm version="0.6"><way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>'

Feature = dict[str, object]


def line(points_m: list[tuple[float, float]], **properties: object) -> Feature:
    """Make a GeoJSON feature of a line through points in metres."""
    coordinates = np.round(FRAME.lonlat(points_m), 7).tolist()
    return {"type": "Feature", "properties": properties, "geometry": {"type": "LineString", "coordinates": coordinates}}


def collection(*features: Feature) -> str:
    """Make a GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., Streets]:
    """Give the reader of a text as a file of a name."""

    def read(file_name: str, text: str | bytes, **options: object) -> Streets:
        path = tmp_path / file_name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_streets(path, **{"clip": None} | options)

    return read


def assert_same(one: Streets, other: Streets) -> None:
    """Hold two networks against each other, row for row."""
    for column in dataclasses.fields(Streets):
        np.testing.assert_array_equal(getattr(one, column.name), getattr(other, column.name), err_msg=column.name)


def test_lines_become_streets(read_text: Callable[..., Streets]) -> None:
    """Class, name, limit and direction come from the properties; ends at one place are one junction."""
    streets = read_text(
        "s.geojson",
        collection(
            line([(0, 0), (100, 0)], name="红荔路", **{"class": "primary"}, oneway=True, maxspeed=60),
            line([(100, 0), (100, 90)], highway="residential"),
            line([(100, 0), (200, 0)], **{"class": "service"}, oneway="-1", foot=False),
        ),
    )
    assert streets.edge_modes.tolist() == [ALL, FOOT, ALL, ALL, CAR | BIKE]
    assert [ROAD_CLASSES[number] for number in streets.edge_class] == [
        "primary", "primary", "residential", "residential", "service"
    ]  # fmt: skip
    assert streets.edge_speed_kmh.tolist() == [60.0, 60.0, 30.0, 30.0, 20.0]
    assert streets.names == ("", "红荔路")
    pairs = list(zip(streets.edge_source.tolist(), streets.edge_target.tolist(), strict=True))
    assert pairs == [(0, 1), (1, 0), (1, 2), (2, 1), (3, 1)]


def test_lines_that_share_a_point_in_their_middle_are_split_there(read_text: Callable[..., Streets]) -> None:
    """A cross of two drawn lines has four branches."""
    east, north = (
        line([(-90, 0), (0, 0), (90, 0)], highway="primary"),
        line([(0, -90), (0, 0), (0, 90)], highway="path"),
    )
    streets = read_text("s.geojson", collection(east, north))
    assert (streets.nodes, streets.edges) == (5, 8)


def test_rights_may_be_said_outright(read_text: Callable[..., Streets]) -> None:
    """`car`, `bike` and `foot` win over what the class allows."""
    streets = read_text("s.geojson", collection(line([(0, 0), (90, 0)], **{"class": "footway"}, car=True, foot=False)))
    assert streets.edge_modes.tolist() == [CAR, CAR]


def test_lines_in_geopackage_are_read_with_their_crs(tmp_path: Path) -> None:
    """A projected layer comes out in degrees, a multi-line as its lines."""
    import pyogrio.raw
    import shapely
    from pyproj import Transformer

    lonlat = FRAME.lonlat([(0, 0), (100, 0), (100, 100), (0, 100)])
    x, y = Transformer.from_crs(4326, 4547, always_xy=True).transform(lonlat[:, 0], lonlat[:, 1])
    points = np.column_stack([x, y])
    shape = shapely.MultiLineString([points[:2], points[2:]])
    path = tmp_path / "s.gpkg"
    fields = [np.array(["primary"], object), np.array(["滨河大道"], object)]
    pyogrio.raw.write(
        path, np.array([shapely.to_wkb(shape)]), fields, ["class", "name"],
        geometry_type="MultiLineString", crs="EPSG:4547", layer="s",
    )  # fmt: skip
    streets = read_streets(path, clip=None)
    assert (streets.nodes, streets.edges, streets.names) == (4, 4, ("", "滨河大道"))
    np.testing.assert_allclose(streets.node_lonlat, lonlat, atol=2e-7)


def test_a_shifted_datum_is_brought_back(read_text: Callable[..., Streets]) -> None:
    """Streets drawn on a GCJ-02 map lie where the WGS84 ones do."""
    right = line([(0, 0), (100, 0)], highway="primary")
    shifted = json.loads(json.dumps(right))
    shifted["geometry"]["coordinates"] = wgs84_to_gcj02(right["geometry"]["coordinates"]).tolist()
    wanted = read_text("s.geojson", collection(right))
    found = read_text("s.geojson", collection(shifted), datum="gcj02")
    np.testing.assert_allclose(found.node_lonlat, wanted.node_lonlat, atol=2e-7)


@pytest.fixture
def pbf(tmp_path: Path) -> Path:
    """Give a PBF file of one street through two hundred points."""
    import osmium

    path = tmp_path / "streets.osm.pbf"
    with osmium.SimpleWriter(path) as writer:
        for number in range(1, 201):
            writer.add_node(osmium.osm.mutable.Node(id=number, location=(114.0 + number * 1e-4, 22.5)))
        writer.add_way(
            osmium.osm.mutable.Way(id=1, nodes=range(1, 201), tags={"highway": "tertiary", "name": "泰然路"})
        )
    return path


def test_pbf_is_read(pbf: Path) -> None:
    """Points between the ends are geometry."""
    streets = read_streets(pbf, clip=None)
    assert (streets.nodes, streets.edges, streets.names) == (2, 2, ("", "泰然路"))
    np.testing.assert_allclose(streets.shape(0)[:, 0], 114.0 + np.arange(1, 201) * 1e-4, atol=1e-9)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_a_truncated_pbf_is_refused(pbf: Path, share: float) -> None:
    """Wherever the download broke off."""
    data = pbf.read_bytes()
    pbf.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(InputRefused) as refused:
        read_streets(pbf, clip=None)
    assert refused.value.faults[0].code == "streets_unreadable"


def test_reading_imports_nothing_heavy_that_it_does_not_need(pbf: Path) -> None:
    """Solvers, maps and models stay out of the process, and so does their memory."""
    code = (
        "import sys; from pathlib import Path; from planner.sources.streets import read_streets; "
        f"read_streets(Path({str(pbf)!r}), clip=None); print(sorted(sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    loaded = set(ast.literal_eval(done.stdout))
    assert not loaded & {"scipy", "shapely", "pyproj", "pyogrio", "networkx", "pydantic", "ortools"}


GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="x" for="node" attr.name="x"/><key id="y" for="node" attr.name="y"/><key id="h" for="edge" attr.name="highway"/>
<key id="g" for="edge" attr.name="geometry"/><key id="m" for="edge" attr.name="maxspeed"/>
<key id="n" for="edge" attr.name="name"/><key id="c" for="graph" attr.name="crs"/>
<graph edgedefault="directed"><data key="c">epsg:4326</data>
<node id="a"><data key="x">114.0</data><data key="y">22.5</data></node>
<node id="b"><data key="x">114.001</data><data key="y">22.5</data></node>
<node id="c"><data key="x">114.002</data><data key="y">22.5</data></node>
<edge source="a" target="b"><data key="h">residential</data><data key="n">香蜜湖路</data>
  <data key="g">LINESTRING (114.0 22.5, 114.0005 22.5003, 114.001 22.5)</data><data key="m">['50', '30']</data></edge>
<edge source="b" target="a"><data key="h">residential</data><data key="n">香蜜湖路</data>
  <data key="g">LINESTRING (114.001 22.5, 114.0005 22.5003, 114.0 22.5)</data><data key="m">['50', '30']</data></edge>
<edge source="b" target="c"><data key="h">['footway', 'service']</data></edge>
<edge source="b" target="gone"><data key="h">primary</data></edge>
</graph></graphml>"""


def test_osmnx_graphs_are_read(read_text: Callable[..., Streets]) -> None:
    """Opposite edges are one street, an edge without one is one-way, lists become one value, broken edges are left."""
    streets = read_text("s.graphml", GRAPHML)
    assert streets.edge_modes.tolist() == [ALL, ALL, FOOT, FOOT]
    assert streets.edge_speed_kmh[:2].tolist() == [30.0, 30.0]
    assert streets.names == ("", "香蜜湖路")
    assert len(streets.shape(0)) == 3
    one_way = read_text("s.graphml", GRAPHML.replace("['footway', 'service']", "service"))
    assert one_way.edge_modes.tolist() == [ALL, ALL, ALL, FOOT]


def test_projected_graphs_come_out_in_degrees(read_text: Callable[..., Streets]) -> None:
    """OSMnx saves a projected graph in metres and says so."""
    metres = GRAPHML.replace("epsg:4326", "epsg:3857").replace("114.001", "12690533").replace("114.0", "12690422")
    streets = read_text(
        "s.graphml", metres.replace("22.5<", "2571663<").replace("LINESTRING", "").replace('key="g"', 'key="z"')
    )
    np.testing.assert_allclose(streets.node_lonlat[0], [114.0, 22.5], atol=1e-3)


def test_written_lines_read_back_as_the_same_network(read_text: Callable[..., Streets]) -> None:
    """Row for row, contraflow, one direction's limits, loops, parallel streets and dead ends included."""
    streets = read_text(
        "s.geojson",
        collection(
            line(
                [(0, 0), (100, 0)], highway="primary", oneway=True, **{"oneway:bicycle": "no", "maxspeed:backward": 30}
            ),
            line([(0, 0), (50, 40), (100, 0)], highway="primary", name="{{7*7}}"),
            line([(100, 0), (150, 0), (150, 50), (100, 50), (100, 0)], highway="residential", maxspeed="20 mph"),
            line([(0, 0), (-50, 0)], highway="motorway_link"),
            line([(0, 0), (0, 70)], highway="tertiary", **{"oneway:bicycle": "-1"}),
            line([(0, 0), (0, -70)], highway="steps"),
        ),
    )
    assert_same(read_text("back.geojson", json.dumps(street_features(streets))), streets)


def test_streets_that_were_cut_stay_as_they_are(read_text: Callable[..., Streets]) -> None:
    """Reading written lines with the same ground cuts nothing again."""
    corners = [(-60.0, -35.0), (130.0, -60.0), (110.0, 45.0), (-70.0, 80.0), (-60.0, -35.0)]
    ground = ((tuple((float(lon), float(lat)) for lon, lat in FRAME.lonlat(corners)),),)
    rays = [line([(0, 0), (x, y)], highway="primary") for x, y in np.random.default_rng(3).normal(0, 400, (40, 2))]
    streets = read_text("s.geojson", collection(*rays), clip=ground, margin_m=25.0)
    assert streets.edges == 80
    assert streets.edge_length_m.max() < 200
    written = json.dumps(street_features(streets))
    assert_same(read_text("back.geojson", written, clip=ground, margin_m=25.0), streets)


SHORT = [(0.0, 0.0), (9.0, 0.0)]
NO_SHAPE: Feature = {"type": "Feature", "properties": {"class": "path"}, "geometry": None}
UTF_16_BOMB = f"<?xml version='1.0' encoding='utf-16'?>{BOMB}<osm>&b;</osm>".encode("utf-16")
BAD_FILES: tuple[tuple[str, str | bytes, str], ...] = (
    ("s.osm.pbf", b"this is no such file", "streets_unreadable"),
    ("s.osm.pbf", b"", "file_empty"),
    ("s.osm.gz", b"this is no such file", "streets_unreadable"),
    ("s.osm.gz", gzip.compress(OSM_WAY.encode())[:60], "streets_unreadable"),
    ("s.osm.gz", gzip.compress(b""), "file_empty"),
    ("s.osm", "", "file_empty"),
    ("s.osm", "<html/>", "streets_unreadable"),
    ("s.osm", OSM_WAY[:80], "streets_unreadable"),
    ("s.osm", f"{BOMB}<osm version='0.6'>&b;</osm>", "xml_entities"),
    ("s.osm", UTF_16_BOMB, "streets_unreadable"),
    ("s.osm.gz", gzip.compress(f"{BOMB}<osm version='0.6'>&b;</osm>".encode()), "xml_entities"),
    ("s.osm", "<osm version='0.6'><node id='1' lat='nan' lon='1'/></osm>", "streets_unreadable"),
    ("s.osm", "<osm version='0.6'></osm>", "streets_none"),
    ("s.osm", OSM_WAY, "streets_points_missing"),
    ("s.graphml", "", "file_empty"),
    ("s.graphml", f"{BOMB}<graphml>&b;</graphml>", "xml_entities"),
    ("s.graphml", "<!DOCTYPE graphml><graphml/>", "xml_entities"),
    ("s.graphml", GRAPHML[:900], "xml_syntax"),
    ("s.graphml", "<osm version='0.6'></osm>", "file_is_not"),
    ("s.graphml", "<graphml><graph/></graphml>", "streets_none"),
    ("s.graphml", GRAPHML.replace('attr.name="x"', 'attr.name="easting"'), "graphml_no_coordinates"),
    ("s.graphml", GRAPHML.replace(">114.001<", ">NaN<"), "graphml_no_coordinates"),
    ("s.graphml", GRAPHML.replace(">114.001<", ">12690533<"), "graphml_no_coordinates"),
    ("s.graphml", GRAPHML.replace("LINESTRING (114.0 ", "LINESTRING (nan "), "geometry_unreadable"),
    ("s.graphml", GRAPHML.replace("LINESTRING (", "LINE ("), "geometry_unreadable"),
    ("s.graphml", GRAPHML.replace("epsg:4326", "epsg:99999"), "crs_unknown"),
    ("s.graphml", GRAPHML.replace("highway", "road"), "streets_none"),
    ("s.geojson", "", "file_empty"),
    ("s.geojson", collection(), "streets_none"),
    ("s.geojson", collection(line(SHORT, highway="proposed")), "streets_none"),
    ("s.geojson", collection(line(SHORT)), "street_class_missing"),
    ("s.geojson", collection(line(SHORT, **{"class": "boulevard"})), "street_class_unknown"),
    ("s.geojson", collection(line([(0, 0), (0, 0)], highway="primary")), "line_too_short"),
    ("s.geojson", collection(line(SHORT, highway="path")).replace("22.5", "NaN, 22.5", 1), "json_not_finite"),
    ("s.geojson", collection(line(SHORT, highway="path")).replace("[[114", "[[null, 114"), "geometry_unreadable"),
    ("s.geojson", collection(NO_SHAPE), "geometry_missing"),
    ("s.gpkg", b"this is no such file", "file_is_not"),
    ("s.txt", "streets", "file_type_unknown"),
)


@pytest.mark.parametrize(("name", "text", "code"), BAD_FILES, ids=[f"{case[0]}-{case[2]}" for case in BAD_FILES])
def test_bad_files_are_refused_with_a_reason(
    read_text: Callable[..., Streets], name: str, text: str | bytes, code: str
) -> None:
    """A fault with its code and a sentence, never a traceback or a warning."""
    with pytest.raises(InputRefused) as refused:
        read_text(name, text, name="streets/" + name)
    fault = refused.value.faults[0]
    assert (fault.code, fault.file) == (code, "streets/" + name)
    sentence = fault_text(fault, "en")
    assert sentence.startswith("streets/" + name)
    assert "{" not in sentence


def test_points_are_no_streets(read_text: Callable[..., Streets]) -> None:
    """Every feature that is no line is told, not only the first."""
    point = {"type": "Point", "coordinates": [114.0, 22.5]}
    features = [{"type": "Feature", "properties": {"class": "path"}, "geometry": point}] * 3
    with pytest.raises(InputRefused) as refused:
        read_text("s.geojson", collection(*features))
    assert [fault.code for fault in refused.value.faults] == ["geometry_wrong_type"] * 3


def test_streets_of_another_place_are_refused(read_text: Callable[..., Streets]) -> None:
    """Nothing inside the boundary or its margin is a mistake, and the message names the margin."""
    far = ((((10.0, 50.0), (10.1, 50.0), (10.1, 50.1), (10.0, 50.0)),),)
    with pytest.raises(InputRefused) as refused:
        read_text("s.geojson", collection(line([(0, 0), (90, 0)], highway="primary")), clip=far)
    assert refused.value.faults[0].code == "streets_outside"
    assert "500 m" in fault_text(refused.value.faults[0], "en")


def test_every_ending_is_documented() -> None:
    """docs/streets.md lists each accepted ending of a file name."""
    page = (Path(__file__).parents[2] / "docs" / "streets.md").read_text(encoding="utf-8")
    assert all(f"`{suffix}`" in page for street_format in FORMATS for suffix in street_format.suffixes)


@pytest.mark.parametrize("suffix", [suffix for street_format in FORMATS for suffix in street_format.suffixes])
def test_files_that_are_not_there_are_refused(tmp_path: Path, suffix: str) -> None:
    """In every format, and a folder is told from a missing file."""
    with pytest.raises(InputRefused) as refused:
        read_streets(tmp_path / f"missing{suffix}", clip=None)
    assert refused.value.faults[0].code == "file_missing"
    (tmp_path / f"folder{suffix}").mkdir()
    with pytest.raises(InputRefused) as refused:
        read_streets(tmp_path / f"folder{suffix}", clip=None)
    assert refused.value.faults[0].code == "file_is_folder"


@WITH_DATA
@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "nodes", "car_edges"),
    [("nanshan.osm.gz", 1245, 2610), ("chegongmiao.graphml", 1431, 2929), ("columbus.osm.pbf", 21148, 57368)],
)
def test_real_networks_are_as_large_as_other_tools_find_them(name: str, nodes: int, car_edges: int) -> None:
    """Within a fifth: others leave out other things, such as private ways or service roads."""
    streets = read_streets(DATA / name, clip=None)
    assert allowed(streets, "car").sum() == pytest.approx(car_edges, rel=0.2)
    assert main_part(streets, "car").sum() == pytest.approx(nodes, rel=0.2)


@WITH_DATA
@pytest.mark.data
@pytest.mark.parametrize("name", ["nanshan.osm.gz", "chegongmiao.graphml"])
def test_real_networks_survive_writing_and_reading(read_text: Callable[..., Streets], name: str) -> None:
    """Row for row, also when they are cut to a ground."""
    whole = read_streets(DATA / name, clip=None)
    west, south = np.quantile(whole.node_lonlat, 0.3, axis=0)
    east, north = np.quantile(whole.node_lonlat, 0.7, axis=0)
    ground = ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)
    cut = read_streets(DATA / name, clip=ground, margin_m=100.0)
    assert 0 < cut.edges < whole.edges
    assert_same(read_text("s.geojson", json.dumps(street_features(cut)), clip=ground, margin_m=100.0), cut)
