"""The sentences of what is wrong in a request to the API, field by field: the reason, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping

from planner.i18n import N_, Language, sentence

WRONG: dict[str, str] = {
    "key_missing": N_("{field} is missing; add it"),
    "key_unknown": N_("{field} is not known here; leave it out, or correct its name"),
    "body_missing": N_("the request has no body; send a JSON object"),
    "body_not_json": N_("the body is not JSON (at character {at}); correct it there"),
    "not_an_object": N_("{field}: {value} is not an object; write keys and values in {{ }}"),
    "not_a_list": N_("{field}: {value} is not a list; write it in [ ]"),
    "list_too_short": N_("{field} holds {actual_length} item(s); give {min_length} at least"),
    "list_too_long": N_("{field} holds more items than it may; give {max_length} at most"),
    "text_too_short": N_("{field} is too short; write {min_length} character(s) at least"),
    "text_too_long": N_("{field} is too long; write {max_length} characters at most"),
    "not_text": N_("{field}: {value} is not text; write it in quotes"),
    "not_a_number": N_("{field}: {value} is not a number; write one such as 12.5"),
    "not_a_whole_number": N_("{field}: {value} is not a whole number; write one such as 12"),
    "out_of_range": N_("{field}: {value} is out of range; the value must be {bound}"),
    "not_true_or_false": N_("{field}: {value} is neither true nor false; write one of them"),
    "not_allowed": N_("{field}: {value} is not one of the values known here; write one of: {expected}"),
    "not_a_moment": N_("{field}: {value} is not a moment with an offset; write it as 2026-11-23T22:15:00+08:00"),
    "not_a_date": N_("{field}: {value} is not a date; write it as 2026-11-23"),
    "ends_before_start": N_("{field}: it ends at {end}, before or at its start {start}; let it end later"),
    "rings_wrong": N_("rings_min and worth do not fit; let the rings ascend, and give each a worth, one above 0"),
    "stages_wrong": N_("stages_min do not ascend; give each stage a later end than the one before"),
    "events_wrong": N_("a repair has one cause; give exactly one of {known}"),
    "officers_equal": N_("officer and other are the same person; name two officers"),
    "not_usable": N_("{field}: {value} cannot be used here; /openapi.json says what can"),
}
"""Sentence of each code of `web.problems.CODES`; `field` is a path such as ``points[0].lon``."""


def wrong_text(code: str, params: Mapping[str, object], language: Language) -> str:
    """Give the sentence of one wrong field in a language."""
    return sentence(WRONG[code], language, params)
