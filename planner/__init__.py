"""Patrol routes, staggered rosters and drone rounds for a police station.

The public names are loaded when they are first used, so that ``import planner`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.domain.solving import Limits, Progress
    from planner.domain.violation import Violation
    from planner.errors import Fault, InputRefused, NotFound, PlannerError
    from planner.evaluation.check import check
    from planner.pipeline import PlanRefused, Plans, plan, plans
    from planner.repairs.repair import repair
    from planner.sources import read_scenario, write_scenario

__version__ = "0.1.0"

_HOMES = {
    "Fault": "planner.errors",
    "InputRefused": "planner.errors",
    "Limits": "planner.domain.solving",
    "NotFound": "planner.errors",
    "Plan": "planner.domain.plan",
    "PlanRefused": "planner.pipeline",
    "PlannerError": "planner.errors",
    "Plans": "planner.pipeline",
    "Progress": "planner.domain.solving",
    "Scenario": "planner.domain.scenario",
    "Violation": "planner.domain.violation",
    "check": "planner.evaluation.check",
    "plan": "planner.pipeline",
    "plans": "planner.pipeline",
    "read_scenario": "planner.sources",
    "repair": "planner.repairs.repair",
    "write_scenario": "planner.sources",
}

__all__ = [
    "Fault",
    "InputRefused",
    "Limits",
    "NotFound",
    "Plan",
    "PlanRefused",
    "PlannerError",
    "Plans",
    "Progress",
    "Scenario",
    "Violation",
    "check",
    "plan",
    "plans",
    "read_scenario",
    "repair",
    "write_scenario",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(_HOMES[name]), name)
