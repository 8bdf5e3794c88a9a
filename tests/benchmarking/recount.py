"""Answers of the routing benchmark worked out again from the instance files alone, in plain Python.

Shares nothing with the readers, the evaluator or the solver; an illegal answer is an AssertionError.
"""

from __future__ import annotations

import heapq
import math
from itertools import pairwise
from pathlib import Path

ROUNDING = 1e-6


def recount_top(path: Path, routes: list[list[int]], *, most_routes: int) -> float:
    """Give the score of routes from the first point to the last, none longer than the file allows."""
    lines = path.read_text().split("\n")
    longest = float(lines[2].split()[1])
    points = [[float(word) for word in line.split()] for line in lines[3:] if line.strip()]
    assert len(routes) <= most_routes
    visited = [point for route in routes for point in route]
    assert len(set(visited)) == len(visited)
    assert all(0 < point < len(points) - 1 for point in visited)
    for route in routes:
        stops = [0, *route, len(points) - 1]
        length = sum(math.dist(points[a][:2], points[b][:2]) for a, b in pairwise(stops))
        assert length <= longest + ROUNDING
    return sum(points[point][2] for point in visited)


def recount_toptw(path: Path, routes: list[list[int]], *, most_routes: int) -> float:
    """Give the score of routes from and to the depot, each service begun inside its window."""
    rows = {}
    for line in path.read_text().split("\n")[2:]:
        if words := line.split():
            rows[int(words[0])] = [float(word) for word in (*words[1:5], *words[-2:])]
    decimals = 100 if path.name.startswith("pr") else 10

    def leg(a: int, b: int) -> float:
        return math.floor(math.dist(rows[a][:2], rows[b][:2]) * decimals + 1e-9) / decimals

    assert len(routes) <= most_routes
    visited = [point for route in routes for point in route]
    assert len(set(visited)) == len(visited)
    assert 0 not in visited
    for route in routes:
        clock, here = rows[0][4], 0
        for point in route:
            clock = max(clock + leg(here, point), rows[point][4])
            assert clock <= rows[point][5] + ROUNDING
            clock, here = clock + rows[point][2], point
        assert clock + leg(here, 0) <= rows[0][5] + ROUNDING
    return sum(rows[point][3] for point in visited)


def recount_carp(path: Path, routes: list[list[list[int]]]) -> float:
    """Give the cost of routes that serve every edge with a demand once, none above the capacity."""
    numbers = [int(word) for word in path.read_text().split()]
    vertices, count = numbers[:2]
    edges = [numbers[2 + 4 * row : 6 + 4 * row] for row in range(count)]
    tail = numbers[2 + 4 * count :]
    capacity, depot = tail[1], tail[2] if len(tail) == 5 else 0
    near = _all_distances(vertices, edges)
    served = sorted(edge for route in routes for edge, _ in route)
    assert served == [row for row, edge in enumerate(edges) if edge[3] > 0]
    cost = 0
    for route in routes:
        assert sum(edges[edge][3] for edge, _ in route) <= capacity
        here = depot
        for edge, direction in route:
            source, target, price, _ = edges[edge]
            entry, leaving = (target, source) if direction else (source, target)
            cost += near[here][entry] + price
            here = leaving
        cost += near[here][depot]
    return cost


def _all_distances(vertices: int, edges: list[list[int]]) -> list[list[float]]:
    joined: list[list[tuple[int, int]]] = [[] for _ in range(vertices)]
    for source, target, price, _ in edges:
        joined[source].append((target, price))
        joined[target].append((source, price))
    table = []
    for start in range(vertices):
        best = [math.inf] * vertices
        queue = [(0.0, start)]
        while queue:
            cost, vertex = heapq.heappop(queue)
            if cost >= best[vertex]:
                continue
            best[vertex] = cost
            for other, price in joined[vertex]:
                heapq.heappush(queue, (cost + price, other))
        table.append(best)
    return table
