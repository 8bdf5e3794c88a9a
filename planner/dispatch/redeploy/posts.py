"""Where units may wait: posts of the scenario, and junctions with much demand about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.dispatch.redeploy.aim import Aim, junctions
from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.geo import Frame

MOST_JUNCTIONS = 60
"""Junctions offered besides the posts of the scenario."""
APART_M = 150.0
"""Least distance between two junctions that are offered [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A place to wait: its node, where it is [deg], and its name; empty: a junction without one."""

    node: int
    lonlat: LonLat
    name: str


def posts(scenario: Scenario, aimed: Aim, most: int = MOST_JUNCTIONS) -> list[Post]:
    """List stand-by posts (屯警点), offices and bases, and then junctions, those with most demand near them first."""
    named = [(point.location, point.name) for point in scenario.points if point.presence]
    named += [(office.location, office.name) for office in scenario.offices]
    named += [(scenario.station.base, scenario.station.name)]
    named += [(force.base, "") for force in scenario.forces]
    found: dict[int, Post] = {}
    for node, (_, name) in zip(junctions(scenario, [place for place, _ in named]).tolist(), named, strict=True):
        if node not in found or not found[node].name:
            found[node] = post_at(scenario, node, name)
    for node in _busy(scenario, aimed, list(found), most):
        found[node] = post_at(scenario, node)
    return list(found.values())


def post_at(scenario: Scenario, node: int, name: str = "") -> Post:
    """Give a post at a junction, with its streets as its name unless it has one."""
    streets = scenario.streets
    lon, lat = streets.node_lonlat[node].tolist()
    if not name:
        edges = np.flatnonzero((streets.edge_source == node) | (streets.edge_target == node))
        named = dict.fromkeys(streets.names[streets.edge_name[edge]] for edge in edges if streets.edge_name[edge])
        name = " / ".join(list(named)[:2])
    return Post(node=node, lonlat=(float(lon), float(lat)), name=name)


def _busy(scenario: Scenario, aimed: Aim, taken: list[int], most: int) -> list[int]:
    """Take the junctions with most demand within reach of a walk, none near one that is taken already."""
    from scipy.spatial import cKDTree

    if not len(aimed.node):
        return []
    frame = Frame(scenario.station.base)
    xy = frame.metres(aimed.lonlat)
    tree = cKDTree(xy)
    about = np.array([aimed.weight[near].sum() for near in tree.query_ball_point(xy, 2 * APART_M)])
    free = np.ones(len(xy), bool)
    for node in taken:
        free[tree.query_ball_point(frame.metres(scenario.streets.node_lonlat[node])[0], APART_M)] = False
    found: list[int] = []
    for row in np.argsort(-about, kind="stable").tolist():
        if len(found) == most:
            break
        if free[row]:
            found.append(int(aimed.node[row]))
            free[tree.query_ball_point(xy[row], APART_M)] = False
    return found
