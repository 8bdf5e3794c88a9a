"""Pages for people: made on the server, readable without any script, the map apart."""

from __future__ import annotations

from web.pages import docs, home, icon, map_view, plan_view, repair

ROUTERS = (home.router, plan_view.router, repair.router, map_view.router, docs.router, icon.router)
