"""The API: one module a noun, each thin."""

from __future__ import annotations

from web.routers import exports, maps, plans, repairs, stations

ROUTERS = (stations.router, plans.router, repairs.router, exports.router, maps.router)
