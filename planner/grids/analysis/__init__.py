"""Calls of a day, a week or a month beside those before; docs/analysis.md has the whole of it."""

from planner.grids.analysis.analyse import analyse

__all__ = ["analyse"]
