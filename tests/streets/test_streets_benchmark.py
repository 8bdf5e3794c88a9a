"""The benchmark of streets runs on any file of streets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_the_benchmark_prints_one_json_line(tmp_path: Path) -> None:
    """With the size of the network, times and memory."""
    path = tmp_path / "s.geojson"
    shape = {"type": "LineString", "coordinates": [[114.0, 22.5], [114.001, 22.5]]}
    feature = {"type": "Feature", "properties": {"class": "primary"}, "geometry": shape}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.streets", str(path), "--points", "5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    figures = json.loads(done.stdout)
    assert (figures["instance"], figures["nodes"], figures["edges"], figures["points"]) == ("s.geojson", 2, 2, 2)
    assert {
        "load_s",
        "peak_mib",
        "matrix_s",
        "scipy_s",
        "ratio",
        "networkx_s",
        "networkx_ratio",
        "banned_turns",
    } <= set(figures)
