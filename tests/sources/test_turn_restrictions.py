"""Turn restrictions: what OpenStreetMap relations and properties of lines forbid, and that nothing loses them."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from small_station import station

from planner.domain.street import Streets
from planner.errors import InputRefused
from planner.geo import Frame
from planner.sources.files import SourceFile
from planner.sources.lines import street_features
from planner.sources.osm import read_osm as osm_ways
from planner.sources.restrictions import Rule, rule
from planner.sources.scenario import read_scenario
from planner.sources.streets import read_streets
from planner.sources.write import write_scenario
from planner.streets.travel import Travel

FRAME = Frame((114.02, 22.53))
NODES = {1: (-100, 0), 2: (0, 0), 3: (100, 0), 4: (0, 100), 5: (0, -100), 6: (200, 0), 7: (200, 100)}
"""A crossing at 2, with arms to the west 1, east 3, north 4 and south 5 [m]."""
CROSS = {11: [1, 2], 12: [2, 3], 13: [2, 4], 14: [5, 2]}
DATA = Path(os.environ.get("PATROL_PLANNER_DATA", Path(__file__).parents[3] / "shared" / "data")) / "streets"
WITH_DATA = pytest.mark.skipif(
    not DATA.is_dir(), reason="the development data is not there: set PATROL_PLANNER_DATA to its folder"
)
Members = list[tuple[str, str, int]]


def osm(ways: dict[int, list[int]], relations: list[tuple[Members, dict[str, str]]], **tags: str) -> str:
    """Write an .osm file; all ways are residential."""
    at = FRAME.lonlat(list(NODES.values()))
    parts = [f'<node id="{n}" lon="{lon:.7f}" lat="{lat:.7f}"/>' for n, (lon, lat) in zip(NODES, at, strict=True)]
    for number, refs in ways.items():
        inside = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        inside += "".join(f'<tag k="{k}" v="{v}"/>' for k, v in ({"highway": "residential"} | tags).items())
        parts.append(f'<way id="{number}">{inside}</way>')
    for number, (members, said) in enumerate(relations, 1):
        inside = "".join(f'<member type="{kind}" ref="{ref}" role="{role}"/>' for kind, role, ref in members)
        inside += "".join(f'<tag k="{k}" v="{v}"/>' for k, v in ({"type": "restriction"} | said).items())
        parts.append(f'<relation id="{number}">{inside}</relation>')
    return f'<osm version="0.6">{"".join(parts)}</osm>'


def turn(before: int, via: int, after: int) -> Members:
    """Give the members of a restriction at a node."""
    return [("way", "from", before), ("node", "via", via), ("way", "to", after)]


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., Streets]:
    """Give the reader of a text as a file of a name."""

    def read(file_name: str, text: str, **options: object) -> Streets:
        path = tmp_path / file_name
        path.write_text(text, encoding="utf-8")
        return read_streets(path, **{"clip": None} | options)

    return read


def named(streets: Streets) -> list[str]:
    """Give the nodes of the network as they are called in `NODES`."""
    at = {tuple(np.round(p, 7)): str(name) for name, p in zip(NODES, FRAME.lonlat(list(NODES.values())), strict=True)}
    return [at.get(tuple(place), "?") for place in streets.node_lonlat.tolist()]


def bans(streets: Streets) -> set[str]:
    """Give the banned turns as from-via-to."""
    name = named(streets)
    found = set()
    for before, after in zip(streets.turn_from.tolist(), streets.turn_to.tolist(), strict=True):
        assert streets.edge_target[before] == streets.edge_source[after]
        found.add("".join(name[n] for n in (*streets.edge_source[[before, after]], streets.edge_target[after])))
    return found


def assert_same(one: Streets, other: Streets) -> None:
    """Hold two networks against each other, row for row."""
    for column in dataclasses.fields(Streets):
        np.testing.assert_array_equal(getattr(one, column.name), getattr(other, column.name), err_msg=column.name)


@pytest.mark.parametrize(
    ("said", "members", "wanted"),
    [
        ({"restriction": "no_left_turn"}, turn(11, 2, 13), {"124"}),
        ({"restriction": "no_right_turn"}, turn(14, 2, 12), {"523"}),
        ({"restriction": "only_straight_on"}, turn(11, 2, 12), {"124", "125", "121"}),
        ({"restriction": "no_u_turn"}, turn(13, 2, 13), {"424"}),
        ({"restriction": "no_entry"}, [("way", "from", 12), *turn(11, 2, 13)], {"124", "324"}),
        ({"restriction:motorcar": "no_left_turn"}, turn(11, 2, 13), {"124"}),
        ({"restriction": "no_left_turn", "except": "psv;bicycle"}, turn(11, 2, 13), {"124"}),
        ({"restriction": "no_left_turn", "except": "psv; motorcar"}, turn(11, 2, 13), set()),
        ({"restriction:hgv": "no_left_turn"}, turn(11, 2, 13), set()),
        ({"restriction:conditional": "no_left_turn @ (Mo-Fr 07:00-09:00)"}, turn(11, 2, 13), {"124"}),
        ({"restriction:conditional": "no_left_turn @ (weight>3.5)"}, turn(11, 2, 13), set()),
        ({"restriction": "no_left_turn", "type": "route"}, turn(11, 2, 13), set()),
        ({"restriction": "forbidden"}, turn(11, 2, 13), set()),
        ({"restriction": "no_left_turn"}, turn(11, 1, 13), set()),
        ({"restriction": "no_left_turn"}, turn(11, 2, 99), set()),
    ],
)
def test_what_a_relation_forbids_cars(
    read_text: Callable[..., Streets], said: dict[str, str], members: Members, wanted: set[str]
) -> None:
    """At a crossing of four streets."""
    assert bans(read_text("s.osm", osm(CROSS, [(members, said)]))) == wanted


def test_a_restriction_along_a_way_is_counted_and_left_out(tmp_path: Path) -> None:
    """So is one without its via node."""
    along = [("way", "from", 11), ("way", "via", 12), ("way", "to", 13)]
    path = tmp_path / "s.osm"
    lacking = [("way", "from", 11), ("way", "to", 13)]
    path.write_text(osm(CROSS, [(m, {"restriction": "no_u_turn"}) for m in (along, lacking, turn(13, 2, 13))]))
    ways = osm_ways(SourceFile(path, "s.osm", None), "wgs84")
    assert (ways.turns_left_out, len(ways.turns)) == (2, 1)


def test_a_way_that_runs_on_through_the_junction_says_nothing(read_text: Callable[..., Streets]) -> None:
    """Whether the ban binds from the east or from the west cannot be told, and both stay free."""
    through = {11: [1, 2, 3], 13: [2, 4]}
    assert bans(read_text("s.osm", osm(through, [(turn(11, 2, 13), {"restriction": "no_left_turn"})]))) == set()
    assert bans(read_text("s.osm", osm(through, [(turn(11, 2, 11), {"restriction": "no_u_turn"})]))) == {"121", "323"}


def test_a_node_with_a_banned_turn_stays_a_node(read_text: Callable[..., Streets]) -> None:
    """Two alike streets end to end, and one street at a point in its middle; where nothing is banned they are one."""
    no_back = {"restriction": "no_u_turn"}
    ends = read_text("s.osm", osm({11: [1, 2], 12: [2, 3]}, [(turn(11, 2, 11), no_back)]))
    assert (ends.nodes, bans(ends)) == (3, {"121"})
    middle = read_text("s.osm", osm({11: [1, 2, 3]}, [(turn(11, 2, 11), no_back)]))
    assert (middle.nodes, bans(middle)) == (3, {"121", "323"})
    assert read_text("s.osm", osm({11: [1, 2, 3]}, [(turn(11, 2, 12), no_back)])).nodes == 2


def test_only_cars_are_bound_and_only_where_they_may_drive(read_text: Callable[..., Streets]) -> None:
    """A ban into a one-way street that comes towards the car is no ban."""
    text = osm(CROSS, [(turn(11, 2, 14), {"restriction": "no_right_turn"})], oneway="yes")
    assert bans(read_text("s.osm", text)) == set()


def test_the_ground_cuts_no_ban_inside_it(read_text: Callable[..., Streets]) -> None:
    """Where arms are cut the turn is banned between what is left; beyond the ground there is none."""
    text = osm(CROSS | {15: [3, 6], 16: [6, 7]}, [(turn(11, 2, 13), {"restriction": "no_left_turn"})])
    for middle, wanted in (((0.0, 0.0), {"?2?"}), ((200.0, 50.0), set())):
        corners = np.array([(-60, -60), (60, -60), (60, 60), (-60, 60), (-60, -60)]) + middle
        ground = ((tuple((float(lon), float(lat)) for lon, lat in FRAME.lonlat(corners)),),)
        assert bans(read_text("s.osm", text, clip=ground, margin_m=1.0)) == wanted


def test_written_lines_keep_the_bans(read_text: Callable[..., Streets]) -> None:
    """Row for row, in both directions, for U-turns and on a loop."""
    ways = CROSS | {15: [3, 6, 7, 3]}
    relations = [
        (turn(11, 2, 13), {"restriction": "no_left_turn"}),
        (turn(13, 2, 14), {"restriction": "no_straight_on"}),
        (turn(14, 2, 12), {"restriction": "only_right_turn"}),
        (turn(12, 3, 12), {"restriction": "no_u_turn"}),
    ]
    streets = read_text("s.osm", osm(ways, relations))
    assert bans(streets) == {"124", "425", "524", "521", "525", "232"}
    banned = np.array([(e, f) for e in range(streets.edges) for f in range(streets.edges) if e != f])
    meet = banned[streets.edge_target[banned[:, 0]] == streets.edge_source[banned[:, 1]]][::3].astype(np.int32)
    for one in (streets, dataclasses.replace(streets, turn_from=meet[:, 0], turn_to=meet[:, 1])):
        assert_same(read_text("back.geojson", json.dumps(street_features(one))), one)


def test_a_scenario_folder_keeps_the_bans(tmp_path: Path) -> None:
    """Written and read again, the station's streets ban the same turns, and cars drive round them as before."""
    write_scenario(station(), tmp_path / "plain")
    plain = read_scenario(tmp_path / "plain")
    into = np.flatnonzero(plain.streets.edge_target == 8)[:2].astype(np.int32)
    out = np.flatnonzero(plain.streets.edge_source == 8)[-2:].astype(np.int32)
    streets = dataclasses.replace(plain.streets, turn_from=into, turn_to=out)
    write_scenario(plain.model_copy(update={"streets": streets}), tmp_path / "banned")
    back = read_scenario(tmp_path / "banned").streets
    assert_same(back, streets)
    assert Travel(back, "car", 40.0).turn_s(int(into[0]), int(out[0])) == np.inf


def line(points: list[int], **properties: object) -> dict[str, object]:
    """Make a feature through nodes."""
    coordinates = np.round(FRAME.lonlat([NODES[n] for n in points]), 7).tolist()
    said = {"class": "residential"} | properties
    return {"type": "Feature", "properties": said, "geometry": {"type": "LineString", "coordinates": coordinates}}


@pytest.mark.parametrize(
    ("own", "other", "codes"),
    [
        ({"no_turn": "7"}, {"turn_id": 7}, []),
        ({"no_turn": 7.0}, {"turn_id": "7"}, []),
        ({"no_turn": "8"}, {"turn_id": 7}, ["turn_id_unknown"]),
        ({"no_turn": "-7"}, {"turn_id": 7}, ["turn_lines_apart"]),
        ({"no_turn:backward": "7"}, {"turn_id": 7}, ["turn_lines_apart"]),
        ({"no_turn": "north"}, {"turn_id": 7}, ["turn_not_number"]),
        ({"no_turn": "7", "turn_id": 7}, {"turn_id": 7}, ["turn_id_repeated"]),
        ({"no_turn": "7"}, {"turn_id": 7, "car": False, "bike": False, "foot": False}, []),
    ],
)
def test_lines_say_which_turns_are_banned(
    read_text: Callable[..., Streets], own: dict[str, object], other: dict[str, object], codes: list[str]
) -> None:
    """By the number of the line that may not be turned into; what fits no junction is refused."""
    features = [line([1, 2], **own), line([2, 4], **other), line([2, 3], name="on")]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    if codes:
        with pytest.raises(InputRefused) as refused:
            read_text("s.geojson", text)
        assert [fault.code for fault in refused.value.faults] == codes
    else:
        assert bans(read_text("s.geojson", text)) == ({"124"} if "car" not in other else set())


def test_the_more_special_key_counts() -> None:
    """What is said of cars wins over what is said of all."""
    tags = {"type": "restriction", "restriction": "no_left_turn", "restriction:motorcar": "only_u_turn"}
    assert rule(tags) == Rule(only=True, back=True)
    assert rule({"type": "restriction", "restriction": "no_left_turn"}) == Rule(only=False, back=False)


@WITH_DATA
@pytest.mark.data
def test_a_real_city_keeps_its_bans(read_text: Callable[..., Streets]) -> None:
    """The extract of Columbus holds nine restrictions with all their members; they outlive writing and reading."""
    streets = read_streets(DATA / "columbus.osm.pbf", clip=None)
    assert len(streets.turn_from) == 18
    assert (streets.edge_target[streets.turn_from] == streets.edge_source[streets.turn_to]).all()
    middle = np.median(streets.node_lonlat[streets.edge_target[streets.turn_from]], axis=0)
    (west, south), (east, north) = middle - 0.03, middle + 0.03
    ground = ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)
    cut = read_streets(DATA / "columbus.osm.pbf", clip=ground, margin_m=0.0)
    assert 0 < len(cut.turn_from) < len(streets.turn_from)
    assert_same(read_text("s.geojson", json.dumps(street_features(cut)), clip=ground, margin_m=0.0), cut)
