"""The page without data: a Folium map, our own layer on it, and the empty frame around it.

Nothing of a scenario or plan ever enters here: branca compiles what it has rendered as a template once more.
"""

from __future__ import annotations

from functools import lru_cache

import folium
from folium.template import Template

from planner.maps.figure import OfflineFigure, Parts

CLOSEST_ZOOM = 19
FARTHEST_ZOOM = 9


class PatrolLayer(folium.MacroElement):
    """Start the page's own script on the map that this element is added to."""

    _template = Template(
        "{% macro script(this, kwargs) %}patrolMap.start({{ this._parent.get_name() }});{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # folium is untyped
        self._name = "PatrolLayer"


@lru_cache(maxsize=1)
def shell() -> Parts:
    """Build the page without data; it is the same for every plan and language."""
    figure = OfflineFigure()
    page = folium.Map(
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        attribution_control=False,
        min_zoom=FARTHEST_ZOOM,
        max_zoom=CLOSEST_ZOOM,
        zoom_snap=0.25,
    )
    page.add_to(figure)
    PatrolLayer().add_to(page)
    return figure.parts()
