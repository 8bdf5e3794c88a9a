"""The API: one module a noun, each thin."""

from __future__ import annotations

from web.routers import (
    analyses,
    comparisons,
    decisions,
    dispatch,
    exports,
    maps,
    plans,
    repairs,
    rosters,
    simulations,
    stations,
)

ROUTERS = (
    stations.router,
    plans.router,
    repairs.router,
    rosters.router,
    simulations.router,
    dispatch.router,
    decisions.router,
    comparisons.router,
    exports.router,
    maps.router,
    analyses.router,
)
