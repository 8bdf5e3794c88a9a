"""Files in: a scenario folder becomes a checked `Scenario`, and a `Scenario` becomes a folder again.

The public names are loaded when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.sources.scenario import read_scenario
    from planner.sources.write import scenario_hash, write_scenario

_HOMES = {
    "read_scenario": "planner.sources.scenario",
    "scenario_hash": "planner.sources.write",
    "write_scenario": "planner.sources.write",
}

__all__ = ["read_scenario", "scenario_hash", "write_scenario"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(_HOMES[name]), name)
