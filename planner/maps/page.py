"""Pages of a plan: one file that opens from disk without network, or a page for the server."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.i18n import Language
from planner.i18n.labels import label
from planner.maps import assets
from planner.maps.data import map_data
from planner.maps.encode import json_text
from planner.maps.shell import shell

HTML_LANGUAGE = {"en": "en", "zh": "zh-CN"}

SERVED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""Content-Security-Policy of a served page; the server's header adds ``frame-ancestors 'self'``."""

FILE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:{images}; "
    "base-uri 'none'; form-action 'none'; script-src {scripts}"
)
"""Content-Security-Policy of a file: only the scripts with these hashes run, and nothing is fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page for the server.

    Attributes
    ----------
    html
        The page; it links to the script and the assets, and holds no text of the plan.
    script
        What starts the map.
    data
        JSON that the script fetches.
    """

    html: str
    script: str
    data: str


def render_file(
    plan: Plan,
    scenario: Scenario,
    demand: Demand,
    *,
    language: Language,
    tiles: str | None = None,
    attribution: str = "",
) -> str:
    """Write a plan as one HTML file with everything in it.

    Parameters
    ----------
    tiles
        URL template of a tile server as Leaflet writes it; None, the default, makes a file that fetches nothing.
    attribution
        Whom the tiles come from, as plain text; the station's own attribution stands before it.
    """
    parts = shell()
    data = _data(plan, scenario, demand, language=language, tiles=tiles, attribution=attribution)
    scripts = [
        *(assets.script(assets.ASSETS / name) for name in parts.scripts),
        *(assets.script(assets.STATIC / name) for name in assets.SCRIPTS),
        parts.script,
    ]
    styles = [
        *(assets.style(assets.ASSETS / name) for name in parts.styles),
        *(assets.style(assets.STATIC / name) for name in assets.STYLES),
    ]
    policy = FILE_POLICY.format(scripts=_hashes(scripts), images=f" {_origin(tiles)}" if tiles else "")
    return _document(
        language,
        policy=policy,
        head=[parts.head, *(f"<style>{style}</style>" for style in styles)],
        body=[
            _frame(parts.body),
            f'<script id="patrol-data" type="application/json">{json_text(data)}</script>',
            *(f"<script>{script}</script>" for script in scripts),
        ],
    )


def render_page(
    plan: Plan,
    scenario: Scenario,
    demand: Demand,
    *,
    language: Language,
    assets_url: str,
    static_url: str,
    script_url: str,
    data_url: str,
    plan_url: str = "",
    tiles: str | None = None,
    attribution: str = "",
) -> Page:
    """Write a plan as a page, its script and its data for a server.

    Parameters
    ----------
    assets_url, static_url
        Where the server has `planner/maps/assets/` and `planner/maps/static/`, each ending in a slash.
    script_url, data_url
        Where it has `Page.script` and `Page.data`.
    plan_url
        Where the header leads back to; nowhere by default.
    tiles, attribution
        As for `render_file`.
    """
    parts = shell()
    styles = [*(assets_url + name for name in parts.styles), *(static_url + name for name in assets.STYLES)]
    scripts = [
        *(assets_url + name for name in parts.scripts),
        *(static_url + name for name in assets.SCRIPTS),
        script_url,
    ]
    html = _document(
        language,
        policy=SERVED_POLICY.replace("blob:", f"blob: {_origin(tiles)}" if tiles else "blob:"),
        head=[parts.head, *(f'<link rel="stylesheet" href="{escape(url)}">' for url in styles)],
        body=[
            _frame(parts.body, data_url, plan_url),
            *(f'<script src="{escape(url)}"></script>' for url in scripts),
        ],
    )
    data = _data(plan, scenario, demand, language=language, tiles=tiles, attribution=attribution)
    return Page(html=html, script=parts.script, data=json_text(data))


def _frame(folium_map: str, data_url: str = "", plan_url: str = "") -> str:
    """Give the landmarks of the page; the script fills them."""
    return f"""<header id="patrol-header"></header>
<main id="patrol-main" data-url="{escape(data_url)}" data-plan="{escape(plan_url)}">
<div id="patrol-map">{folium_map}<div id="patrol-corner"></div><div id="patrol-card" hidden></div></div>
<aside id="patrol-panel"></aside>
</main>
<footer id="patrol-time"></footer>"""


def _data(
    plan: Plan, scenario: Scenario, demand: Demand, *, language: Language, tiles: str | None, attribution: str
) -> dict[str, Any]:
    sources = " · ".join(filter(None, (scenario.station.attribution, attribution)))
    return {**map_data(plan, scenario, demand, language=language), "tiles": tiles, "attribution": sources}


def _document(language: Language, *, policy: str, head: Iterable[str], body: Iterable[str]) -> str:
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{HTML_LANGUAGE[language]}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(label('map_title', language))}</title>",
        *head,
        "</head>",
        '<body class="patrol-page">',
        *body,
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _hashes(scripts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _origin(tiles: str) -> str:
    """Give the scheme and host of a tile URL, as a policy names a source; a path on the same server is ``'self'``."""
    from urllib.parse import urlsplit

    parts = urlsplit(tiles)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}" if parts.netloc else "'self'"
