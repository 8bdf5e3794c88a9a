"""The API: one module a noun, each thin."""

from __future__ import annotations

from web.routers import analyses, exports, maps, plans, repairs, rosters, stations

ROUTERS = (stations.router, plans.router, repairs.router, rosters.router, exports.router, maps.router, analyses.router)
