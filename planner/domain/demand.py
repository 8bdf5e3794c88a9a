"""Incidents, and the demand made from them."""

from __future__ import annotations

from planner.domain.noun import Identifier, LonLat, Moment, Name, Noun

HOURS_PER_WEEK = 168


class Incident(Noun):
    """A call (警情): a time, a place and a kind; never a person."""

    time: Moment
    """When it came."""
    location: LonLat
    """Where it was."""
    kind: Name = ""
    """Kind of call."""


class Demand(Noun):
    """Expected work in every grid and hour of the week."""

    by_grid: dict[Identifier, tuple[float, ...]]
    """168 figures a grid, Monday 00:00 first [incident equivalents per hour]."""

    def at(self, grid: str, hour_of_week: int) -> float:
        """Give the demand of one grid in one hour of the week [incident equivalents per hour]."""
        return self.by_grid[grid][hour_of_week % HOURS_PER_WEEK]

    def station(self, hour_of_week: int) -> float:
        """Give the demand of all grids together [incident equivalents per hour]."""
        return sum(row[hour_of_week % HOURS_PER_WEEK] for row in self.by_grid.values())
