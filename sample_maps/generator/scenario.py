"""The two scenario files: the same station on made-up streets and on the real ones."""

from __future__ import annotations

from pathlib import Path

from generator.ground import XY
from generator.spots import BASE, BUSY_BY_DAY, DOCKS, OFFICES

TEMPLATE = Path(__file__).with_name("tianan.toml.in")
REAL_STREETS = "${PATROL_PLANNER_DATA:-../../../shared/data}/streets/chegongmiao.graphml"
VARIANTS = {
    "scenario.toml": ("The sample station Tian'an on made-up streets.", "streets.geojson"),
    "scenario_real_streets.toml": ("The sample station Tian'an on real streets, read from outside.", REAL_STREETS),
}
"""File name -> first line and the streets that it names."""


def _pair(at: XY) -> str:
    return f"[{at[0]:.5f}, {at[1]:.5f}]"


def _table(kind: str, key: str, name: str, at: XY, *more: str) -> str:
    lines = [f"[[{kind}]]", f'id = "{key}"', f'name = "{name}"', f"location = {_pair(at)}", *more]
    return "\n".join(lines)


def scenario_texts() -> dict[str, str]:
    """Fill the template for each variant."""
    offices = [_table("offices", key, name, at) for key, (name, at) in OFFICES.items()]
    docks = [
        _table("docks", key, name, at, 'model = "dock-drone"', f'drone = "UAV-{key}"', "radius_m = 3000")
        for key, (name, at) in DOCKS.items()
    ]
    common = {
        "@BASE_O1@": _pair(OFFICES["O1"][1]),
        "@BASE_O2@": _pair(OFFICES["O2"][1]),
        "@BASE_O3@": _pair(OFFICES["O3"][1]),
        "@BASE_K3@": _pair(DOCKS["K3"][1]),
        "@BASE_B3@": _pair(BUSY_BY_DAY["B3"][1]),
        "@BASE@": _pair(BASE),
        "@OFFICES@": "\n\n".join(offices),
        "@DOCKS@": "\n\n".join(docks),
    }
    texts = {}
    for file, (title, streets) in VARIANTS.items():
        text = TEMPLATE.read_text(encoding="utf-8")
        for mark, value in {**common, "@TITLE@": title, "@STREETS@": streets}.items():
            text = text.replace(mark, value)
        texts[file] = text
    return texts
