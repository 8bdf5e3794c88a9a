"""Grids arrive the same from every vector format, coordinate system and datum."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import prcoords
import pyogrio.raw
import pytest
import shapely
from faulty_station import codes_of, edit, faults_of, name_file
from pyproj import Transformer

from planner.domain.scenario import Scenario
from planner.sources.scenario import read_scenario

GRIDS = {"G1": (114.045, 22.535, 114.05, 22.545), "G2": (114.05, 22.535, 114.055, 22.545)}
FIELDS = ["ID", "Name", "office"]


def write(
    path: Path, crs: str | None, driver: str, names: tuple[str, ...] = ("一警格", "二警格"), **options: object
) -> None:
    """Write the two grids with GDAL."""
    boxes = np.array([shapely.box(*corners) for corners in GRIDS.values()])
    if crs not in {None, "EPSG:4326"}:
        move = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
        boxes = shapely.transform(boxes, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
    columns = [np.array(list(GRIDS), object), np.array(names, object), np.array(["O1", "O1"], object)]
    pyogrio.raw.write(
        path, shapely.to_wkb(boxes), columns, FIELDS, crs=crs, driver=driver, geometry_type="Polygon", **options
    )


def corners_of(scenario: Scenario) -> dict[str, list[float]]:
    """Give the bounding boxes of the grids."""
    return {grid.id: list(shapely.Polygon(grid.region[0][0]).bounds) for grid in scenario.grids}


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4547", "EPSG:3857", "EPSG:4490"])
@pytest.mark.parametrize(("name", "driver"), [("grids.gpkg", "GPKG"), ("polygons.shp", "ESRI Shapefile")])
def test_formats_and_coordinate_systems(station: Path, name: str, driver: str, crs: str) -> None:
    """GeoPackage and Shapefile in any declared coordinate system give the same grids, Chinese names included."""
    write(station / name, crs, driver)
    name_file(station, "grids", name)
    scenario = read_scenario(station)
    assert [grid.name for grid in scenario.grids] == ["一警格", "二警格"]
    for identity, corners in corners_of(scenario).items():
        assert corners == pytest.approx(GRIDS[identity], abs=2e-6)


def test_shapefile_in_gbk_without_cpg(station: Path) -> None:
    """A Shapefile from older Chinese software, in GBK without saying so, keeps its names."""
    write(station / "old.shp", "EPSG:4326", "ESRI Shapefile", encoding="gbk")
    (station / "old.cpg").unlink()
    name_file(station, "grids", "old.shp")
    assert [grid.name for grid in read_scenario(station).grids] == ["一警格", "二警格"]


def test_shapefile_without_prj_is_refused(station: Path) -> None:
    """A Shapefile that does not say its coordinate system is not guessed at."""
    write(station / "bare.shp", "EPSG:4326", "ESRI Shapefile")
    (station / "bare.prj").unlink()
    name_file(station, "grids", "bare.shp")
    assert "crs_missing" in codes_of(station)


def test_kml(station: Path) -> None:
    """KML from a map program is read; the id is in its extended data."""
    marks = "".join(
        f"<Placemark><name>{identity}格</name>"
        f"<ExtendedData><Data name='id'><value>{identity}</value></Data></ExtendedData>"
        f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{w},{s},0 {e},{s},0 {e},{n},0 {w},{n},0 {w},{s},0"
        "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for identity, (w, s, e, n) in GRIDS.items()
    )
    (station / "grids.kml").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>',
        "utf-8",
    )
    name_file(station, "grids", "grids.kml")
    scenario = read_scenario(station)
    assert [(grid.id, grid.name) for grid in scenario.grids] == [("G1", "G1格"), ("G2", "G2格")]
    assert corners_of(scenario)["G1"] == pytest.approx(GRIDS["G1"])


def test_layers_of_a_geopackage(station: Path) -> None:
    """A GeoPackage with several layers needs the layer's name behind a #."""
    write(station / "all.gpkg", "EPSG:4326", "GPKG", layer="grids")
    write(station / "all.gpkg", "EPSG:4326", "GPKG", layer="other", append=True)
    name_file(station, "grids", "all.gpkg")
    assert "layers_several" in codes_of(station)
    edit(station, '"all.gpkg"', '"all.gpkg#grid"')
    assert "layer_missing" in codes_of(station)
    edit(station, '"all.gpkg#grid"', '"all.gpkg#grids"')
    assert set(corners_of(read_scenario(station))) == set(GRIDS)


def test_old_geojson_with_a_coordinate_system(station: Path) -> None:
    """GeoJSON from before RFC 7946 that declares EPSG:4547 is converted."""
    move = Transformer.from_crs("EPSG:4326", "EPSG:4547", always_xy=True)
    data = json.loads((station / "grids.geojson").read_text("utf-8"))
    for feature in data["features"]:
        ring = feature["geometry"]["coordinates"][0]
        feature["geometry"]["coordinates"][0] = [list(move.transform(*point)) for point in ring]
    data["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}
    (station / "grids.geojson").write_text(json.dumps(data), "utf-8")
    assert corners_of(read_scenario(station))["G2"] == pytest.approx(GRIDS["G2"], abs=2e-6)


@pytest.mark.parametrize(("datum", "shift"), [("gcj02", prcoords.wgs_gcj), ("bd09", prcoords.wgs_bd)])
def test_chinese_datum_reaches_everything(station: Path, datum: str, shift) -> None:
    """A scenario drawn on a shifted Chinese map is the same as the true one within a tenth of a metre."""
    true = read_scenario(station)

    def moved(lon: float, lat: float) -> list[float]:
        found = shift(prcoords.Coords(lat, lon))
        return [found.lon, found.lat]

    for path in station.glob("*.geojson"):
        data = json.loads(path.read_text("utf-8"))
        for feature in data["features"]:
            feature["geometry"]["coordinates"] = deep(feature["geometry"]["coordinates"], moved)
        path.write_text(json.dumps(data), "utf-8")
    for lon, lat in ((114.05, 22.54), (114.052, 22.54), (114.05, 22.5401)):
        text = (station / "scenario.toml").read_text("utf-8")
        text = text.replace(f"[{lon:.4f}, {lat:.4f}]", str(moved(lon, lat)))
        (station / "scenario.toml").write_text(text, "utf-8")
    rows = (station / "incidents.csv").read_text("utf-8").splitlines()
    for number, row in enumerate(rows[1:], 1):
        time, lon, lat, kind = row.split(",")
        rows[number] = ",".join([time, *map(str, moved(float(lon), float(lat))), kind])
    (station / "incidents.csv").write_text("\n".join(rows), "utf-8")
    edit(station, "[station]\n", f'datum = "{datum}"\n[station]\n')
    shifted = read_scenario(station)
    assert positions(shifted) == pytest.approx(positions(true), abs=1e-6)
    assert shifted.streets.node_lonlat == pytest.approx(true.streets.node_lonlat, abs=1e-6)


def positions(scenario: Scenario) -> np.ndarray:
    """Give all coordinates of a scenario in a fixed order."""
    found: list[float] = [*scenario.station.base]
    for noun in (*scenario.offices, *scenario.forces, *scenario.docks, *scenario.places, *scenario.incidents):
        found += getattr(noun, "location", None) or noun.base
    for noun in (*scenario.grids, *scenario.zones, *scenario.areas):
        found += list(np.ravel(noun.region[0][0]))
    return np.array([*found, *np.ravel(scenario.boundary[0][0]), *np.ravel(scenario.lines[0].line)])


def deep(coordinates, move):
    """Move every position of nested GeoJSON coordinates."""
    if isinstance(coordinates[0], float | int):
        return move(*coordinates)
    return [deep(inner, move) for inner in coordinates]


def test_boundary_of_several_features_is_joined(station: Path) -> None:
    """A boundary drawn in two pieces that touch becomes one ground."""
    (station / "boundary.geojson").write_text((station / "grids.geojson").read_text("utf-8"), "utf-8")
    scenario = read_scenario(station)
    assert len(scenario.boundary) == 1
    assert shapely.Polygon(scenario.boundary[0][0]).bounds == pytest.approx((114.045, 22.535, 114.055, 22.545))


def test_self_intersection_is_located(station: Path) -> None:
    """The message says where the outline crosses itself."""
    data = json.loads((station / "zones.geojson").read_text("utf-8"))
    data["features"][0]["geometry"]["coordinates"] = [
        [[114.046, 22.536], [114.05, 22.54], [114.05, 22.536], [114.046, 22.54], [114.046, 22.536]]
    ]
    (station / "zones.geojson").write_text(json.dumps(data), "utf-8")
    (fault,) = faults_of(station)
    assert (fault.params["lon"], fault.params["lat"]) == ("114.048000", "22.538000")


def test_overlap_is_measured(station: Path) -> None:
    """Two grids that share a strip of 0.0002 degrees by 0.01 degrees share about 22,800 m2."""
    text = (station / "grids.geojson").read_text("utf-8")
    (station / "grids.geojson").write_text(text.replace("[114.05, 22.5", "[114.0502, 22.5", 2), "utf-8")
    (fault,) = faults_of(station)
    assert fault.code == "grids_overlap"
    assert fault.params["other"] == "G1"
    assert fault.params["area_m2"] == pytest.approx(20.6 * 1107.5, rel=0.02)
