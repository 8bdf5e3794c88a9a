"""What an independent check found wrong with a plan."""

from __future__ import annotations

from planner.domain.violation import Violation
from planner.i18n import N_, Language, sentence

VIOLATIONS: dict[str, str] = {
    # plan
    # rosters
    "rest_too_short": N_("officer {officer} rests {rest_h:.1f} h before {start}; {needed_h:.1f} h are needed"),
    # routing
    # drones
    # grids
}


def violation_text(violation: Violation, language: Language) -> str:
    """Give the sentence of a violation."""
    return sentence(VIOLATIONS[violation.code], language, violation.params)
