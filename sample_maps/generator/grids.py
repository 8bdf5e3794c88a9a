"""The station's boundary and its police grids: superblocks joined along the avenues that bound them."""

from __future__ import annotations

from generator.curves import avenue_edges
from generator.ground import XY, Edge, Ground, corners


def outline(ground: Ground, blocks: list[str]) -> list[XY]:
    """Give the closed ring around superblocks that hang together, counter-clockwise [m].

    An edge between two of the blocks is passed once in each direction and cancels out.
    """
    sides: set[Edge] = set()
    for block in blocks:
        nw, ne, sw, se = corners(block)
        for start, end in ((nw, sw), (sw, se), (se, ne), (ne, nw)):
            if (end, start) in sides:
                sides.remove((end, start))
            else:
                sides.add((start, end))
    following = dict(sorted(sides))
    first = min(following)
    ring, at = [first], following[first]
    while at != first:
        ring.append(at)
        at = following[at]
    lines = avenue_edges(ground)
    points: list[XY] = []
    for start, end in zip(ring, [*ring[1:], first], strict=True):
        line = lines[start, end] if (start, end) in lines else lines[end, start][::-1]
        points += line[:-1]
    return [*points, points[0]]


def boundary(ground: Ground) -> list[XY]:
    """Give the ring around the whole station [m]."""
    return outline(ground, list(ground.blocks))


def grid_ring(ground: Ground, grid: str) -> list[XY]:
    """Give the ring around a police grid [m]."""
    return outline(ground, [name for name, block in ground.blocks.items() if block.grid == grid])


def grid_rings(ground: Ground) -> dict[str, list[XY]]:
    """Give the rings around all police grids [m]."""
    return {grid: grid_ring(ground, grid) for grid in ground.grids}
