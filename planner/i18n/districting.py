"""Sentences about grid polygons that were repaired, and about grids that were drawn."""

from __future__ import annotations

from collections.abc import Mapping

from planner.i18n import N_, Language, sentence

REPAIRS: dict[str, str] = {
    "invalid": N_("{grids}: lines cross each other; {area_m2:.0f} m2 changed"),
    "duplicate": N_("{grids}: drawn twice; the later one is left out"),
    "outside": N_("{grids}: {area_m2:.0f} m2 outside the boundary cut off"),
    "overlap": N_("{grids}: {area_m2:.0f} m2 were in all of them; the first one keeps them"),
    "gap": N_("{grids}: {area_m2:.0f} m2 of nobody's ground added"),
    "sliver": N_("{grids}: a splinter of {area_m2:.0f} m2 cut off from the second goes to the first"),
    "gap_left": N_("{area_m2:.0f} m2 belong to no grid; so wide a gap stays"),
}

SHORTFALLS: dict[str, str] = {
    "cell_beyond_reach": N_(
        "cell {cell} is {minutes:.1f} min from the nearest office, beyond the reach; it goes to that office. "
        "A longer reach or another office would mend it"
    ),
    "cell_too_heavy": N_(
        "grid {grid} has {load_pct:.0f} % of the mean work, because cell {cell} alone has {cell_pct:.0f} %. "
        "Smaller cells or fewer grids would mend it"
    ),
    "grid_unbalanced": N_(
        "grid {grid} has {load_pct:.0f} % of the mean work, not {low_pct:.0f} to {high_pct:.0f} %. "
        "Smaller cells, a wider balance, more time or fewer pins would mend it"
    ),
    "cell_not_where_it_must": N_("cell {cell} lies in grid {grid}, where a pin or the reach of its office forbids it"),
    "cells_together": N_("cells {first} and {second} lie in one grid, though they may never be together"),
    "grid_over_a_gap": N_("grid {grid} hangs together only over a gap between cells {first} and {second}"),
}

MAP: dict[str, str] = {
    "title": N_("New grids beside today's"),
    "no_today": N_("There are no grids today."),
    "fill": N_("New grids, coloured"),
    "after": N_("New borders: solid"),
    "before": N_("Today's borders: dashed"),
    "moved": N_("Ground that changes its grid: hatched"),
    "load": N_("Work of each grid beside the mean, %"),
    "offices": N_("Offices: squares"),
    "streets": N_("Streets"),
    "show": N_("Show or hide"),
    "by_grid": N_("Grid by grid"),
    "before_work": N_("work % today"),
    "changed": N_("Work whose grid changes: {share:.0f} %"),
    "all": N_("All grids together"),
    "unmet": N_("What is not met, and why"),
}


def map_text(key: str, language: Language, **params: object) -> str:
    """Give one word or sentence of the map of new grids."""
    return sentence(MAP[key], language, params)


def repair_text(kind: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of one change to grid polygons."""
    return sentence(REPAIRS[kind], language, params)


def shortfall_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of something that new grids do not give."""
    return sentence(SHORTFALLS[code], language, params)
