"""The map of new grids as SVG: layers that can be shown or hidden, and a hatch where ground changes its grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from planner.geo import Frame

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from planner.domain.scenario import Scenario
    from planner.grids.districting.prepare import Prepared
    from planner.grids.districting.report import Report

WIDTH = 1000
LETTER = 16
"""About how wide a letter of an office's name is drawn."""
MOST_STREETS = 20_000
"""With more edges the streets are left out, as the page would be slow."""
HUE_STEP = 137.5
"""Degrees between the hues of two grids: the golden angle, so that few hues come near each other."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """From metres to the drawing: the west and north edge [m], and units a metre."""

    west: float
    north: float
    scale: float

    def path(self, shape: BaseGeometry) -> str:
        """Give a shape of polygons as the data of a path."""
        polygons = getattr(shape, "geoms", [shape])
        rings = (ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors))
        return "".join(f"{self.line(np.asarray(ring.coords))}Z" for ring in rings)

    def line(self, points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
        """Give points as the data of a path."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(self.at, points[:, 0], points[:, 1]))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Give where a point lies."""
        return (x - self.west) * self.scale, (self.north - y) * self.scale


def drawing(scenario: Scenario, prepared: Prepared, told: Report, title: str) -> str:
    """Draw the grids of a report; every layer is a group with a class of its own."""
    frame = Frame(scenario.station.base)
    shapes = [frame.polygon(grid.region) for grid in told.grids]
    bounds = np.array([shape.bounds for shape in (*shapes, *(frame.polygon(g.region) for g in scenario.grids))])
    (west, south), (east, north) = bounds[:, :2].min(axis=0).tolist(), bounds[:, 2:].max(axis=0).tolist()
    scale = WIDTH / max(east - west, 1.0)
    canvas = Canvas(west, north, scale)
    layers = (
        _group("fill", _fills(canvas, shapes, [f"{grid.id} {grid.name}" for grid in told.grids])),
        _group("streets", _streets(canvas, frame, scenario)),
        _group("moved", (f'<path fill-rule="evenodd" d="{canvas.path(_joined(prepared, told.moved))}"/>',))
        if told.moved
        else "",
        _group("before", _borders(canvas, [frame.polygon(grid.region) for grid in scenario.grids])),
        _group("after", (f'<path d="{canvas.path(shape)}"/>' for shape in shapes)),
        _group("offices", _offices(canvas, frame, scenario)),
        _group("load", _loads(canvas, shapes, told, _office_signs(canvas, frame, scenario))),
    )
    height = (north - south) * scale
    return (
        f'<svg viewBox="-8 -8 {WIDTH + 16} {height + 16:.0f}" role="img"><title>{escape(title)}</title>'
        '<defs><pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path class="hatch" d="M0 0V9"/></pattern></defs>{"".join(layers)}</svg>'
    )


def _group(name: str, parts: Iterable[str]) -> str:
    return f'<g class="{name}">{"".join(parts)}</g>'


def _joined(prepared: Prepared, cells: tuple[int, ...]) -> BaseGeometry:
    import shapely

    return shapely.union_all([prepared.cells.outlines[cell] for cell in cells], grid_size=0.001)


def _fills(canvas: Canvas, shapes: Sequence[BaseGeometry], names: list[str]) -> Iterable[str]:
    for number, (shape, name) in enumerate(zip(shapes, names, strict=True)):
        hue = number * HUE_STEP % 360
        yield (
            f'<path fill-rule="evenodd" fill="hsl({hue:.0f} 55% 80%)" d="{canvas.path(shape)}">'
            f"<title>{escape(name)}</title></path>"
        )


def _borders(canvas: Canvas, shapes: Sequence[BaseGeometry]) -> Iterable[str]:
    """Draw each border once: dashes of two neighbours on one line would fill each other's gaps."""
    import shapely

    lines = shapely.line_merge(shapely.union_all([shape.boundary for shape in shapes], grid_size=0.01))
    for line in getattr(lines, "geoms", [lines]):
        if not line.is_empty:
            yield f'<path d="{canvas.line(np.asarray(line.coords))}"/>'


def _streets(canvas: Canvas, frame: Frame, scenario: Scenario) -> Iterable[str]:
    streets = scenario.streets
    if streets.edges > MOST_STREETS:
        return
    ends = np.sort(np.column_stack([streets.edge_source, streets.edge_target]), axis=1)
    _, first = np.unique(
        np.column_stack([ends, np.round(streets.edge_length_m).astype(int)]), axis=0, return_index=True
    )
    lines = "".join(canvas.line(frame.metres(streets.shape(int(edge)))) for edge in first)
    yield f'<path d="{lines}"/>'


def _offices(canvas: Canvas, frame: Frame, scenario: Scenario) -> Iterable[str]:
    for office in scenario.offices:
        x, y = canvas.at(*frame.metres(office.location)[0])
        yield f'<rect x="{x - 7:.1f}" y="{y - 7:.1f}" width="14" height="14"/>'
        yield f'<text x="{x:.1f}" y="{y + 24:.1f}">{escape(office.name)}</text>'


def _office_signs(canvas: Canvas, frame: Frame, scenario: Scenario) -> BaseGeometry:
    """Give the ground that the signs of offices and their names take up [m]."""
    import shapely

    unit_m = 1 / canvas.scale
    boxes = []
    for office in scenario.offices:
        x, y = frame.metres(office.location)[0].tolist()
        half_m = max(LETTER * len(office.name) / 2, 10) * unit_m
        boxes.append(shapely.box(x - half_m, y - 34 * unit_m, x + half_m, y + 26 * unit_m))
    return shapely.union_all(boxes)


def _loads(canvas: Canvas, shapes: Sequence[BaseGeometry], told: Report, taken: BaseGeometry) -> Iterable[str]:
    """Write what each grid has to do where there is most room for it."""
    for shape, grid, row in zip(shapes, told.grids, told.after.rows, strict=True):
        x, y = canvas.at(*_roomiest(shape.difference(taken)) or _roomiest(shape))
        yield f'<text class="id" x="{x:.1f}" y="{y:.1f}">{escape(grid.id)}</text>'
        yield f'<text x="{x:.1f}" y="{y + 18:.1f}">{row.load_pct:.0f} %</text>'


def _roomiest(shape: BaseGeometry) -> tuple[float, ...]:
    """Give the point of a shape that is farthest from its edge [m]; nothing for an empty shape."""
    import shapely

    if shape.is_empty:
        return ()
    return tuple(shapely.get_coordinates(shapely.maximum_inscribed_circle([shape]))[0].tolist())
