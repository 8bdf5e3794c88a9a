"""The figures that a station sets for its patrols; those of its rosters stand in `rostering.py`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.domain.noun import Noun


class PatrolRules(Noun):
    """How optional patrol visits are made from demand.

    Stops of 10-16 minutes at least every two hours are the rule of Koper, "Just enough police presence", Justice
    Quarterly 12 (1995).
    """

    epoch_min: Annotated[int, Field(ge=30, le=480)] = 120
    """A hot spot is worth one visit in each epoch [min]."""
    dwell_min: Annotated[float, Field(ge=1, le=60)] = 10.0
    """Shortest stay at a hot spot [min]."""
    longest_dwell_min: Annotated[float, Field(ge=1, le=60)] = 16.0
    """Longest stay at a hot spot [min]; the length of each is drawn between the two, so that none can be foretold."""
    shortest_gap_min: Annotated[float, Field(ge=0, le=480)] = 20.0
    """Least time between the end of a stay at a hot spot and the next visit to it [min]."""
    repeat_share: Annotated[float, Field(gt=0, le=1)] = 0.9
    """What each further optional visit to a place is worth: the n-th best counts with its power n - 1."""
    alternatives: Annotated[int, Field(ge=1, le=20)] = 1
    """Distinct plans made for a day, of which one is drawn."""
    near_share: Annotated[float, Field(ge=0, le=0.5)] = 0.03
    """How far below the best an alternative may lie, as a share of its value."""
    even_share: Annotated[float, Field(ge=0, le=0.5)] = 0.01
    """How much value may be given up for an even share of work between the units of a tier, as a share of the value."""
    hot_spots: Annotated[int, Field(ge=0, le=500)] = 30
    """Places taken as hot spots in each epoch, the busiest first."""
    explore_share: Annotated[float, Field(ge=0, le=0.5)] = 0.1
    """Part of the hot spots of a day that is drawn among the places that are not the busiest."""
    snap_m: Annotated[float, Field(gt=0, le=1000)] = 100.0
    """Farthest that a checkpoint may lie from a street [m]."""
    most_visits_per_day: Annotated[int, Field(ge=1)] = 8
    """Ceiling of optional visits to one place in a day, against over-patrol."""
    equity_ratio: Annotated[float, Field(gt=1, le=100)] = 3.0
    """A grid with more than so many times the patrol minutes per call or resident of the station, or less than one
    part of so many, is told."""
