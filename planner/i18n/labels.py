"""Words on maps, pages and in terminals."""

from __future__ import annotations

from planner.i18n import N_, Language, translate

LABELS: dict[str, str] = {
    # maps
    "layer_grids": N_("Police grids"),
    # web
    # terminal
    # shared
    "mode_car": N_("car"),
    "mode_foot": N_("foot"),
    "mode_bike": N_("bike"),
}


def label(key: str, language: Language) -> str:
    """Give one word or phrase."""
    return translate(LABELS[key], language)


def labels(language: Language, prefix: str = "") -> dict[str, str]:
    """Give all words whose keys start with `prefix`."""
    return {key: translate(text, language) for key, text in LABELS.items() if key.startswith(prefix)}
