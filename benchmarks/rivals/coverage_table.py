"""Coverage side by side: our paths against what other planners reached on the same areas, by the same measuring stick.

The others' figures are stored beside the areas (`peers.json`): most of them are programs that no package index holds.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from benchmarks.rivals.table import Cell, mean, table
from benchmarks.rivals.whole import Foreign

LEAST_COVERED_PCT, MOST_IN_HOLES_M, MOST_OUTSIDE_M = 99.5, 1.0, 60.0
"""What a path must keep to count; the bars of the figures stored with the areas."""


class Figures(TypedDict):
    """What the measuring stick says of a path; the time has a full stop at every waypoint [s]."""

    coverage_disc_pct: float
    hole_violation_m: float
    outside_m: float
    length_m: float
    time_stop_s: float


def compare(areas: Path) -> str:
    """Cover every area of a file and lay the times of the paths out beside those of the other planners."""
    stick = _measuring_stick(areas.parent / "evaluate.py")
    stored = json.loads((areas.parent / "peers.json").read_text(encoding="utf-8"))
    rows: list[list[Cell]] = []
    shares: list[float | None] = []
    for feature in json.loads(areas.read_text(encoding="utf-8"))["features"]:
        name, figures, seconds = _ours(feature["properties"], stick)
        rival = best_peer(stored.get(name, {}))
        share = figures["time_stop_s"] / rival[1]["time_stop_s"] if rival else None
        shares.append(share)
        mine: list[Cell] = [figures["coverage_disc_pct"], figures["length_m"], figures["time_stop_s"]]
        theirs: list[Cell] = [rival[0], rival[1]["length_m"], rival[1]["time_stop_s"]] if rival else [None] * 3
        rows.append([name, *mine, round(seconds, 2), *theirs, share])
    rows.append(["mean", *[None] * 7, mean(shares)])
    head = ["area", "covered %", "length m", "flight s", "planning s", "best peer", "its length m", "its flight s"]
    said = f"A peer counts when it covers {LEAST_COVERED_PCT} %, keeps out of holes and within {MOST_OUTSIDE_M:g} m."
    absent = "Fields2Cover: " + ("installed, not compared" if importlib.util.find_spec("fields2cover") else "absent")
    return "\n".join(
        [table([*head, "ours / theirs"], rows), "", said, f"{absent}; its stored figures are used (f2c_*)."]
    )


def best_peer(figures: Mapping[str, Figures]) -> tuple[str, Figures] | None:
    """Give the peer whose path keeps the bars and takes the least time; None if no path keeps them."""
    legal = [(name, found) for name, found in figures.items() if keeps_bars(found)]
    return min(legal, key=lambda pair: pair[1]["time_stop_s"], default=None)


def keeps_bars(found: Figures) -> bool:
    """Tell whether a path covers enough and keeps out of holes and within the border."""
    return (
        found.get("coverage_disc_pct", 0.0) >= LEAST_COVERED_PCT
        and found["hole_violation_m"] <= MOST_IN_HOLES_M
        and found["outside_m"] <= MOST_OUTSIDE_M
    )


def _ours(properties: Mapping[str, Foreign], stick: Foreign) -> tuple[str, Figures, float]:
    """Cover one area: its name, what the measuring stick says, and how long it took [s]."""
    from shapely import Polygon

    from benchmarks.coverage import ACCELERATION_MPS2, SPEED_MPS
    from planner.drones.coverage import cover

    area = Polygon(properties["xy_exterior"], properties.get("xy_holes", []))
    began = time.perf_counter()
    path = cover(area, properties["swath_m"], corner_m=SPEED_MPS * SPEED_MPS / ACCELERATION_MPS2).path
    seconds = time.perf_counter() - began
    return properties["id"], stick.evaluate(path.round(3).tolist(), area, properties["swath_m"]), seconds


def _measuring_stick(path: Path) -> Foreign:
    """Load the measuring stick that lies beside the areas."""
    found = importlib.util.spec_from_file_location("coverage_measuring_stick", path)
    if found is None or found.loader is None:
        raise FileNotFoundError(path)
    stick = importlib.util.module_from_spec(found)
    found.loader.exec_module(stick)
    return stick
