"""What a scenario says of drones: positions in a Chinese datum, and who watches them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from faulty_station import codes_of, edit, faults_of

from planner.geo import great_circle_m, wgs84_to_gcj02
from planner.i18n.faults import fault_text
from planner.sources.scenario import read_scenario

SUFFIXES = {".geojson", ".csv", ".toml"}
ALTERNATES = 'drone = "UAV-1"\nalternates = [[114.0520, 22.5410], [114.0480, 22.5390]]'


def _shifted(value: object) -> object:
    """Give GeoJSON coordinates in GCJ-02."""
    if isinstance(value, list) and value and all(isinstance(item, int | float) for item in value):
        return wgs84_to_gcj02([value[:2]])[0].tolist()
    return [_shifted(item) for item in value] if isinstance(value, list) else value


def _in_gcj02(station: Path) -> None:
    """Write the places of tasks, zones, docks and alternates as a Chinese map has them."""
    text = (station / "scenario.toml").read_text("utf-8")
    import re

    def moved(found: re.Match[str]) -> str:
        lon, lat = wgs84_to_gcj02([[float(found[1]), float(found[2])]])[0]
        return f"[{lon:.7f}, {lat:.7f}]"

    text = re.sub(r"\[(\d+\.\d+), (\d+\.\d+)\]", moved, text)
    (station / "scenario.toml").write_text(text.replace('datum = "wgs84"\n', "").replace(
        "[station]\n", 'datum = "gcj02"\n[station]\n', 1), "utf-8")  # fmt: skip
    for path in station.glob("*.geojson"):
        data = json.loads(path.read_text("utf-8"))
        for feature in data["features"]:
            feature["geometry"]["coordinates"] = _shifted(feature["geometry"]["coordinates"])
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def _points(station: Path) -> dict[str, list[tuple[float, float]]]:
    """Give every place of docks, tasks and zones by name."""
    made = read_scenario(station)
    found = {f"dock {dock.id}": [dock.location, *dock.alternates] for dock in made.docks}
    for task in made.drone_tasks:
        ring = task.region[0][0] if task.region is not None else ()
        found[f"task {task.id}"] = [*([task.point] if task.point else []), *(task.line or ()), *ring]
    found |= {f"zone {zone.id}": list(zone.region[0][0]) for zone in made.zones}
    return found


def test_docks_alternates_tasks_and_zones_come_from_a_chinese_map(station: Path) -> None:
    """Given in GCJ-02 they lie where they do in WGS84, to a decimetre; the two differ by half a kilometre."""
    edit(station, 'drone = "UAV-1"', ALTERNATES)
    right = _points(station)
    _in_gcj02(station)
    found = _points(station)
    assert found.keys() == right.keys()
    assert len(found["dock K1"]) == 3
    assert {name.split()[0] for name in found} == {"dock", "task", "zone"}
    for name, places in found.items():
        assert float(great_circle_m(places, right[name]).max()) < 0.1
    assert float(great_circle_m(wgs84_to_gcj02([right["dock K1"][1]]), [right["dock K1"][1]])[0]) > 300


def test_an_alternate_far_away_is_refused(station: Path) -> None:
    """It is told by its key."""
    edit(station, 'drone = "UAV-1"', 'drone = "UAV-1"\nalternates = [[22.5410, 114.0520]]')
    assert {(fault.code, fault.place.rpartition(": ")[2]) for fault in faults_of(station)} == {
        ("coordinates_swapped", "alternates")
    }


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ('operator_duty = "pilots"', {"reference_unknown"}),
        ('operator_duty = "patrol"\noperators = 1', {"operators_twice"}),
        ('operator_duty = "patrol"', set()),
    ],
)
def test_who_watches_the_drones(station: Path, keys: str, codes: set[str]) -> None:
    """A duty that is there, or a number, not both."""
    path = station / "scenario.toml"
    text = path.read_text("utf-8")
    rounds = f"[rounds]\n{keys}\n"
    text = text.replace("[rounds]\n", rounds) if "[rounds]\n" in text else f"{text}\n{rounds}"
    path.write_text(text, "utf-8")
    if codes:
        assert codes_of(station) == codes
    else:
        assert read_scenario(station).rounds.operator_duty == "patrol"


@pytest.mark.parametrize(
    ("keys", "code", "place"),
    [
        ("rounds_per_day = 0", "value_out_of_range", "[rounds]: rounds_per_day"),
        ("rounds_per_day = 10000", "value_out_of_range", "[rounds]: rounds_per_day"),
        ('layers_m = "80, 100"', "not_a_list", "[rounds]: layers_m"),
        ("layers_m = [80, 130]", "layer_outside_heights", "[rounds]: layers_m[2]"),
        ("layers_m = [80, 85]", "layers_not_apart", "[rounds]: layers_m[2]"),
        ("drones_per_operator = 0", "value_out_of_range", "[rounds]: drones_per_operator"),
        ("shortest_round_min = 19", "shortest_round_too_long", "[rounds]: shortest_round_min"),
    ],
)
def test_wrong_keys_of_the_rounds_are_told_by_name(station: Path, keys: str, code: str, place: str) -> None:
    """One fault each, at its key, in both languages."""
    path = station / "scenario.toml"
    text = path.read_text("utf-8")
    rounds = f"[rounds]\n{keys}\n"
    kept = text.replace("[rounds]\n", rounds) if "[rounds]\n" in text else f"{text}\n{rounds}"
    path.write_text(kept, "utf-8")
    (fault,) = faults_of(station)
    assert (fault.code, fault.place) == (code, place)
    for language in ("en", "zh"):
        assert all(str(value) in fault_text(fault, language) for value in fault.params.values() if value != "")
