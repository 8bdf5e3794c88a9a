"""New grids beside today's as one HTML file: no script, nothing fetched, readable on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from planner.i18n import N_, Language, translate
from planner.i18n.districting import map_text, shortfall_text
from planner.maps import assets
from planner.maps.districting.drawing import drawing
from planner.maps.page import HTML_LANGUAGE

if TYPE_CHECKING:
    from planner.domain.scenario import Scenario
    from planner.grids.districting.prepare import Prepared
    from planner.grids.districting.report import Figures, Report

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Content-Security-Policy of the page: no script at all, and nothing is fetched."""
LAYERS = ("fill", "after", "before", "moved", "load", "offices", "streets")
"""What can be shown or hidden, each by a box that the style sheet reads."""
OF_TODAY = ("before", "moved")


def districting_page(scenario: Scenario, prepared: Prepared, told: Report, language: Language) -> str:
    """Write the page.

    Parameters
    ----------
    prepared
        The cells of the grids, some of which change their grid.
    """
    title = map_text("title", language)
    layers = [layer for layer in LAYERS if told.before is not None or layer not in OF_TODAY]
    boxes = "".join(f'<input type="checkbox" id="{layer}" checked>' for layer in layers)
    legend = "".join(
        f'<label for="{layer}"><i class="{layer}"></i>{escape(map_text(layer, language))}</label>' for layer in layers
    )
    shown = f'<p>{escape(map_text("show", language))}</p><div class="legend">{legend}</div>'
    drawn = drawing(scenario, prepared, told, title)
    body = [
        f"<h1>{escape(title)}</h1><p>{escape(scenario.station.name)}</p>",
        f'<div class="shown">{boxes}{shown}{drawn}</div>',
        _changed(told, language),
        _section("by_grid", _by_grid(told, language), language),
        _section("all", _together(told, language), language),
        _unmet(told, language),
        f"<footer>{escape(scenario.station.attribution)}</footer>",
    ]
    style = assets.style(assets.STATIC / "compare.css") + assets.style(assets.STATIC / "districting.css")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{HTML_LANGUAGE[language]}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)} · {escape(scenario.station.name)}</title><style>{style}</style></head><body>",
            *body,
            "</body></html>",
            "",
        ]
    )


def _changed(told: Report, language: Language) -> str:
    if told.moved_pct is None:
        return f"<p>{escape(map_text('no_today', language))}</p>"
    return f"<p>{escape(map_text('changed', language, share=told.moved_pct))}</p>"


def _by_grid(told: Report, language: Language) -> str:
    today = {row.id: f"{row.load_pct:.0f}" for row in told.before.rows} if told.before else {}
    heads = [N_("grid"), N_("police office"), N_("cells"), N_("work %"), N_("mean min"), N_("longest min"), N_("km2")]
    rows = []
    for grid, row in zip(told.grids, told.after.rows, strict=True):
        minutes = f"{row.mean_s / 60:.2f}", f"{row.longest_s / 60:.2f}"
        cells = [f"{grid.id} {grid.name}", grid.office or "\u2013", str(row.cells), f"{row.load_pct:.0f}", *minutes]
        rows.append([*cells, f"{row.area_m2 / 1e6:.2f}", *([today.get(grid.id, "\u2013")] if today else [])])
    words = [translate(head, language) for head in heads]
    return _table([*words, *([map_text("before_work", language)] if today else [])], rows)


def _together(told: Report, language: Language) -> str:
    shown: list[Figures] = [told.after, *([told.before] if told.before else [])]
    rows = {
        N_("mean way to work [min]"): [f"{figures.mean_s / 60:.2f}" for figures in shown],
        N_("work farthest from the mean [%]"): [f"{figures.uneven_pct:.1f}" for figures in shown],
        N_("mean roundness, 1 is a circle"): [f"{figures.compactness:.2f}" for figures in shown],
        N_("borders between grids [km]"): [f"{figures.border_m / 1000:.2f}" for figures in shown],
        N_("pieces of ground"): [str(figures.parts) for figures in shown],
    }
    heads = ["", translate(N_("after"), language), *([translate(N_("before"), language)] if told.before else [])]
    return _table(heads, [[translate(name, language), *values] for name, values in rows.items()])


def _unmet(told: Report, language: Language) -> str:
    if not told.shortfalls:
        return ""
    rows = (shortfall_text(item.code, language, item.params) for item in told.shortfalls)
    return _section("unmet", f"<ul>{''.join(f'<li>{escape(row)}</li>' for row in rows)}</ul>", language)


def _section(key: str, inner: str, language: Language) -> str:
    return f"<section><h2>{escape(map_text(key, language))}</h2>{inner}</section>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"<tr>{''.join(f'<th scope=col>{escape(head)}</th>' for head in heads)}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows]
    return f'<div class="wide"><table>{"".join(lines)}</table></div>'
