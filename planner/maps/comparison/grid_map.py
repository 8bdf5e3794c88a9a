"""The grids of a station as SVG, filled by how far one plan exceeds the other."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import numpy as np

from planner.domain.noun import Region
from planner.domain.scenario import Scenario
from planner.geo import Frame

WIDTH = 520
FAINTEST, DARKEST = 0.08, 0.85
"""Opacity of a grid with hardly any difference, and of the one with the largest."""


def grid_map(scenario: Scenario, difference: Mapping[str, float], title: str) -> str:
    """Draw the grids; a positive difference is in the colour of the second plan, a negative one in the first's.

    Parameters
    ----------
    difference
        By grid, in a unit that `title` names.
    """
    frame = Frame(scenario.station.base)
    rings = [frame.metres(ring) for grid in scenario.grids for polygon in grid.region for ring in polygon[:1]]
    if not rings:
        return ""
    corners = np.concatenate(rings)
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    scale = WIDTH / max(east - west, 1.0)
    height = (north - south) * scale
    most = max((abs(value) for value in difference.values()), default=0.0)
    places = [
        _shape(grid.region, frame, (west, north), scale, _fill(difference.get(grid.id, 0.0), most), grid.name)
        for grid in scenario.grids
    ]
    labels = []
    for grid in scenario.grids:
        point = frame.polygon(grid.region).representative_point()
        x, y = (point.x - west) * scale, (north - point.y) * scale
        labels.append(f'<text class="name" x="{x:.1f}" y="{y:.1f}">{escape(grid.name or grid.id)}</text>')
        if grid.id in difference:
            value = f"{difference[grid.id]:+.0f}".replace("-", "\u2212")
            labels.append(f'<text class="name" x="{x:.1f}" y="{y + 14:.1f}">{value}</text>')
    return (
        f'<div class="ground"><svg viewBox="0 0 {WIDTH} {height:.0f}" role="img"><title>{escape(title)}</title>'
        f"{''.join(places)}{''.join(labels)}</svg></div>"
    )


def _fill(value: float, most: float) -> tuple[str, float]:
    if most <= 0 or value == 0:
        return "grid", 1.0
    return ("more-b" if value > 0 else "more-a"), FAINTEST + (DARKEST - FAINTEST) * abs(value) / most


def _shape(
    region: Region, frame: Frame, corner: tuple[float, float], scale: float, fill: tuple[str, float], name: str
) -> str:
    path = "".join(
        "M"
        + "L".join(f"{(x - corner[0]) * scale:.1f} {(corner[1] - y) * scale:.1f}" for x, y in frame.metres(ring))
        + "Z"
        for polygon in region
        for ring in polygon
    )
    return (
        f'<path class="grid" fill-rule="evenodd" d="{path}"><title>{escape(name)}</title></path>'
        f'<path class="{fill[0]}" fill-rule="evenodd" fill-opacity="{fill[1]:.2f}" d="{path}"/>'
    )
