"""Streets from GraphML as OSMnx writes it: nodes with x and y, directed edges with `highway` and a geometry in WKT."""

from __future__ import annotations

import ast
import io
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.sources.faults import shown
from planner.sources.road_rules import CLOSED, class_of, road
from planner.sources.ways import Ways

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from planner.geo import Datum, Floats
    from planner.sources.files import SourceFile


class _Edge(NamedTuple):
    """An edge as the file has it."""

    source: str
    target: str
    data: dict[str, str]


class _Graph(NamedTuple):
    """A graph as the file has it: its own data, its nodes' data and its edges."""

    data: dict[str, str]
    nodes: dict[str, dict[str, str]]
    edges: list[_Edge]


def read_graphml(source: SourceFile, datum: Datum) -> Ways:
    """Read a street graph; two edges that run the same line both ways are one street open both ways.

    Raises
    ------
    InputRefused
        If it is no GraphML, declares entities, or has nodes without coordinates.
    """
    graph = _read(source)
    number = {node: index for index, node in enumerate(graph.nodes)}
    lonlat = _lonlat(source, graph)
    ways = Ways(datum=datum)
    known = [edge for edge in graph.edges if edge.source in number and edge.target in number]
    shapes = _shapes(source, graph, known, number, lonlat)
    undirected = graph.data.get("edgedefault") == "undirected"
    next_ref = len(number)
    for index, both_ways in _streets(known, shapes):
        edge, shape = known[index], shapes[index]
        tags = _tags(edge.data) | {"oneway": "no" if both_ways or undirected else "yes"}
        found = road(tags)
        if found is None:
            continue
        inner = range(next_ref, next_ref + len(shape) - 2)
        next_ref += len(inner)
        refs = [number[edge.source], *inner, number[edge.target]]
        ways.add(found, tags.get("name", ""), ((ref, *at) for ref, at in zip(refs, shape.tolist(), strict=True)))
    return ways


def _streets(edges: list[_Edge], shapes: list[Floats]) -> Iterator[tuple[int, bool]]:
    """List each street once, as an index of an edge and whether another edge runs the same line backwards."""
    waiting: dict[tuple[str, str, bytes], list[int]] = {}
    for index, (edge, shape) in enumerate(zip(edges, shapes, strict=True)):
        waiting.setdefault((edge.source, edge.target, shape.tobytes()), []).append(index)
    gone: set[int] = set()
    for index, (edge, shape) in enumerate(zip(edges, shapes, strict=True)):
        if index in gone:
            continue
        gone.add(index)
        others = waiting.get((edge.target, edge.source, np.ascontiguousarray(shape[::-1]).tobytes()), [])
        opposite = next((other for other in others if other not in gone), None)
        if opposite is not None:
            gone.add(opposite)
        yield index, opposite is not None


def _read(source: SourceFile) -> _Graph:
    """Read the elements of the file, one at a time."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    graph, names = _Graph({}, {}, []), dict[str, str]()
    try:
        elements = iterparse(io.BytesIO(source.data()), events=("start", "end"), forbid_dtd=True)
        _, root = next(elements)
        if _tag(root) != "graphml":
            raise source.refused("file_is_not", format="GraphML")
        for event, element in elements:
            _take(event, element, graph, names)
    except DefusedXmlException:
        raise source.refused("xml_entities") from None
    except (ParseError, ValueError, LookupError) as error:
        place = f"line {error.position[0]}" if isinstance(error, ParseError) else ""
        raise source.refused("xml_syntax", place, detail=shown(str(error))) from None
    return graph


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _take(event: str, element: Element, graph: _Graph, names: dict[str, str]) -> None:
    """Take what one element says; `names` are those of the keys, by their ids."""
    tag, attributes = _tag(element), element.attrib
    if event == "start":
        if tag == "graph":
            graph.data.update(attributes)
        return
    if tag == "key":
        names[attributes.get("id", "")] = attributes.get("attr.name", "")
    elif tag == "node":
        graph.nodes[attributes.get("id", "")] = _data(element, names)
    elif tag == "edge":
        graph.edges.append(_Edge(attributes.get("source", ""), attributes.get("target", ""), _data(element, names)))
    elif tag == "graph":
        graph.data.update(_data(element, names))
    if tag in {"node", "edge"}:
        element.clear()


def _data(element: Element, names: dict[str, str]) -> dict[str, str]:
    return {names.get(part.get("key", ""), ""): part.text or "" for part in element if _tag(part) == "data"}


def _lonlat(source: SourceFile, graph: _Graph) -> Floats:
    """Give the place of every node, (n, 2) [deg]."""
    places = np.empty((len(graph.nodes), 2))
    for row, (node, data) in enumerate(graph.nodes.items()):
        try:
            places[row] = float(data["x"]), float(data["y"])
        except (KeyError, ValueError):
            raise source.refused("graphml_no_coordinates", f"node {shown(node)}") from None
    places = _degrees(source, graph, places)
    off = np.flatnonzero(~(np.abs(places) <= (180.0, 90.0)).all(axis=1))
    if len(off):
        raise source.refused("graphml_no_coordinates", f"node {shown(list(graph.nodes)[off[0]])}")
    return places


def _degrees(source: SourceFile, graph: _Graph, xy: Floats) -> Floats:
    """Bring (n, 2) points of the graph's own coordinate system to longitude and latitude [deg]."""
    crs = graph.data.get("crs", "epsg:4326")
    if crs.lower() == "epsg:4326" or not len(xy):
        return xy
    from pyproj import CRS, Transformer
    from pyproj.exceptions import CRSError, ProjError

    try:
        transformer = Transformer.from_crs(CRS.from_user_input(crs), "EPSG:4326", always_xy=True)
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
    except (CRSError, ProjError):
        raise source.refused("crs_unknown", "crs", crs=shown(crs)) from None


def _shapes(
    source: SourceFile, graph: _Graph, edges: list[_Edge], number: dict[str, int], lonlat: Floats
) -> list[Floats]:
    """Give the points of every edge from its source to its target [deg]; without a geometry it is a straight line."""
    import shapely

    written = np.array([edge.data.get("geometry") or None for edge in edges], object)
    with np.errstate(invalid="ignore"):
        drawn = np.asarray(shapely.from_wkt(written, on_invalid="ignore"))
    line = (shapely.get_type_id(drawn) == shapely.GeometryType.LINESTRING) & np.isfinite(shapely.length(drawn))
    unreadable = np.flatnonzero((written != None) & ~line)  # noqa: E711 - element by element
    if len(unreadable):
        edge = edges[unreadable[0]]
        raise source.refused("geometry_unreadable", f"edge {shown(edge.source)} - {shown(edge.target)}")
    inner, owner = shapely.get_coordinates(drawn, return_index=True)
    start = np.searchsorted(owner, np.arange(len(edges) + 1))
    inner = _degrees(source, graph, inner)
    shapes = []
    for edge, (low, high) in zip(edges, pairwise(start.tolist()), strict=True):
        between = inner[low + 1 : max(low + 1, high - 1)]
        shape = np.vstack([lonlat[number[edge.source]], between, lonlat[number[edge.target]]])
        shapes.append(np.round(shape, 7))
    return shapes


def _tags(data: dict[str, str]) -> dict[str, str]:
    """Give an edge's tags; where OSMnx joined several ways, their values stand as a list and become one value."""
    return {key: _single(key, value) for key, value in data.items()}


def _single(key: str, value: str) -> str:
    if not (value.startswith("[") and value.endswith("]")):
        return value
    try:
        values = [str(item) for item in ast.literal_eval(value)]
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value
    if key == "highway":
        return next((item for item in values if class_of(item)), "")
    if key == "maxspeed":
        return ";".join(values)
    return next((item for item in values if item in CLOSED), values[0] if values else "")
