"""OpenStreetMap files: what becomes a street, who may pass it, how fast, and where it is split."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from xml.sax.saxutils import quoteattr

import numpy as np
import pytest

from planner.domain.street import BIKE, CAR, FOOT, ROAD_CLASSES, Streets
from planner.geo import Frame, great_circle_m
from planner.sources.road_rules import CLASS_MODES, road
from planner.sources.road_speeds import CLASS_SPEED_KMH, read_maxspeed
from planner.sources.streets import read_streets

ALL = CAR | BIKE | FOOT
NODES = {1: (0, 0), 2: (100, 0), 3: (200, 0), 4: (100, 100), 5: (100, -100), 6: (300, 0), 7: (200, 100)}
"""Places of the nodes that the ways below run through [m]."""
FRAME = Frame((114.02, 22.53))

Way: TypeAlias = tuple[list[int], dict[str, str]]
ReadOsm: TypeAlias = Callable[..., Streets]


def osm_text(ways: list[Way], extra: str = "") -> str:
    """Write an .osm file."""
    at = FRAME.lonlat(list(NODES.values()))
    nodes = [f'<node id="{n}" lon="{lon:.7f}" lat="{lat:.7f}"/>' for n, (lon, lat) in zip(NODES, at, strict=True)]
    drawn = []
    for number, (refs, tags) in enumerate(ways, 1):
        inside = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        inside += "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
        drawn.append(f'<way id="{number}">{inside}</way>')
    return f'<osm version="0.6">{"".join(nodes)}{"".join(drawn)}{extra}</osm>'


@pytest.fixture
def read_osm(tmp_path: Path) -> ReadOsm:
    """Give the reader of ways as they would stand in a file."""

    def read(ways: list[Way], extra: str = "", **options: object) -> Streets:
        path = tmp_path / "streets.osm"
        path.write_text(osm_text(ways, extra), encoding="utf-8")
        return read_streets(path, **{"clip": None} | options)

    return read


def rights(streets: Streets) -> dict[tuple[int, int], int]:
    """Give the modes of every edge by its nodes, named as in `NODES`; new nodes are 0."""
    at = {
        tuple(np.round(place, 7)): name for name, place in zip(NODES, FRAME.lonlat(list(NODES.values())), strict=True)
    }
    names = [at.get(tuple(place), 0) for place in streets.node_lonlat.tolist()]
    pairs = zip(streets.edge_source.tolist(), streets.edge_target.tolist(), strict=True)
    return {(names[a], names[b]): int(modes) for (a, b), modes in zip(pairs, streets.edge_modes, strict=True)}


def test_ways_are_split_where_they_meet(read_osm: ReadOsm) -> None:
    """A way with another one in its middle becomes two streets, and points between junctions become geometry."""
    streets = read_osm([([1, 2, 3, 6], {"highway": "primary"}), ([5, 3], {"highway": "residential"})])
    assert set(rights(streets)) == {(1, 3), (3, 1), (3, 6), (6, 3), (5, 3), (3, 5)}
    assert len(streets.shape(0)) == 3
    assert streets.edge_length_m[0] == pytest.approx(200.0, rel=0.01)


def test_alike_ways_end_to_end_become_one_street(read_osm: ReadOsm) -> None:
    """Also when they are drawn towards each other; a change of name or of limit keeps the node."""
    road_tags = {"highway": "primary", "name": "深南大道"}
    assert set(rights(read_osm([([1, 2], road_tags), ([3, 2], road_tags)]))) == {(1, 3), (3, 1)}
    assert len(rights(read_osm([([1, 2], road_tags), ([3, 2], {"highway": "primary"})]))) == 4
    assert len(rights(read_osm([([1, 2], road_tags), ([2, 3], road_tags | {"maxspeed": "30"})]))) == 4


def test_one_ways_are_joined_only_in_their_direction(read_osm: ReadOsm) -> None:
    """A one-way street that goes on is one street; two that meet head-on are two."""
    oneway = {"highway": "primary", "oneway": "yes"}
    assert rights(read_osm([([1, 2], oneway), ([2, 3], oneway)])) == {(1, 3): ALL, (3, 1): FOOT}
    assert rights(read_osm([([1, 2], oneway), ([3, 2], {"highway": "primary", "oneway": "-1"})])) == {
        (1, 3): ALL,
        (3, 1): FOOT,
    }
    assert len(rights(read_osm([([1, 2], oneway), ([3, 2], oneway)]))) == 4


def test_a_ring_is_a_street_from_its_junction_to_itself(read_osm: ReadOsm) -> None:
    """A loop road keeps its whole length, whether a street leads to it or not."""
    ring = read_osm([([2, 3, 7, 4, 2], {"highway": "residential"}), ([1, 2], {"highway": "residential"})])
    loops = np.flatnonzero(ring.edge_source == ring.edge_target)
    assert len(loops) == 2
    np.testing.assert_allclose(ring.edge_length_m[loops], 400.0, rtol=0.01)
    alone = read_osm([([2, 3, 7], {"highway": "residential"}), ([2, 4, 7], {"highway": "residential"})])
    assert (alone.nodes, alone.edges) == (1, 2)


def test_a_bridge_is_no_junction(read_osm: ReadOsm) -> None:
    """Streets that cross on the map without a common node do not meet."""
    streets = read_osm([([1, 3], {"highway": "primary"}), ([5, 4], {"highway": "residential"})])
    assert set(rights(streets)) == {(1, 3), (3, 1), (5, 4), (4, 5)}


def test_only_streets_are_read(read_osm: ReadOsm) -> None:
    """Buildings, streets to come, race tracks, squares and relations are passed over without complaint."""
    others: list[Way] = [
        ([1, 2, 4, 1], {"building": "yes", "name": "大厦"}),
        ([2, 4], {"highway": "proposed"}),
        ([2, 5], {"highway": "construction"}),
        ([3, 7], {"highway": "raceway"}),
        ([2, 3, 7, 4, 2], {"highway": "pedestrian", "area": "yes"}),
    ]
    relation = '<relation id="1"><member type="way" ref="999" role=""/><tag k="type" v="multipolygon"/></relation>'
    assert set(rights(read_osm([*others, ([1, 3], {"highway": "primary"})], relation))) == {(1, 3), (3, 1)}


def test_points_that_the_file_lacks_drop_their_stretch_only(read_osm: ReadOsm) -> None:
    """A clipped extract keeps what it can draw, on both sides of the gap."""
    streets = read_osm([([1, 2, 99, 3, 6], {"highway": "primary"})])
    assert set(rights(streets)) == {(1, 2), (2, 1), (3, 6), (6, 3)}


def test_every_class_and_its_ramps_are_streets() -> None:
    """All classes are read, a ramp as the class that it leads to."""
    for number, name in enumerate(ROAD_CLASSES):
        found = road({"highway": name})
        assert found is not None
        assert found.road_class == number
        assert found.forward_kmh == CLASS_SPEED_KMH[name]
    for name in ("motorway", "trunk", "primary", "secondary", "tertiary"):
        ramp = road({"highway": f"{name}_link"})
        assert ramp is not None
        assert (ROAD_CLASSES[ramp.road_class], ramp.forward_kmh <= 40.0) == (name, True)


def test_the_documented_table_of_classes_is_the_one_in_force() -> None:
    """Speeds and rights in docs/streets.md are those of the code, class by class."""
    page = (Path(__file__).parents[2] / "docs" / "streets.md").read_text(encoding="utf-8")
    rows = [[cell.strip(" `") for cell in row.split("|")[1:-1]] for row in page.splitlines() if row.startswith("| `")]
    documented = {row[0]: row[1:] for row in rows if row[0] in ROAD_CLASSES}
    assert list(documented) == list(ROAD_CLASSES)
    for name, (kmh, *who) in documented.items():
        assert float(kmh) == CLASS_SPEED_KMH[name]
        assert [cell == "yes" for cell in who] == [bool(CLASS_MODES[name] & mode) for mode in (CAR, BIKE, FOOT)]


@pytest.mark.parametrize(
    ("tags", "forward", "backward"),
    [
        ({"highway": "residential"}, ALL, ALL),
        ({"highway": "residential", "oneway": "yes"}, ALL, FOOT),
        ({"highway": "residential", "oneway": "-1"}, FOOT, ALL),
        ({"highway": "residential", "oneway": "reversible"}, FOOT, FOOT),
        ({"highway": "residential", "junction": "roundabout"}, ALL, FOOT),
        ({"highway": "motorway"}, CAR, 0),
        ({"highway": "motorway", "oneway": "no"}, CAR, CAR),
        ({"highway": "motorway_link"}, CAR, 0),
        ({"highway": "trunk", "motorroad": "yes", "oneway": "yes"}, CAR, 0),
        ({"highway": "residential", "oneway": "yes", "oneway:bicycle": "no"}, ALL, BIKE | FOOT),
        ({"highway": "residential", "oneway": "yes", "cycleway": "opposite_lane"}, ALL, BIKE | FOOT),
        ({"highway": "residential", "oneway": "yes", "cycleway:left": "opposite_track"}, ALL, BIKE | FOOT),
        ({"highway": "residential", "oneway:bicycle": "yes"}, ALL, CAR | FOOT),
        ({"highway": "cycleway", "oneway": "yes"}, BIKE | FOOT, FOOT),
        ({"highway": "footway"}, FOOT, FOOT),
        ({"highway": "footway", "bicycle": "designated"}, BIKE | FOOT, BIKE | FOOT),
        ({"highway": "pedestrian"}, FOOT, FOOT),
        ({"highway": "pedestrian", "access": "yes"}, FOOT, FOOT),
        ({"highway": "steps", "bicycle": "yes"}, FOOT, FOOT),
        ({"highway": "service"}, ALL, ALL),
        ({"highway": "service", "access": "customers"}, ALL, ALL),
        ({"highway": "service", "access": "no", "foot": "yes"}, FOOT, FOOT),
        ({"highway": "service", "access": "private", "motor_vehicle": "yes"}, CAR, CAR),
        ({"highway": "residential", "motor_vehicle": "no"}, BIKE | FOOT, BIKE | FOOT),
        ({"highway": "residential", "vehicle": "no"}, FOOT, FOOT),
        ({"highway": "primary", "foot": "no", "bicycle": "use_sidepath"}, CAR, CAR),
    ],
)
def test_rights_follow_the_tags(tags: dict[str, str], forward: int, backward: int) -> None:
    """Class, one-way tags and access tags together say who may pass in each direction."""
    found = road(tags)
    assert found is not None
    assert (found.forward_modes, found.backward_modes) == (forward, backward)


@pytest.mark.parametrize("tags", [{"highway": "service", "access": "private"}, {"highway": "platform"}, {}])
def test_what_nobody_may_pass_is_no_street(tags: dict[str, str]) -> None:
    """Private roads and things that are no roads are left out."""
    assert road(tags) is None


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("50", 50.0),
        ("50 km/h", 50.0),
        ("30 mph", 48.28032),
        ("30mph", 48.28032),
        ("CN:urban", 50.0),
        ("CN:rural", 70.0),
        ("DE:zone30", 30.0),
        ("DE:zone:20", 20.0),
        ("walk", 7.0),
        ("none", 120.0),
        ("50;60", 50.0),
        ("60|40|60", 40.0),
        ("signals; 70", 70.0),
        ("signals", None),
        ("0", None),
        ("-30", None),
        ("nan", None),
        ("inf", None),
        ("1e3", None),
        ("５０", None),
        ("", None),
        ("9" * 400, None),
    ],
)
def test_limits_are_read_in_all_their_forms(text: str, kmh: float | None) -> None:
    """Units, zones and lists are understood, and nonsense is not taken for a limit."""
    assert read_maxspeed(text) == (None if kmh is None else pytest.approx(kmh))


def test_each_direction_has_its_own_limit(read_osm: ReadOsm) -> None:
    """`maxspeed:backward` holds against the direction of drawing."""
    streets = read_osm([([1, 3], {"highway": "primary", "maxspeed": "60", "maxspeed:backward": "40"})])
    assert streets.edge_speed_kmh.tolist() == [60.0, 40.0]


def test_names_come_along_in_any_script(read_osm: ReadOsm) -> None:
    """Chinese names, mark-up and braces stand as they are; the empty name is number 0."""
    names = ["车公庙路", "{{7*7}}<script>", ""]
    tags = [{"highway": "residential"} | ({"name": name} if name else {}) for name in names]
    streets = read_osm([([1, 2], tags[0]), ([2, 4], tags[1]), ([2, 5], tags[2])])
    assert streets.names == ("", "车公庙路", "{{7*7}}<script>")
    assert streets.edge_name.tolist() == [1, 1, 2, 2, 0, 0]


def test_an_edge_is_followed_by_its_opposite(read_osm: ReadOsm) -> None:
    """Its geometry is the same the other way round, and ends at its nodes."""
    streets = read_osm([([1, 2, 4, 3], {"highway": "primary", "oneway": "yes"})])
    np.testing.assert_array_equal(streets.shape(0), streets.shape(1)[::-1])
    np.testing.assert_array_equal(streets.shape(0)[[0, -1]], streets.node_lonlat[[0, 1]])
    steps_m = great_circle_m(streets.shape(0)[:-1], streets.shape(0)[1:])
    assert streets.edge_length_m.tolist() == pytest.approx([steps_m.sum()] * 2)


def test_what_an_editor_saved_before_upload_is_read(tmp_path: Path) -> None:
    """New objects have negative numbers."""
    path = tmp_path / "drawn.osm"
    text = osm_text([([1, 2, 3], {"highway": "primary"})])
    path.write_text(text.replace('id="', 'id="-').replace('ref="', 'ref="-'), encoding="utf-8")
    assert read_streets(path, clip=None).edges == 2


def test_compressed_files_are_read(tmp_path: Path) -> None:
    """The same streets come out of .osm.gz, whatever the case of the ending."""
    path = tmp_path / "STREETS.OSM.GZ"
    path.write_bytes(gzip.compress(osm_text([([1, 2, 3], {"highway": "primary"})]).encode()))
    assert read_streets(path, clip=None).edges == 2


def square(west_m: float, south_m: float, east_m: float, north_m: float) -> tuple:
    """Give a region of one rectangle."""
    corners = [(west_m, south_m), (east_m, south_m), (east_m, north_m), (west_m, north_m), (west_m, south_m)]
    return ((tuple((float(lon), float(lat)) for lon, lat in FRAME.lonlat(corners)),),)


def test_streets_end_at_the_border_of_the_ground(read_osm: ReadOsm) -> None:
    """A line that crosses the margin's border is cut there, not dropped."""
    ways: list[Way] = [([1, 2, 3, 6], {"highway": "primary"}), ([4, 7], {"highway": "residential"})]
    streets = read_osm(ways, clip=square(-10, -10, 100, 10), margin_m=50.0)
    assert set(rights(streets)) == {(1, 0), (0, 1)}
    assert streets.edge_length_m[0] == pytest.approx(150.0, rel=0.01)


def test_a_line_through_the_ground_is_kept_between_its_borders(read_osm: ReadOsm) -> None:
    """Also when none of its points lies inside."""
    streets = read_osm([([1, 6], {"highway": "primary"})], clip=square(120, -10, 160, 10), margin_m=20.0)
    assert streets.nodes == 2
    assert streets.edge_length_m[0] == pytest.approx(80.0, rel=0.01)


def test_a_line_that_leaves_and_comes_back_is_two_streets(read_osm: ReadOsm) -> None:
    """The part outside is gone, and the pieces do not touch."""
    streets = read_osm([([1, 4, 6], {"highway": "primary"})], clip=square(-50, -50, 350, 20), margin_m=0.0)
    assert (streets.nodes, streets.edges) == (4, 4)
