"""Whatever the bytes are, reading ends with a scenario or with faults, never with another exception."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import Fault, InputRefused
from planner.i18n.faults import fault_text
from planner.sources.scenario import read_scenario

FILES = [
    "scenario.toml",
    "boundary.geojson",
    "grids.geojson",
    "streets.geojson",
    "places.geojson",
    "zones.geojson",
    "points.geojson",
    "lines.geojson",
    "areas.geojson",
    "drone_tasks.geojson",
    "officers.csv",
    "incidents.csv",
]


def judged(folder: Path) -> None:
    """Read a folder that may be anything; every fault must have its sentence."""
    faults: tuple[Fault, ...] = ()
    try:
        read_scenario(folder)
    except InputRefused as refused:
        faults = refused.faults
    assert all(fault_text(fault, "en") for fault in faults)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Cut, overwrite, repeat or swap a piece of the data."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 40))
    piece = chance.choice(
        [b"", b"\0", b"\xff\xfe", b"null", b"[[[[", b'"', b"-1e400", b"{}", b"\n", b"nan", data[start:end] * 3]
    )
    return data[:start] + piece + data[end:]


@pytest.mark.parametrize("name", FILES)
def test_spoiled_bytes(station: Path, name: str) -> None:
    """Every file is spoiled in a dozen ways."""
    path = station / name
    good = path.read_bytes()
    chance = random.Random(name)
    for _ in range(12):
        path.write_bytes(spoiled(good, chance))
        judged(station)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "name", "start"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_json_in_a_feature(station: Path, data: st.DataObject) -> None:
    """Any JSON value may stand at any key of a feature."""
    name = data.draw(st.sampled_from([name for name in FILES if name.endswith(".geojson")]))
    root = json.loads((station / name).read_text("utf-8"))
    feature = root["features"][0]
    where = data.draw(
        st.sampled_from(
            [(root, key) for key in root]
            + [(feature, key) for key in feature]
            + [(feature["properties"], key) for key in [*feature["properties"], "id"]]
            + [(feature["geometry"], key) for key in feature["geometry"]]
        )
    )
    where[0][where[1]] = data.draw(json_values)
    (station / "spoiled.geojson").write_text(json.dumps(root), "utf-8")
    manifest = (station / "scenario.toml").read_text("utf-8")
    (station / "spoiled.toml").write_text(manifest.replace(f'"{name}"', '"spoiled.geojson"'), "utf-8")
    judged(station / "spoiled.toml")


toml_values = st.sampled_from(
    ["1", "-1", "1e308", "nan", "inf", '""', '"x"', "[]", "[1]", "[[1, 2]]", "{}", "{ a = 1 }", "true", "07:30:00",
     "2026-11-23", "2026-11-23T00:00:00Z",
     '"\\u0000"', '"\\u202e"', "99999999999999999999999999", '["a", 1]', "[nan, 1]"]
)  # fmt: skip


@settings(max_examples=50, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 200), toml_values)
def test_any_value_at_any_key(station: Path, line: int, value: str) -> None:
    """Any TOML value may stand at any key of the manifest."""
    lines = (station / "scenario.toml").read_text("utf-8").splitlines()
    keyed = [number for number, text in enumerate(lines) if " = " in text]
    number = keyed[line % len(keyed)]
    lines[number] = lines[number].partition(" = ")[0] + f" = {value}"
    (station / "spoiled.toml").write_text("\n".join(lines), "utf-8")
    judged(station / "spoiled.toml")
