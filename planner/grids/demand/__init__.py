"""Demand: how many calls to expect in every grid and hour, from the calls that came and the places that are there."""

from planner.grids.demand.estimating import estimate

__all__ = ["estimate"]
