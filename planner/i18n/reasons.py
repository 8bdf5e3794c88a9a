"""Why something is unmet or dropped, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping

from planner.i18n import N_, Language, sentence

REASONS: dict[str, str] = {
    # rosters
    "too_few_officers": N_("{short} of {minimum} officers are missing on {duty}"),
    # routing
    # drones
}

FIXES: dict[str, str] = {
    # rosters
    "add_officers": N_("{count} more officers who may do {duty}"),
    # routing
    # drones
}


def reason_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a reason code."""
    return sentence(REASONS[code], language, params)


def fix_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a fix code."""
    return sentence(FIXES[code], language, params)
