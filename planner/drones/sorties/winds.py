"""The winds in which a round may have to fly."""

from __future__ import annotations

from planner.drones.energy import CALM, Wind, Winds
from planner.drones.problem import DroneProblem


def winds_over(problem: DroneProblem, from_s: float, to_s: float) -> Winds:
    """List the winds that are told for a span of the day, each once; calm air where nothing is told [s]."""
    told = [item for item in problem.weather if item.span[0] < to_s and item.span[1] > from_s]
    covered_s = sum(min(item.span[1], to_s) - max(item.span[0], from_s) for item in told)
    figures = {(item.told.wind_mps, item.told.wind_from_deg, item.told.gust_mps) for item in told}
    winds = tuple(Wind(speed_mps=mean, from_deg=where, gust_mps=gust) for mean, where, gust in sorted(figures))
    return winds if told and covered_s >= to_s - from_s - 1e-6 else tuple(dict.fromkeys((CALM, *winds)))
