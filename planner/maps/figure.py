"""A figure whose every link leads to a file of our own: branca's, without the strangers' hosts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from branca.element import CssLink, Element, Figure, JavascriptLink

from planner.errors import PlannerError

JSDELIVR = "https://cdn.jsdelivr.net/npm"
JSDELIVR_GITHUB = "https://cdn.jsdelivr.net/gh"
CDNJS = "https://cdnjs.cloudflare.com/ajax/libs"

LINKS: dict[str, str | None] = {
    f"{JSDELIVR}/leaflet@1.9.3/dist/leaflet.js": "leaflet/leaflet.js",
    f"{JSDELIVR}/leaflet@1.9.3/dist/leaflet.css": "leaflet/leaflet.css",
    "https://code.jquery.com/jquery-3.7.1.min.js": None,
    f"{JSDELIVR}/bootstrap@5.2.2/dist/js/bootstrap.bundle.min.js": None,
    f"{JSDELIVR}/bootstrap@5.2.2/dist/css/bootstrap.min.css": None,
    f"{CDNJS}/Leaflet.awesome-markers/2.0.2/leaflet.awesome-markers.js": None,
    f"{CDNJS}/Leaflet.awesome-markers/2.0.2/leaflet.awesome-markers.css": None,
    "https://netdna.bootstrapcdn.com/bootstrap/3.0.0/css/bootstrap-glyphicons.css": None,
    f"{JSDELIVR}/@fortawesome/fontawesome-free@6.2.0/css/all.min.css": None,
    f"{JSDELIVR_GITHUB}/python-visualization/folium/folium/templates/leaflet.awesome.rotate.min.css": None,
}
"""Every link that Folium may put on a page: the asset that takes its place, or None for what our pages never use.

Popups and awesome markers, which need jQuery, Bootstrap and the icon fonts, are not on our pages.
"""

RANDOM_ID = re.compile(r"(?<=_)[0-9a-f]{32}")
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')


class LinkUnknown(PlannerError):
    """A page asks for a file that the table of links does not name."""

    code = "map_link_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A rendered figure, taken apart.

    Attributes
    ----------
    scripts, styles
        Assets to load, in order.
    head, body, script
        Markup of the head, markup of the body, and the code that makes the map; the markup holds no script.
    """

    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    head: str
    body: str
    script: str


class OfflineFigure(Figure):
    """A figure that hands out its parts instead of a page with links to other hosts."""

    def parts(self) -> Parts:
        """Render the children and map every link through `LINKS`.

        Raises
        ------
        LinkUnknown
            If a child wants a link that the table does not name.
        """
        for child in list(self._children.values()):
            child.render()
        links = [item for item in self.header._children.values() if isinstance(item, (JavascriptLink, CssLink))]  # noqa: SLF001 - branca has no other door
        assets = [(type(link), _asset(link.url)) for link in links]
        header = "\n".join(_markup(item) for item in self.header._children.values() if item not in links)  # noqa: SLF001 - as above
        scripts = [*INLINE_SCRIPT.findall(header), _markup(self.script)]
        numbered = _renumbered(VIEWPORT.sub("", INLINE_SCRIPT.sub("", header)), _markup(self.html), "\n".join(scripts))
        return Parts(
            scripts=tuple(asset for kind, asset in assets if asset and kind is JavascriptLink),
            styles=tuple(asset for kind, asset in assets if asset and kind is CssLink),
            head=numbered[0],
            body=numbered[1],
            script=numbered[2],
        )


def _asset(url: str) -> str | None:
    if url not in LINKS:
        raise LinkUnknown(url=url)
    return LINKS[url]


def _markup(element: Element) -> str:
    return str(element.render())


def _renumbered(*texts: str) -> tuple[str, ...]:
    """Give the random ids numbers in order of appearance, so that two runs give the same bytes."""
    seen: dict[str, int] = {}
    return tuple(RANDOM_ID.sub(lambda found: str(seen.setdefault(found[0], len(seen))), text) for text in texts)
