"""Pages for people: made on the server, readable without any script, the map apart."""

from __future__ import annotations

from web.pages import (
    analysis,
    compare,
    decisions,
    dispatch,
    docs,
    home,
    icon,
    map_view,
    offers,
    plan_view,
    repair,
    repaired,
    simulation,
)

ROUTERS = tuple(
    room.router
    for room in (
        home,
        plan_view,
        repair,
        offers,
        repaired,
        dispatch,
        decisions,
        simulation,
        map_view,
        analysis,
        compare,
        docs,
        icon,
    )
)
