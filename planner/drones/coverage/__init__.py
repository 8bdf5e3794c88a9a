"""Paths that see an area: lanes, their order, what they see, and how they are shared among drones."""

from planner.drones.coverage.ground import Coverage
from planner.drones.coverage.plan import cover
from planner.drones.coverage.pulling import GOAL

__all__ = ["GOAL", "Coverage", "cover"]
