"""Words of roster sheets: headings, totals, signs in cells."""

from __future__ import annotations

import datetime as dt

from planner.i18n import N_, Language, sentence

WORDS: dict[str, str] = {
    "month": N_("Month"),
    "fairness": N_("Fairness"),
    "unmet": N_("Not reached"),
    "table": N_("All shifts"),
    "title": N_("{station}: roster from {first} to {last}"),
    "title_month": N_("{station}: roster of {month}"),
    "of_month": N_("{month}/{year}"),
    "of_date": N_("{year}-{month:02d}-{day:02d}"),
    "page": N_("Page {page} of {pages}"),
    "made": N_("Made {at}"),
    "squad": N_("Squad"),
    "id": N_("Number"),
    "officer": N_("Officer"),
    "hours": N_("Hours"),
    "shifts": N_("Shifts"),
    "nights": N_("Nights"),
    "weekends": N_("Weekends"),
    "holidays": N_("Holidays"),
    "turns": N_("Turns"),
    "average": N_("average"),
    "rank": N_("Rank"),
    "here": N_("this roster"),
    "before": N_("before"),
    "above": N_("± fair share"),
    "share_note": N_(
        "± fair share: this roster and the history before it together, less the share by contract hours among those "
        "who can do the same duties"
    ),
    "times": N_("{start}–{end}"),
    "times_over": N_("{start}–{end} next day"),
    "times_after": N_("{start}–{end}, next day"),
    "on_duty": N_("On duty"),
    "missing": N_("missing"),
    "minimum_kept": N_("minimum kept"),
    "minimum_missed": N_("officers missing below the minimum"),
    "legend": N_("Legend"),
    "day_off": N_("day off"),
    "leave": N_("leave"),
    "rest": N_("weekend or day of rest"),
    "holiday": N_("statutory holiday"),
    "workday": N_("make-up workday"),
    "sign_rest": N_("R"),
    "sign_holiday": N_("H"),
    "sign_workday": N_("W"),
    "date": N_("Date"),
    "weekday": N_("Weekday"),
    "start": N_("Start"),
    "end": N_("End"),
    "counted": N_("Counted hours"),
    "shift": N_("Shift"),
    "duty": N_("Duty"),
    "place": N_("Place"),
    "what": N_("What"),
    "when": N_("When"),
    "why": N_("Why"),
    "mend": N_("What would mend it"),
    "all_reached": N_("Everything required is reached."),
    "event": N_("{duty}, {shift}"),
    "event_of": N_("{officer}: {duty}, {shift}"),
    "calendar": N_("Duty roster of {who}"),
}
"""Words and short phrases by their key."""

OFF_SIGNS: dict[Language, str] = {"zh": "休", "en": "–"}
"""What stands in the cell of a day off."""
LEAVE_SIGNS: dict[Language, str] = {"zh": "假", "en": "AL"}
"""What stands in the cell of a day of leave."""


def word(key: str, language: Language, **params: object) -> str:
    """Give one word or phrase."""
    return sentence(WORDS[key], language, params)


def date_text(date: dt.date, language: Language) -> str:
    """Write a date as the reader's sheets have it."""
    return word("of_date", language, year=date.year, month=date.month, day=date.day)


def month_text(date: dt.date, language: Language) -> str:
    """Write the month of a date."""
    return word("of_month", language, year=date.year, month=date.month)
