"""The API: one module a noun, each thin."""

from __future__ import annotations

from web.routers import exports, maps, plans, stations

ROUTERS = (stations.router, plans.router, exports.router, maps.router)
