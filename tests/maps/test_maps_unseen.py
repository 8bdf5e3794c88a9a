"""Streets by their longest time without a patrol, and calls near a free unit, as a page carries them."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from planner.evaluation.achievement import cover_kept
from planner.evaluation.achievement.call_cover import call_cover
from planner.evaluation.achievement.passing import legs, street_gaps
from planner.geo import Frame
from planner.maps import encode
from planner.maps.data import map_data
from planner.maps.horizon import horizon
from planner.maps.near_data import near_data
from planner.maps.streets import TOLERANCE_M, street_data
from planner.maps.unseen_data import LIMITS_H, NEVER, NOT_ASKED, unseen


@pytest.fixture(scope="module")
def data(plain_day):
    return map_data(plain_day.plan, plain_day.scenario, plain_day.demand, language="en")


def segments(data, origin):
    """Give every drawn piece between two points with its mark, as the page reads the runs."""
    for (_, _, lines), marks in zip(data["classes"], data["marks"], strict=True):
        for line, runs in zip(lines, marks, strict=True):
            points = np.cumsum(np.array(line).reshape(-1, 2), axis=0) / encode.STEPS_PER_DEG + origin
            count = len(points) - 1
            pairs = [(runs[0], count)] if len(runs) == 1 else list(zip(runs[::2], runs[1::2], strict=True))
            each = [mark for mark, pieces in pairs for _ in range(pieces)]
            yield from zip(points[:-1], points[1:], each, strict=True)


def test_every_street_is_drawn_in_the_class_of_its_longest_gap(plain_day, data):
    """Each street of the lattice lies under drawn pieces of its own class, which is reckoned here anew."""
    scenario = plain_day.scenario
    frame = Frame(scenario.station.base)
    found = street_gaps(plain_day.plan, scenario, legs(plain_day.plan))
    hours = found.gaps.longest_s() / 3600
    wanted = [NEVER if h >= 24 else sum(h >= limit for limit in LIMITS_H) for h in hours]
    assert {NEVER, 0} < set(wanted), "the plan has streets of several classes"
    by_mark = {}
    for a, b, mark in segments(data["streets"], scenario.station.base):
        by_mark.setdefault(mark, []).append(frame.line([a, b]))
    drawn = {mark: shapely.union_all(lines) for mark, lines in by_mark.items()}
    for edge, mark in zip(found.edge.tolist(), wanted, strict=True):
        middle = shapely.Point(frame.metres(scenario.streets.shape(edge)).mean(axis=0))
        assert drawn[mark].distance(middle) <= TOLERANCE_M + 0.2
        assert all(other == mark or drawn[other].distance(middle) > 2 * TOLERANCE_M for other in drawn)


def test_both_directions_have_one_class_and_the_rest_none(plain_day):
    """An edge and the one against it are alike; an edge that the boundary leaves out has no class."""
    box = plain_day.scenario.model_copy(update={"boundary": plain_day.scenario.grids[0].region})
    marks, _ = unseen(plain_day.plan, box)
    half = len(marks) // 2
    assert (marks[:half] == marks[half:]).all()
    assert 0 < (marks == NOT_ASKED).sum() < len(marks)


def test_shares_and_names_tell_what_the_figures_say(plain_day, data):
    """The share never seen is the metric, and no street of a name is seen later than the table says."""
    found = street_gaps(plain_day.plan, plain_day.scenario, legs(plain_day.plan))
    longest, never = found.gaps.longest_s(), found.gaps.longest_s() >= found.gaps.span_s
    assert data["unseen"]["share_pct"][NEVER] == round(100 * found.length_m[never].sum() / found.length_m.sum())
    name = plain_day.scenario.streets.edge_name[found.edge]
    for number, row in enumerate(data["unseen"]["by_name"]):
        own = longest[(name == number) & ~never] / 60
        assert row == (
            [round(own.max()) if len(own) else None, round(found.length_m[(name == number) & never].sum())]
            if (name == number).any()
            else None
        )


def test_streets_without_marks_are_drawn_as_before(plain_day):
    """Marks that are all alike change no line; without marks there is no row of them."""
    streets, frame = plain_day.scenario.streets, Frame(plain_day.scenario.station.base)
    plain = street_data(streets, frame)
    alike = street_data(streets, frame, np.full(streets.edges, 2))
    assert plain["marks"] == []
    assert plain["classes"] == alike["classes"]
    assert {tuple(runs) for rows in alike["marks"] for runs in rows} == {(2,)}


def test_calls_near_a_free_unit_are_those_of_the_evaluation(plain_day, data):
    """The series come back minute by minute, rounded to whole per cent."""
    cover = call_cover(plain_day.plan, plain_day.scenario, plain_day.demand)
    near = data["near"]
    assert (near["step_s"], near["within_min"]) == (60, [3, 5])
    count = min(cover.readings.steps, data["seconds"] // 60)
    for column, series in zip((1, 2), near["pct"], strict=True):
        assert np.cumsum(series).tolist() == np.rint(100 * cover.demand_share[:count, column]).tolist()
    assert np.cumsum(near["free"]).tolist() == cover.free[:count].tolist()


def test_a_plan_without_patrols_has_neither(plain_day):
    """Nothing is said to be unseen, and no share is told."""
    plan = plain_day.plan.model_copy(update={"units": (), "routes": ()})
    found = map_data(plan, plain_day.scenario, plain_day.demand, language="en")
    assert found["unseen"] is None
    assert found["near"] is None
    assert found["streets"]["marks"] == []


def test_what_was_measured_is_not_reckoned_again(plain_day, monkeypatch):
    """A copy of the plan with figures and an equal demand takes the cover over; another demand or route does not."""
    asked = []
    monkeypatch.setattr(cover_kept, "_KEPT", type(cover_kept._KEPT)(maxlen=2))
    monkeypatch.setattr(cover_kept, "call_cover", lambda *args: asked.append(args) or call_cover(*args))
    plan, scenario, demand = plain_day.plan, plain_day.scenario, plain_day.demand
    first = cover_kept.kept_cover(plan, scenario, demand)
    copy = plan.model_copy(update={"metrics": {"x": 1.0}})
    assert cover_kept.kept_cover(copy, scenario, demand.model_copy()) is first
    near_data(copy, scenario, demand, horizon(copy))
    assert len(asked) == 1
    cover_kept.kept_cover(plan.model_copy(update={"routes": plan.routes[1:]}), scenario, demand)
    other = demand.model_copy(update={"by_grid": dict.fromkeys(demand.by_grid, (1.0,) * 168)})
    assert cover_kept.kept_cover(plan, scenario, other) is not first
    assert len(asked) == 3
