"""What a repair gives first: the fewest people, the fewest dates, or the service that is wanted."""

from __future__ import annotations

from dataclasses import replace

from planner.domain.repair import Offer
from planner.rosters.prepare.weights import HOUR_S
from planner.rosters.problem import LAYERS, ChangePrices, RosterProblem

PEOPLE = ChangePrices(person=20, cell=1, called_in=100)
CELLS = ChangePrices(person=1, cell=10, called_in=100)
CHANGES = {"people": PEOPLE, "cells": CELLS, "service": PEOPLE}
"""A call on a day off costs as much as five people who are asked, or ten dates that change."""

BELOW_COVER = {
    "short": 400_000,
    "soft": 100_000,
    "under": 4,
    "hours": 1,
    "unfair": 1,
    "requests": 1,
    "change": 400,
    "kinds": 1,
}
"""Prices when changes stand above the cover wanted: a date changed costs more than what the layers below can gain by
it, and no soft rule is broken to spare a call."""
BELOW_SERVICE = {**BELOW_COVER, "short": 4_000_000, "soft": 1_000_000, "under": 20_000}
"""Prices when they stand below it: two officer-hours wanted are worth a call."""
BY_HOUR = frozenset({"short", "under", "hours"})


def offered(problem: RosterProblem, offer: Offer) -> RosterProblem:
    """Give a roster problem with the prices of an offer."""
    prices = BELOW_SERVICE if offer == "service" else BELOW_COVER
    parts = {layer: problem.unit_s / HOUR_S if layer in BY_HOUR else 1.0 for layer in LAYERS}
    weights = tuple(max(1, round(prices[layer] * parts[layer])) for layer in LAYERS)
    return replace(problem, change=CHANGES[offer], weights=weights)
