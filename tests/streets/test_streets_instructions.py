"""Turn-by-turn instructions: what to do where, and nothing that goes without saying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planner.domain.street import CAR, FOOT, Streets
from planner.i18n.directions import STEPS, UNNAMED, compass_text, length_text, step_text
from planner.sources.streets import read_streets
from planner.streets.instructions import Passage, Step, instructions, steps_of
from planner.streets.roundabouts import roundabouts
from planner.streets.travel import Travel

MakeStreets = Callable[[Sequence[tuple[float, float]], Sequence[Any]], Streets]
ALL = 7
ANGLES = {
    0: "straight",
    15: "straight",
    30: "slight_right",
    -30: "slight_left",
    80: "right",
    -80: "left",
    150: "sharp_right",
    -150: "sharp_left",
}


def named(streets: Streets, *names: str) -> Streets:
    """Give every edge a name."""
    known = ("", *sorted({*names} - {""}))
    return replace(streets, names=known, edge_name=np.array([known.index(name) for name in names], np.int32))


def star(make_streets: MakeStreets, angles: Sequence[float], length_m: float = 100.0) -> Streets:
    """Give a way from the south to a junction, and ways out at angles to the right of north; all names differ."""
    ends = [(length_m * np.sin(np.radians(a)), length_m * np.cos(np.radians(a))) for a in angles]
    edges = [(0, 1, ALL, ()), *((1, 2 + k, ALL, ()) for k in range(len(angles)))]
    streets = make_streets([(0.0, -length_m), (0.0, 0.0), *ends], edges)
    return named(streets, "South", *(f"Way {k}" for k in range(len(angles))))


def told(steps: Sequence[Step]) -> list[tuple[str, str]]:
    return [(step.kind, step.street) for step in steps]


@pytest.mark.parametrize(("angle", "kind"), ANGLES.items())
def test_a_turn_is_named_by_its_angle(make_streets: MakeStreets, angle: float, kind: str) -> None:
    """Left is left of the way one comes, and the bounds are those that the module states."""
    streets = star(make_streets, [angle, 165])
    steps = instructions(streets, [0, 1], "car")
    assert told(steps) == [("depart", "South"), (kind, "Way 0"), ("arrive", "Way 0")]
    assert steps[0].bearing_deg == pytest.approx(0.0, abs=0.5) or steps[0].bearing_deg == pytest.approx(360.0, abs=0.5)
    assert steps[1].bearing_deg == pytest.approx(angle % 360, abs=0.5) or angle == 0
    assert (steps[1].lon, steps[1].lat) == tuple(streets.node_lonlat[1])


def test_one_street_straight_on_is_one_step(make_streets: MakeStreets) -> None:
    """Junctions that are crossed without a turn are not told, and the length is that of all of them."""
    nodes = [(0.0, 100.0 * k) for k in range(4)] + [(100.0, 100.0), (100.0, 200.0)]
    edges = [(0, 1, ALL, ()), (1, 2, ALL, ()), (2, 3, ALL, ()), (1, 4, ALL, ()), (2, 5, ALL, ())]
    streets = named(make_streets(nodes, edges), "Long", "Long", "Long", "Side 1", "Side 2")
    steps = instructions(streets, [0, 1, 2], "car")
    assert told(steps) == [("depart", "Long"), ("arrive", "Long")]
    assert steps[0].length_m == pytest.approx(300.0, rel=1e-2)
    assert (steps[-1].lon, steps[-1].lat) == tuple(streets.node_lonlat[3])


def test_a_bend_without_another_way_is_not_told(make_streets: MakeStreets) -> None:
    """Nobody is told to turn where the street does, and a driver does not care about a footpath there."""
    nodes = [(0.0, -100.0), (0.0, 0.0), (100.0, 0.0), (0.0, 100.0)]
    streets = make_streets(nodes, [(0, 1, ALL, ()), (1, 2, ALL, ()), (1, 3, FOOT, ())])
    assert [step.kind for step in instructions(streets, [0, 1], "car")] == ["depart", "arrive"]
    assert [step.kind for step in instructions(streets, [0, 1], "foot")] == ["depart", "right", "arrive"]


def test_an_unnamed_stretch_belongs_to_the_street_before_it(make_streets: MakeStreets) -> None:
    """A gap in the name is not told twice; a new name is."""
    nodes = [(0.0, 100.0 * k) for k in range(4)] + [(100.0, 100.0), (100.0, 200.0)]
    edges = [(0, 1, ALL, ()), (1, 2, ALL, ()), (2, 3, ALL, ()), (1, 4, ALL, ()), (2, 5, ALL, ())]
    streets = make_streets(nodes, edges)
    same = named(streets, "Long", "", "Long", "a", "b")
    other = named(streets, "Long", "", "Other", "a", "b")
    assert told(instructions(same, [0, 1, 2], "car")) == [("depart", "Long"), ("arrive", "Long")]
    steps = instructions(other, [0, 1, 2], "car")
    assert told(steps) == [("depart", "Long"), ("straight", "Other"), ("arrive", "Other")]


@pytest.mark.parametrize(("taken", "kind"), [(0, "slight_left"), (1, "straight")])
def test_at_a_fork_the_side_is_told(make_streets: MakeStreets, taken: int, kind: str) -> None:
    """Of two ways ahead the one less straight on is told by its side."""
    streets = star(make_streets, [-15, 5])
    assert instructions(streets, [0, 1 + taken], "car")[1].kind == kind


def test_the_straightest_of_one_name_needs_no_word(make_streets: MakeStreets) -> None:
    """A street that bends a little at a junction is followed."""
    streets = star(make_streets, [30, -70])
    streets = named(streets, "Main", "Main", "Side")
    assert told(instructions(streets, [0, 1], "car")) == [("depart", "Main"), ("arrive", "Main")]
    assert instructions(streets, [0, 2], "car")[1].kind == "left"


def test_a_street_that_turns_is_stayed_on(make_streets: MakeStreets) -> None:
    """A turn into the same name is told as such."""
    streets = named(star(make_streets, [80, 0]), "Main", "Main", "Side")
    step = instructions(streets, [0, 1], "car")[1]
    assert (step.kind, step.stays) == ("right", True)
    say = {"street": "Main", "road_class": "residential", "length_m": 100.0, "bearing_deg": 80.0}
    assert step_text("right", "en", mode="car", stays=True, **say) == "Turn right to stay on Main, drive 100 m"


def test_turning_back(make_streets: MakeStreets) -> None:
    """Going back along the same street is told, at a junction and inside an edge."""
    streets = make_streets([(0.0, 0.0), (0.0, 100.0)], [(0, 1, ALL, ()), (1, 0, ALL, ())])
    steps = instructions(streets, [0, 1], "car")
    assert [step.kind for step in steps] == ["depart", "u_turn", "arrive"]
    middle = streets.node_lonlat.mean(axis=0)
    half = [
        Passage(0, np.array([streets.node_lonlat[0], middle])),
        Passage(1, np.array([middle, streets.node_lonlat[0]])),
    ]
    steps = steps_of(streets, half, "car")
    assert [(step.kind, round(step.length_m)) for step in steps] == [("depart", 50), ("u_turn", 50), ("arrive", 0)]
    assert (steps[1].lon, steps[1].lat) == tuple(middle)


def test_nothing_to_follow() -> None:
    """No edges, no steps."""
    assert instructions(Streets.none(), [], "car") == ()


def ring(make_streets: MakeStreets, corners: int, radius_m: float = 20.0) -> Streets:
    """Give four two-way roads to a one-way circuit, driven against the clock; road k leads north, west, south, east."""
    angles = np.radians(90 + 360 / corners * np.arange(corners))
    circle = [(radius_m * np.cos(a), radius_m * np.sin(a)) for a in angles]
    quarter = corners // 4
    arms = [(100 * np.cos(angles[k * quarter]), 100 * np.sin(angles[k * quarter])) for k in range(4)]
    edges: list[Any] = []
    for k in range(4):
        edges += [(4 + k, k, ALL, ()), (k, 4 + k, ALL, ())]
        edges.append((k, (k + 1) % 4, CAR, tuple(circle[k * quarter + 1 : (k + 1) * quarter])))
    nodes = [circle[k * quarter] for k in range(4)] + arms
    streets = make_streets(nodes, edges)
    return named(streets, *(name for k in range(4) for name in (f"Road {k}", f"Road {k}", "")))


@pytest.mark.parametrize("exits", [1, 2, 3, 4])
def test_a_roundabout_is_one_step_with_its_exit(make_streets: MakeStreets, exits: int) -> None:
    """Coming from the north and driving against the clock, the first exit is the west one, and so on round."""
    streets = ring(make_streets, 16)
    edges = [0, *(2 + 3 * k for k in range(exits)), 1 + 3 * (exits % 4)]
    steps = instructions(streets, edges, "car")
    assert [(step.kind, step.street) for step in steps[:2]] == [
        ("depart", "Road 0"),
        ("roundabout", f"Road {exits % 4}"),
    ]
    assert len(steps) == 3
    assert steps[1].exit_number == exits
    assert sum(step.length_m for step in steps) == pytest.approx(streets.edge_length_m[edges].sum())
    assert (steps[1].lon, steps[1].lat) == tuple(streets.node_lonlat[0])


def test_a_block_of_one_way_streets_is_no_roundabout(make_streets: MakeStreets) -> None:
    """Four corners are not round; whoever drives about them is told to turn."""
    assert (roundabouts(ring(make_streets, 4, 60.0)) == -1).all()
    assert (roundabouts(ring(make_streets, 16, 200.0)) == -1).all()
    assert (roundabouts(ring(make_streets, 16)) >= 0).sum() == 4


def test_a_way_that_ends_on_a_roundabout(make_streets: MakeStreets) -> None:
    """There is no exit to take then."""
    step = instructions(ring(make_streets, 16), [0, 2], "car")[1]
    assert (step.kind, step.exit_number) == ("roundabout", 0)
    say = {"street": "", "road_class": "residential", "length_m": 60.0, "bearing_deg": 0.0}
    assert step_text("roundabout", "en", mode="car", **say) == "Enter the roundabout, drive 60 m"
    assert (
        step_text("roundabout", "zh", mode="car", exit_number=2, **say)
        == "进入环岛，从第2个出口驶入居住区道路，行驶60米"
    )


def test_left_and_right_change_in_a_mirror(make_streets: MakeStreets) -> None:
    """Drawn the other way round, every left is a right and nothing else changes."""
    rng = np.random.default_rng(3)
    nodes = rng.uniform(-500, 500, (12, 2))
    walk = [int(node) for node in rng.permutation(12)]
    edges = [(a, b, CAR, ()) for a, b in pairwise(walk)] + [(a, int(rng.integers(12)), CAR, ()) for a in walk]
    names = [f"N{k % 5}" for k in range(len(edges))]
    kinds = []
    for sign in (1, -1):
        streets = named(make_streets([(sign * x, y) for x, y in nodes.tolist()], edges), *names)
        kinds.append([step.kind for step in instructions(streets, range(11), "car")])
    assert any("left" in kind for kind in kinds[0])
    turned = [kind.replace("left", "?").replace("right", "left").replace("?", "right") for kind in kinds[1]]
    assert kinds[0] == turned


@pytest.mark.data
@pytest.mark.parametrize("mode", ["car", "bike", "foot"])
def test_real_ways_add_up(streets_data: Path, mode: Any) -> None:
    """On real streets the steps' lengths are the way's, they stand in order, and each begins where its edge does."""
    streets = read_streets(streets_data / "chegongmiao.graphml", clip=None)
    travel = Travel(streets, mode, 20.0)
    rng = np.random.default_rng(1)
    turns = 0
    for source, target in rng.integers(0, streets.nodes, (40, 2)).tolist():
        if not np.isfinite(travel.times([source], [target])[0, 0]) or source == target:
            continue
        edges = travel.path(source, target)
        steps = instructions(streets, edges, mode)
        assert sum(step.length_m for step in steps) == pytest.approx(streets.edge_length_m[edges].sum())
        assert [step.first for step in steps] == sorted({step.first for step in steps})
        assert (steps[0].kind, steps[-1].kind, steps[-1].first) == ("depart", "arrive", len(edges))
        for step in steps[:-1]:
            assert (step.lon, step.lat) == tuple(streets.shape(edges[step.first])[0])
            assert step.kind == "roundabout" or step.street == streets.names[streets.edge_name[edges[step.first]]]
        assert len(steps) <= len(edges) + 1
        turns += len(steps) - 2
    assert turns > 100


def test_sentences_in_both_languages() -> None:
    """A step is told with street, length and the verb of the mode."""
    say = {"street": "泰然路", "road_class": "residential", "length_m": 243.0, "bearing_deg": 44.0}
    assert step_text("left", "en", mode="car", **say) == "Turn left into 泰然路, drive 240 m"
    assert step_text("left", "zh", mode="car", **say) == "左转进入泰然路，行驶240米"
    assert step_text("left", "zh", mode="foot", **say) == "左转进入泰然路，步行240米"
    assert step_text("depart", "zh", mode="bike", **say) == "沿泰然路向东北骑行240米"
    assert step_text("depart", "en", mode="foot", **{**say, "street": ""}) == (
        "Head north-east along the residential street, walk 240 m"
    )
    assert step_text("arrive", "zh", mode="car", place="天安大厦", **say) == "到达天安大厦"


def test_every_kind_and_class_has_its_words() -> None:
    """No step of any kind and no street of any class is left without words."""
    from typing import get_args

    from planner.domain.street import ROAD_CLASSES
    from planner.streets.instructions import StepKind

    assert set(STEPS) == set(get_args(StepKind))
    assert set(UNNAMED) == set(ROAD_CLASSES)


def test_lengths_and_winds() -> None:
    """Lengths are read like those of road signs, and bearings as the nearest of eight winds."""
    assert [length_text(m, "en") for m in (3.0, 44.0, 994.0, 996.0, 1249.0)] == [
        "10 m",
        "40 m",
        "990 m",
        "1.0 km",
        "1.2 km",
    ]
    assert [compass_text(deg, "en") for deg in (0, 22, 23, 180, 337, 338, 359.9)] == [
        "north",
        "north",
        "north-east",
        "south",
        "north-west",
        "north",
        "north",
    ]
