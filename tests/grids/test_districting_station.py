"""Grids of a whole station: cells, work, wishes and what is told of them."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely
from small_station import Ground, station

from planner.cli.app import build
from planner.domain.solving import Limits
from planner.errors import NotFound
from planner.geo import Frame
from planner.grids.districting.cells.blocks import blocks
from planner.grids.districting.cells.ground import cells_of, merged
from planner.grids.districting.cells.hexagons import hexagons
from planner.grids.districting.cells.work import works
from planner.grids.districting.check import check
from planner.grids.districting.prepare import prepare
from planner.grids.districting.problem import TOTAL_LOAD
from planner.grids.districting.report import report
from planner.grids.districting.solve import solve
from planner.grids.districting.wish import Wish
from planner.sources.polygons import polygons_text, read_polygons

GROUND = Ground()
QUICK = Limits(iterations=1, workers=1)


def whole(scenario, cells) -> None:
    """Hold cells to be the whole ground, once."""
    area = sum(shape.area for shape in cells.outlines)
    assert area == pytest.approx(Frame(scenario.station.base).polygon(scenario.boundary).area, rel=1e-4)
    assert all(shape.geom_type == "Polygon" for shape in cells.outlines)


def test_blocks_are_the_ground_between_streets() -> None:
    """A lattice of 6 x 6 streets leaves 25 blocks and the ground about them."""
    scenario = station()
    cells = blocks(Frame(scenario.station.base), scenario.boundary, scenario.streets)
    whole(scenario, cells)
    inner = [shape for shape in cells.outlines if shape.area == pytest.approx(250.0**2, rel=0.01)]
    assert len(inner) == 25
    assert cells.bridges == ()


@pytest.mark.parametrize("wanted", [40, 300])
def test_hexagons_cover_the_ground(wanted: int) -> None:
    """About as many as asked for, each in one piece, none a splinter."""
    scenario = station()
    cells = hexagons(Frame(scenario.station.base), scenario.boundary, wanted)
    whole(scenario, cells)
    assert wanted / 3 < len(cells.names) < wanted * 3
    areas = [shape.area for shape in cells.outlines]
    assert min(areas) > 0.3 * float(np.median(areas))


def test_islands_are_bridged_and_told() -> None:
    """Cells that share no border with the rest hang together by their nearest neighbour."""
    squares = [shapely.box(x, 0, x + 100, 100) for x in (0, 100, 400)]
    cells = cells_of(["a", "b", "b"], squares)
    assert cells.names == ("a", "b", "b-2")
    assert cells.bridges == ((1, 2),)


def test_small_pieces_join_the_longest_border() -> None:
    """A verge of 2 m goes to the block beside it."""
    kept = merged([shapely.box(0, 0, 100, 100), shapely.box(100, 0, 102, 100), shapely.box(102, 0, 300, 50)], 1000.0)
    assert [shape.area for shape in kept] == [10_200, 9_900]


def test_work_is_made_of_what_is_asked_for() -> None:
    """Parts sum to the total; calls follow the calls, people the crowds, and what is unknown falls out."""
    scenario = station()
    cells = prepare(scenario, Wish(grids=2, source="grids")).cells
    assert abs(int(works(scenario, cells, {"calls": 1.0, "area": 1.0}).sum()) - TOTAL_LOAD) <= 4
    people = works(scenario, cells, {"people": 1.0})
    assert people.tolist() == pytest.approx([700 / 3100e-6, 0, 1500 / 3100e-6, 900 / 3100e-6], abs=1)
    silent = station(incidents=())
    assert works(silent, cells, {"calls": 5.0, "people": 1.0}).tolist() == people.tolist()


def test_today_is_reproduced_where_a_change_gains_nothing() -> None:
    """Asked to keep today's grids at any price, every cell stays in its grid."""
    scenario = station()
    prepared = prepare(scenario, Wish(grids=4, keep_today=True, keep_worth_s=1e5, balance_pct=100.0))
    found = solve(prepared.problem, QUICK)
    assert check(prepared.problem, found) == []
    told = report(scenario, prepared, found)
    assert told.moved_pct == pytest.approx(0.0)
    assert [grid.leader for grid in told.grids] == ["C0", "C1", "C2", "C3"]
    assert told.before is not None
    assert told.after.uneven_pct == pytest.approx(told.before.uneven_pct)


def test_new_grids_are_legal_ground_and_more_even() -> None:
    """They cover the station once, each in one piece in degrees, and are more even than today's."""
    scenario = station()
    prepared = prepare(scenario, Wish(grids=4, source="hexagons", cells=60, balance_pct=25.0))
    found = solve(prepared.problem, Limits(iterations=2, workers=1))
    assert check(prepared.problem, found) == []
    told = report(scenario, prepared, found)
    assert told.shortfalls == ()
    shapes = [shapely.MultiPolygon([(part[0], part[1:]) for part in grid.region]) for grid in told.grids]
    assert all(shape.is_valid and len(shape.geoms) == 1 for shape in shapes)
    shared = sum(a.intersection(b).area for n, a in enumerate(shapes) for b in shapes[:n])
    assert shared < 1e-6 * sum(shape.area for shape in shapes)
    assert told.before is not None
    assert told.after.uneven_pct < told.before.uneven_pct
    assert told.after.parts == 4


def test_pins_and_apart_places_are_kept() -> None:
    """A place pinned to today's grid goes there though it lies in another; two apart places part."""
    scenario = station()
    there, beside = GROUND.lonlat(60, 60), GROUND.lonlat(400, 400)
    wish = Wish(grids=4, source="hexagons", cells=60, keep_today=True, balance_pct=80.0, pins=((there, "G1"),))
    prepared = prepare(scenario, replace(wish, apart=((there, beside),)))
    found = solve(prepared.problem, Limits(iterations=2, workers=1))
    assert check(prepared.problem, found) == []
    told = report(scenario, prepared, found)
    held = {grid.id: shapely.MultiPolygon([(part[0], part[1:]) for part in grid.region]) for grid in told.grids}
    assert held["G1"].contains(shapely.Point(there))
    assert not held["G1"].contains(shapely.Point(beside))


def test_cells_beyond_the_reach_are_told() -> None:
    """An office reaches what its streets reach in time; the rest is told by name, not dropped."""
    scenario = station()
    prepared = prepare(scenario, Wish(grids=2, reach_min=1.0))
    assert prepared.beyond
    assert all(prepared.office_s[:, cell].min() > 60 for cell in prepared.beyond)
    told = report(scenario, prepared, solve(prepared.problem, QUICK))
    assert sum(item.code == "cell_beyond_reach" for item in told.shortfalls) == len(prepared.beyond)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(grids=9, source="grids"), "districts_too_many"),
        (Wish(grids=2, keep_today=True), "districts_fewer_than_today"),
        (Wish(grids=2, pins=((GROUND.lonlat(0, 0), "nowhere"),)), "pin_unknown"),
        (Wish(grids=2, pins=((GROUND.lonlat(9000, 0), "O1"),)), "place_in_no_cell"),
        (Wish(grids=2, apart=((GROUND.lonlat(0, 1), GROUND.lonlat(0, 1)),)), "apart_in_one_cell"),
    ],
)
def test_what_cannot_be_meant_is_refused(wish: Wish, code: str) -> None:
    """A wish that means nothing is told."""
    with pytest.raises(NotFound) as caught:
        prepare(station(), wish)
    assert caught.value.code == code


def test_the_command_repairs_a_file(tmp_path, capsys) -> None:
    """A gap of 2 m is closed and told with its place, and other properties stay."""
    rows = [
        ({"id": n, "ward": 7}, GROUND.region(*sides))
        for n, sides in (("A", (0, 0, 100, 100)), ("B", (102, 0, 200, 100)))
    ]
    (tmp_path / "grids.geojson").write_text(polygons_text(rows), encoding="utf-8")
    (tmp_path / "b.geojson").write_text(polygons_text([({}, GROUND.region(0, 0, 200, 100))]), encoding="utf-8")
    asked = [
        str(tmp_path / "grids.geojson"),
        "--boundary",
        str(tmp_path / "b.geojson"),
        "--out",
        str(tmp_path / "o.json"),
    ]
    assert run(["grids", "repair", *asked]) == 0
    assert "200 m2 of nobody's ground" in capsys.readouterr().out
    made = read_polygons(tmp_path / "o.json")
    assert [item.properties for item in made] == [{"id": "A", "ward": 7}, {"id": "B", "ward": 7}]
    assert sum(item.outline(GROUND.frame).area for item in made) == pytest.approx(20_000, rel=1e-3)


def test_the_command_refuses_what_is_no_slip(tmp_path, capsys) -> None:
    """An overlap of half a grid is refused with both names, and nothing is written."""
    rows = [({"id": n}, GROUND.region(*sides)) for n, sides in (("A", (0, 0, 100, 100)), ("B", (50, 0, 200, 100)))]
    (tmp_path / "grids.geojson").write_text(polygons_text(rows), encoding="utf-8")
    code = run(["grids", "repair", str(tmp_path / "grids.geojson"), "--out", str(tmp_path / "o.json")])
    assert code == 2
    assert "m2 with the grid B" in capsys.readouterr().err
    assert not (tmp_path / "o.json").exists()


def test_the_command_draws_grids(tmp_path, capsys) -> None:
    """Nine grids of the sample station: a table, a file that is read back, a map."""
    out, page = tmp_path / "g.geojson", tmp_path / "g.html"
    asked = ["--grids", "9", "--time-limit", "2", "--out", str(out), "--map", str(page)]
    assert run(["grids", "draw", "sample_maps/tianan", *asked]) == 0
    assert "mean way to work" in capsys.readouterr().out
    assert len(json.loads(out.read_text(encoding="utf-8"))["features"]) == 9
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def run(words: list[str]) -> int:
    """Run the command line and give its exit code."""
    try:
        build("en")(words, prog_name="planner")
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
