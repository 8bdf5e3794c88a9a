"""Why a roster is impossible: shortages, the members of a conflict, and what would mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from planner.i18n import N_, Language, sentence

LACKS: dict[str, str] = {
    "no_shift": N_("{duty}, {start} to {end}: no shift of this duty covers the time; {needed} are needed"),
    "people": N_("{duty}, {start} to {end}: {needed} are needed, {able} may do it at all"),
    "people_skill": N_(
        "{duty}, {start} to {end}: {needed} are needed, {able} may do it and have the skills needed ({skills})"
    ),
    "people_away": N_("{duty}, {start} to {end}: {needed} are needed, {able} can be there; away: {away}"),
    "crew_police_short": N_(
        "{duty}, {start} to {end}: {needed} police officers are needed in the crews, {able} can be there"
    ),
    "crew_skill_short": N_(
        "{duty}, {start} to {end}: {needed} with the skill {skill} are needed in the crews, {able} can be there"
    ),
    "people_at_once": N_("{duties}, {start} to {end}: together {needed} are needed at once, {able} can be there"),
    "hours_short": N_("{duties}, {start} to {end}: {needed} counted hours are needed, officers have {able}"),
    "requirement_duty_leader": N_("{start} to {end}: {needed} leaders ({key}) are needed, {able} can be there"),
    "requirement_neighbours": N_("{start} to {end}: grids {key} need {needed} officers together, {able} can be there"),
    "requirement_handover": N_(
        "{start} to {end}: {needed} on {key} are needed outside their hand-over, {able} can be there"
    ),
    "requirement_cover": N_("{start} to {end}: {needed} are needed in {key}, {able} can be there"),
}

MEMBERS: dict[str, str] = {
    "need": N_("{duty} needs {minimum} from {start} to {end}"),
    "requirement_duty_leader": N_("{least} leaders ({key}) are needed from {start} to {end}"),
    "requirement_neighbours": N_("grids {key} need {least} officers together from {start} to {end}"),
    "requirement_handover": N_("{least} on {key} are needed outside their hand-over from {start} to {end}"),
    "requirement_cover": N_("{least} are needed in {key} from {start} to {end}"),
    "request_wanted": N_("{officer} asks for {shift} on {date}"),
    "request_unwanted": N_("{officer} asks not to work {shift} on {date}"),
    "request_wanted_any": N_("{officer} asks for a shift on {date}"),
    "request_unwanted_any": N_("{officer} asks for a day off on {date}"),
    "duties": N_("only {able} may do {duty}"),
    "duties_nobody": N_("nobody may do {duty}"),
    "skills": N_("only {able} have the skills that {duty} needs ({skills})"),
    "skills_nobody": N_("nobody has the skills that {duty} needs ({skills})"),
    "leave": N_("on leave from {first} to {last}: {officer}"),
    "pattern": N_("kept to the pattern of a rotation: {officer}"),
    "pin": N_("pinned to {shift} ({duty}) on {date}: {officer}"),
    "pin_off": N_("pinned off on {date}: {officer}"),
    "rest": N_("{hours:g} h of rest between shifts: {officer}"),
    "free_after": N_("{days} free days after {shift}: {officer}"),
    "successions": N_("shifts that may not follow each other ({pairs}): {officer}"),
    "work_longest": N_("at most {days} days of work in a row: {officer}"),
    "work_shortest": N_("at least {days} days of work in a row: {officer}"),
    "night_longest": N_("at most {days} nights in a row: {officer}"),
    "night_shortest": N_("at least {days} nights in a row: {officer}"),
    "off_longest": N_("at most {days} days off in a row: {officer}"),
    "off_shortest": N_("at least {days} days off in a row: {officer}"),
    "most_hours": N_("at most {hours:g} counted hours from {first} to {last}: {officer}"),
    "least_hours": N_("at least {hours:g} counted hours from {first} to {last}: {officer}"),
    "weekends": N_("at most {most} weekends worked: {officer}"),
    "shift_limit": N_("at most {most} times {shift}: {officer}"),
    "crew_size": N_("a shift of {duty} starts with {size} officers or more"),
    "crew_police": N_("in every {size} on {duty} at least {least} are police officers"),
    "crew_skill": N_("in every {size} on {duty} at least {least} have the skill {skill}"),
    "together": N_("squad {squad} is on duty together"),
}

RELAXATIONS: dict[str, str] = {
    "give_up_request": N_("the request of {officer} for {date} given up"),
    "unpin": N_("{date} not pinned for {officer}"),
    "allow_succession": N_("{officer} exempt from shifts that may not follow each other"),
    "one_more_shift": N_("{shift} {new} times instead of {most} for {officer}"),
    "split_squad": N_("squad {squad} not on duty together"),
    "shorter_run": N_("{new} days in a row are enough instead of {days} for {officer}"),
    "longer_days_off": N_("{new} days off in a row instead of {days} for {officer}"),
    "leave_pattern": N_("{officer} taken out of the rotation"),
    "one_more_weekend": N_("{new} weekends instead of {most} for {officer}"),
    "fewer_hours": N_("{new:g} counted hours are enough instead of {hours:g} from {first} to {last} for {officer}"),
    "one_more_day": N_("{new} days of work in a row instead of {days} for {officer}"),
    "more_hours": N_("{new:g} counted hours instead of {hours:g} from {first} to {last} for {officer}"),
    "shorter_rest": N_("{new:g} h of rest instead of {hours:g} h for {officer}"),
    "one_more_night": N_("{new} nights in a row instead of {days} for {officer}"),
    "allow_duty": N_("{duty} allowed to {officer}"),
    "fewer_free_days": N_("{new} free days after {shift} instead of {days} for {officer}"),
    "move_leave": N_("the leave of {officer} from {first} to {last} moved to other days"),
    "train_officer": N_("{officer} trained for {duty} ({skills})"),
    "more_officers": N_("{new} more officers who may do {duty}"),
    "less_required": N_("{new} instead of {least} for {key} from {start} to {end}"),
    "smaller_crew": N_("{new} instead of {figure} in every crew of {duty}"),
    "less_cover": N_("{new} instead of {minimum} on {duty} from {start} to {end}"),
}


def lack_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a shortage that was counted; an unknown code stands for itself."""
    return sentence(LACKS[code], language, _readable(params, language)) if code in LACKS else code


def member_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a member of a conflict; an unknown code stands for itself."""
    return sentence(MEMBERS[code], language, _readable(params, language)) if code in MEMBERS else code


def relaxation_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a change that would mend a conflict; an unknown code stands for itself."""
    return sentence(RELAXATIONS[code], language, _readable(params, language)) if code in RELAXATIONS else code


def _readable(params: Mapping[str, object], language: Language) -> dict[str, object]:
    return {key: _word(value, language) for key, value in params.items()}


def _word(value: object, language: Language) -> object:
    """Write a moment as date and time of day, and several names as a list."""
    if isinstance(value, list | tuple):
        return ("、" if language == "zh" else ", ").join(map(str, value))
    try:
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else None
    except ValueError:
        return value
    return value if moment is None else f"{moment:%Y-%m-%d %H:%M}"
