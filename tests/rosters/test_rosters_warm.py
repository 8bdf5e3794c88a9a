"""What is compiled when the product is set up is what a roster needs: afterwards nothing is left to compile."""

from __future__ import annotations

import os
import subprocess
import sys

LEFT = """
from numba.core.event import RecordingListener, install_listener
from planner.domain.solving import Limits
from planner.rosters.solve import solve
import test_rosters_solve as cases
listener = RecordingListener()
with install_listener("numba:compile", listener):
    solve(cases.tidal_week(3, 3), Limits(iterations=5, workers=1))
print([event.data["dispatcher"].__name__ for _, event in listener.buffer if event.is_start])
"""


def test_nothing_is_left_to_compile(tmp_path) -> None:
    """A roster in a process of its own finds all its compiled code on disk."""
    path = os.pathsep.join(place for place in sys.path if place)
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": path}
    subprocess.run([sys.executable, "-m", "planner.rosters.warm"], check=True, env=environment)
    done = subprocess.run([sys.executable, "-c", LEFT], check=True, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
