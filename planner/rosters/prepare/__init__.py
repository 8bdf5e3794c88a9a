"""From a scenario and its demand to the roster problem that the solver works on."""

from planner.rosters.prepare.assemble import prepare
from planner.rosters.prepare.horizon import Horizon

__all__ = ["Horizon", "prepare"]
