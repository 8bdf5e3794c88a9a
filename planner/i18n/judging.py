"""What a change to a roster does: rules and needs, what would mend it, and what speaks for and against an officer."""

from __future__ import annotations

from collections.abc import Mapping

from planner.i18n import N_, Language, sentence, translate
from planner.i18n.violations import VIOLATIONS

FINDINGS: dict[str, str] = {
    "cover_short": N_("{duty} has {there} of the {needed} officers needed from {start} to {end}"),
    "cover_under": N_("{duty} has {there} of the {needed} officers wanted from {start} to {end}"),
    "cover_over": N_("{duty} has {there} officers from {start} to {end}; {needed} are the most"),
    "requirement_duty_leader": N_("{there} of {needed} leaders ({key}) are on duty from {start} to {end}"),
    "requirement_neighbours": N_("grids {key} have {there} of {needed} officers together from {start} to {end}"),
    "requirement_handover": N_("{there} of {needed} on {key} are outside their hand-over from {start} to {end}"),
    "requirement_cover": N_("{there} of the {needed} officers of grid {key} are there from {start} to {end}"),
    "rotation_idle": N_("officer {officer} is off on {date}; the rotation has {allowed} there"),
    "request_wanted": N_("{officer} asks for {shift} on {date}"),
    "request_unwanted": N_("{officer} asks not to work {shift} on {date}"),
    "request_wanted_any": N_("{officer} asks for a shift on {date}"),
    "request_unwanted_any": N_("{officer} asks for a day off on {date}"),
}
"""What is no violation of a rule: cover, wishes, rotations that want a date worked."""

MENDS: dict[str, str] = {
    "free": N_("{officer} is off on {date} as well"),
    "hand_over": N_("{officer} is off on {date} as well, and {other} takes {shift} over"),
    "instead": N_("{other} works {shift} on {date} instead"),
    "take_over": N_("{other} takes {shift} on {date}"),
    "join": N_("{other} joins {shift} on {date}"),
    "leave": N_("the rest of the crew is off on {date} as well: {others}"),
}

ASPECTS: dict[str, str] = {
    "called_in": N_("off on {date}, so called in"),
    "moves": N_("leaves {shift} on {date} for it"),
    "hours": N_("{hours:.1f} counted hours, {after:.1f} with this shift; {contract:.1f} by contract"),
    "hours_alone": N_("{hours:.1f} counted hours, {after:.1f} with this shift"),
    "rest_before": N_("{rest_h:.1f} h since the shift before"),
    "rest_after": N_("{rest_h:.1f} h until the next shift"),
    "fair_hours": N_("{after:.1f} hours instead of {amount:.1f}; {target:.1f} are a fair share"),
    "fair_nights": N_("{after:.0f} nights instead of {amount:.0f}; {target:.1f} are a fair share"),
    "fair_weekends": N_("{after:.0f} weekends instead of {amount:.0f}; {target:.1f} are a fair share"),
    "fair_holidays": N_("{after:.0f} holidays instead of {amount:.0f}; {target:.1f} are a fair share"),
    "fair_turns": N_("{after:.0f} turns of {duty} instead of {amount:.0f}; {target:.1f} are a fair share"),
    "wished": N_("{officer} has asked for it"),
    "wished_against": N_("{officer} has asked not to"),
}

LIMITS: dict[str, str] = {
    "weekly_hours": N_("the limit of a week"),
    "monthly_hours": N_("the limit of a month"),
    "average_hours": N_("the limit of the weekly average"),
    "contract_hours": N_("the least by contract"),
}
"""Rules about counted hours, as other sentences name them."""


def finding_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a rule, a need or a wish; an unknown code stands for itself."""
    rule = str(params.get("rule", ""))
    named = {**params, "rule": translate(LIMITS[rule], language)} if rule in LIMITS else params
    return _told({**VIOLATIONS, **FINDINGS}, code, language, named)


def mend_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of what would mend a change; an unknown code stands for itself."""
    return _told(MENDS, code, language, params)


def aspect_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of what speaks for or against an officer; an unknown code stands for itself."""
    return _told(ASPECTS, code, language, params)


def _told(table: Mapping[str, str], code: str, language: Language, params: Mapping[str, object]) -> str:
    return sentence(table[code], language, params) if code in table else code
