"""What pydantic finds wrong in a request, told field by field with what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from planner.i18n import Language
from planner.i18n.requests import wrong_text
from planner.sources.faults import shown
from web.representations.plans import WrongField

MOST_TOLD = 20
"""Fields that are told; a list of ten thousand wrong positions is one mistake, not ten thousand."""

CODES = {
    "missing": "key_missing",
    "extra_forbidden": "key_unknown",
    "json_invalid": "body_not_json",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
    "dict_type": "not_an_object",
    "tuple_type": "not_a_list",
    "list_type": "not_a_list",
    "too_short": "list_too_short",
    "too_long": "list_too_long",
    "string_too_short": "text_too_short",
    "string_too_long": "text_too_long",
    "string_type": "not_text",
    "string_unicode": "not_text",
    "int_type": "not_a_whole_number",
    "int_from_float": "not_a_whole_number",
    "int_parsing": "not_a_whole_number",
    "int_parsing_size": "not_a_whole_number",
    "float_type": "not_a_number",
    "float_parsing": "not_a_number",
    "finite_number": "not_a_number",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "bool_type": "not_true_or_false",
    "bool_parsing": "not_true_or_false",
    "literal_error": "not_allowed",
    "enum": "not_allowed",
    "datetime_type": "not_a_moment",
    "datetime_parsing": "not_a_moment",
    "datetime_object_invalid": "not_a_moment",
    "datetime_from_date_parsing": "not_a_moment",
    "timezone_aware": "not_a_moment",
    "moment_out_of_reach": "not_a_moment",
    "date_type": "not_a_date",
    "date_parsing": "not_a_date",
    "date_from_datetime_parsing": "not_a_date",
    "date_from_datetime_inexact": "not_a_date",
    "leave_ends_before_start": "ends_before_start",
    "outage_ends_before_start": "ends_before_start",
    "window_ends_before_start": "ends_before_start",
    "rings_wrong": "rings_wrong",
    "stages_wrong": "stages_wrong",
    "events_wrong": "events_wrong",
    "officers_equal": "officers_equal",
}
"""Code of each pydantic error type, and of the types that requests of this application raise themselves."""

_ALTERNATIVE = re.compile(r"^(literal|tuple|list|set|dict|nullable|constrained-\w+|function-\w+)(\[.*)?$")
"""Steps by which pydantic names one of several forms that a field may have; they are no part of the request."""
_BOUNDS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}


def told(errors: Sequence[Mapping[str, Any]], language: Language) -> tuple[WrongField, ...]:
    """Tell what is wrong in the fields of a request, at most `MOST_TOLD` of them.

    Parameters
    ----------
    errors
        As pydantic lists them; the first step of ``loc`` is the part of the request.
    language
        The reader's.
    """
    kept = [error for error in errors if not _follows(error, errors)]
    return tuple(_told(error, language) for error in kept[:MOST_TOLD])


def _follows(error: Mapping[str, Any], errors: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a list is too short only because things in it are wrong: pydantic counts those that are right."""
    place = tuple(error["loc"])
    inner = (tuple(other["loc"]) for other in errors)
    return error["type"] == "too_short" and any(len(loc) > len(place) and loc[: len(place)] == place for loc in inner)


def _told(error: Mapping[str, Any], language: Language) -> WrongField:
    part, *steps = error["loc"]
    context = error.get("ctx", {})
    code = CODES.get(error["type"], "not_usable")
    params: dict[str, object] = {name: value for name, value in context.items() if name != "error"}
    if code == "body_not_json":
        params["at"], steps = steps[0] if steps else 0, []
    if code == "key_missing" and not steps:
        code = "body_missing"
    field = _path(steps)
    params |= {"field": field or part, "value": shown(error.get("input"))}
    params["bound"] = ", ".join(f"{sign} {context[name]}" for name, sign in _BOUNDS.items() if name in context)
    return WrongField(field=field, part=str(part), code=code, detail=wrong_text(code, params, language))


def _path(steps: Sequence[str | int]) -> str:
    """Write where a field stands, such as ``points[0].lon``."""
    named = (step for step in steps if isinstance(step, int) or not _ALTERNATIVE.match(step))
    parts = (f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in named)
    return "".join(parts).removeprefix(".")
