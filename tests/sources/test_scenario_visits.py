"""Gaps, stays at hot spots and presence: those that can be had are read, the others are refused with what would do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from faulty_station import edit, faults_of

from planner.errors import Fault
from planner.i18n.faults import fault_text
from planner.sources.scenario import read_scenario
from planner.sources.write import write_scenario

FOUR_HOURS = {"start": "08:00", "end": "12:00", "count": 4, "dwell_min": 10}
NIGHT = {"start": "22:00", "end": "26:00", "share": 0.25, "stay_min": 20}


def give(station: Path, layer: str, **properties: Any) -> None:
    """Give the one feature of a layer other properties."""
    path = station / f"{layer}.geojson"
    collection = json.loads(path.read_text("utf-8"))
    collection["features"][0]["properties"].update(properties)
    path.write_text(json.dumps(collection), "utf-8")


def the_fault(station: Path) -> Fault:
    """Give the one fault of a station."""
    (fault,) = faults_of(station)
    return fault


@pytest.mark.parametrize("layer", ["points", "lines", "areas"])
def test_gaps_that_can_just_be_kept_are_read(station: Path, layer: str) -> None:
    """Four visits of 10 min in four hours are 50 min apart; both gaps may be just that."""
    give(station, layer, visits=[{**FOUR_HOURS, "shortest_gap_min": 50, "longest_gap_min": 50}])
    rule = getattr(read_scenario(station), layer)[0].visits[0]
    assert (rule.shortest_gap_min, rule.longest_gap_min) == (50, 50)


@pytest.mark.parametrize("layer", ["points", "lines", "areas"])
def test_a_shortest_gap_that_does_not_fit_is_refused(station: Path, layer: str) -> None:
    """The fault says which gap and which count would do, and they do."""
    give(station, layer, visits=[FOUR_HOURS, {**FOUR_HOURS, "shortest_gap_min": 60}])
    fault = the_fault(station)
    assert fault.code == "gap_too_long"
    assert fault.place.endswith(": visits[2].shortest_gap_min")
    assert "at most 50 min, or a count of at most 3" in fault_text(fault, "en")
    for change in ({"shortest_gap_min": 50}, {"shortest_gap_min": 60, "count": 3}):
        give(station, layer, visits=[{**FOUR_HOURS, **change}])
        read_scenario(station)


@pytest.mark.parametrize("layer", ["points", "areas"])
@pytest.mark.parametrize("count", [1, 4])
def test_a_longest_gap_that_too_few_visits_keep_is_refused(station: Path, layer: str, count: int) -> None:
    """The fault says which gap and which count would do, and they do; one visit in the window keeps no gap either."""
    give(station, layer, visits=[{**FOUR_HOURS, "count": count, "longest_gap_min": 30}])
    fault = the_fault(station)
    assert (fault.code, fault.params["least_count"]) == ("gap_too_short", 6)
    for change in (
        {"longest_gap_min": fault.params["between_min"], "count": count},
        {"longest_gap_min": 30, "count": 6},
    ):
        give(station, layer, visits=[{**FOUR_HOURS, **change}])
        read_scenario(station)


def test_the_longest_gap_of_a_line_is_not_judged(station: Path) -> None:
    """How long the drive along a line takes is not known when it is read."""
    give(station, "lines", visits=[{**FOUR_HOURS, "dwell_min": 0, "longest_gap_min": 50}])
    assert read_scenario(station).lines[0].visits[0].longest_gap_min == 50


@pytest.mark.parametrize(
    ("keys", "code", "place"),
    [
        ("dwell_min = 20", "dwell_span_reversed", "[patrol]: longest_dwell_min"),
        ("dwell_min = 12\nlongest_dwell_min = 11.5", "dwell_span_reversed", "[patrol]: longest_dwell_min"),
        ("epoch_min = 35", "epoch_too_short", "[patrol]: epoch_min"),
        ("shortest_gap_min = 110", "epoch_too_short", "[patrol]: epoch_min"),
        ("repeat_share = 0", "value_out_of_range", "[patrol]: repeat_share"),
        ("repeat_share = 1.1", "value_out_of_range", "[patrol]: repeat_share"),
    ],
)
def test_stays_at_hot_spots_must_fit_their_epoch(station: Path, keys: str, code: str, place: str) -> None:
    """The longest stay is no shorter than the shortest, and fits into an epoch with the gap."""
    edit(station, "[roster]\n", f"[patrol]\n{keys}\n[roster]\n")
    fault = the_fault(station)
    assert (fault.code, fault.place) == (code, place)
    assert "{" not in fault_text(fault, "en")
    assert "{" not in fault_text(fault, "zh")


def test_an_epoch_may_hold_just_the_longest_stay_and_the_gap(station: Path) -> None:
    """Stays of 16 min and gaps of 20 min fit into epochs of 36 min."""
    edit(station, "[roster]\n", "[patrol]\nepoch_min = 36\n[roster]\n")
    assert read_scenario(station).patrol.epoch_min == 36


@pytest.mark.parametrize("layer", ["points", "lines", "areas"])
def test_presence_is_read_and_written(station: Path, tmp_path: Path, layer: str) -> None:
    """Presence comes back from the copy of the scenario as it was read."""
    give(station, layer, presence=[NIGHT, {"start": "08:00", "end": "09:00"}], tiers=["police_car"])
    scenario = read_scenario(station)
    night, morning = getattr(scenario, layer)[0].presence
    assert (night.share, night.stay_min, night.lights) == (0.25, 20, False)
    assert (morning.share, morning.stay_min) == (1, 60)
    write_scenario(scenario, tmp_path / "copy")
    assert getattr(read_scenario(tmp_path / "copy"), layer) == getattr(scenario, layer)


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"share": 0}, "value_out_of_range", "share"),
        ({"share": 1.01}, "value_out_of_range", "share"),
        ({"stay_min": 1}, "value_out_of_range", "stay_min"),
        ({"lights": "yes"}, "not_true_or_false", "lights"),
        ({"light": True}, "unknown_key", "light"),
        ({"end": "21:00"}, "window_ends_before_start", ""),
    ],
)
def test_wrong_presence_is_refused(station: Path, change: dict[str, Any], code: str, key: str) -> None:
    """A mistake in a presence is named with its key."""
    give(station, "points", presence=[{**NIGHT, **change}])
    fault = the_fault(station)
    assert fault.code == code
    assert fault.place.endswith(f"presence[1]{'.' if key else ''}{key}")


def test_presence_with_lights_needs_a_tier_that_shows_them(station: Path) -> None:
    """On foot nobody is seen from afar, unless the tier says that it shows lights."""
    give(station, "points", presence=[NIGHT, {**NIGHT, "lights": True}], tiers=["guard"])
    fault = the_fault(station)
    assert fault.code == "presence_without_lights"
    assert fault.place.endswith("presence[2].lights")
    edit(station, 'mode = "foot"', 'mode = "foot"\nlights = true')
    assert read_scenario(station).points[0].presence[1].lights
