"""One record of the input becomes one noun, or faults that name the record and the key."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from planner.domain.noun import Noun
from planner.errors import Fault
from planner.sources.faults import Faults, nearest, shown

N = TypeVar("N", bound=Noun)
N_co = TypeVar("N_co", bound=Noun, covariant=True)

CLOCK_KEYS = frozenset({"start", "end", "day_start"})
"""Keys that hold a clock or a date, never a number."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file can hold (XML 1.0, production 2)."""

CODES = {
    "window_ends_before_start": "window_ends_before_start",
    "leave_ends_before_start": "leave_ends_before_start",
    "patrol_above_speed": "patrol_above_speed",
    "pin_without_time": "pin_without_time",
    "pin_never_with_time": "pin_never_with_time",
    "moment_out_of_reach": "moment_unreadable",
    "timezone_aware": "moment_unreadable",
    "datetime_type": "moment_unreadable",
    "datetime_parsing": "moment_unreadable",
    "datetime_from_date_parsing": "moment_unreadable",
    "missing": "key_missing",
    "value_error": "clock_unreadable",
    "finite_number": "number_not_finite",
    "string_too_short": "text_empty",
    "string_too_long": "text_too_long",
    "literal_error": "value_not_allowed",
    "greater_than": "value_out_of_range",
    "greater_than_equal": "value_out_of_range",
    "less_than": "value_out_of_range",
    "less_than_equal": "value_out_of_range",
    "date_type": "date_unreadable",
    "date_parsing": "date_unreadable",
    "int_type": "not_a_whole_number",
    "int_from_float": "not_a_whole_number",
    "int_parsing": "not_a_whole_number",
    "float_type": "not_a_number",
    "float_parsing": "not_a_number",
    "bool_type": "not_true_or_false",
    "string_type": "not_text",
    "tuple_type": "not_a_list",
    "dict_type": "not_a_table",
    "run_shortest_above_longest": "run_shortest_above_longest",
    "model_type": "not_a_table",
}
"""Fault code of each pydantic error type."""

_TOLD = ("start", "end", "expected", "max_length", "shortest", "longest")
"""What an error of pydantic knows that a fault tells."""
_BOUNDS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<="}


@dataclass(frozen=True, slots=True)
class Sourced(Generic[N_co]):
    """A noun with the place that it was read from."""

    noun: N_co
    file: str
    place: str


def label(number_text: str, data: Mapping[str, object]) -> str:
    """Name a record by its number and, if it has one, its id: ``feature 3 (id G07)``."""
    for key in ("id", "code"):
        if isinstance(data.get(key), str | int) and data[key] != "":
            return f"{number_text} ({key} {shown(data[key])})"
    return number_text


def record(model: type[N], data: Mapping[str, object], file: str, place: str, faults: Faults) -> N | None:
    """Make a noun from plain data as TOML, JSON or a table gives it; types are not guessed.

    Parameters
    ----------
    model
        Class of the noun.
    data
        Values by key.
    file, place
        Where the record stands.
    faults
        Takes what is wrong.

    Returns
    -------
    The noun, or None if it is refused.
    """
    bad_text = [
        Fault(code="text_control_character", file=file, place=join(place, path)) for path in _unprintable(data, ())
    ]
    if bad_text:
        faults.extend(bad_text)
        return None
    try:
        return model.model_validate_json(json.dumps(_plain(data)), strict=True)
    except ValidationError as refused:
        faults.extend(_fault(error, model, file, place) for error in refused.errors(include_url=False))
    except (RecursionError, OverflowError):
        faults.add("nested_too_deep", file, place)
    return None


def _plain(value: object, key: object = None) -> object:
    """Give a value as JSON has it: dates and clocks as text, so that only one reader of each is needed."""
    if isinstance(value, dict):
        return {str(name): _plain(inner, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if key in CLOCK_KEYS and not isinstance(value, str):
        return str(value)
    return value


def _unprintable(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        if _UNPRINTABLE.search(value):
            yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _unprintable(inner, (*path, str(key)))
            yield from _unprintable(key, (*path, "?")) if isinstance(key, str) else ()
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _unprintable(inner, (*path, index))


def join(place: str, path: tuple[str | int, ...]) -> str:
    """Name a key inside a record: ``[[shifts]] 2 (code day): window.start``; lists count from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f"{'.' if text else ''}{shown(step)}"
    return ": ".join(part for part in (place, text) if part)


def _fault(error: ErrorDetails, model: type[BaseModel], file: str, place: str) -> Fault:
    kind, path, value = error["type"], error["loc"], error["input"]
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        near = nearest(path[-1], known)
        params: dict[str, object] = {"key": shown(path[-1]), "nearest": near, "known": ", ".join(known)}
        return Fault(code="unknown_key", file=file, place=join(place, path), params=params)
    if kind == "missing" and isinstance(path[-1], str):
        return Fault(code="key_missing", file=file, place=join(place, path[:-1]), params={"key": path[-1]})
    if kind in {"missing", "too_long", "too_short"}:
        if "pairs" in path:
            return Fault(code="not_a_pair", file=file, place=join(place, path[: path.index("pairs") + 2]))
        where = path[:-1] if isinstance(path[-1], int) else path
        return Fault(code="not_a_position", file=file, place=join(place, where))
    params = {"value": shown(value)}
    params |= {name: context[name] for name in _TOLD if name in context}
    params["bound"] = ", ".join(f"{sign} {context[name]}" for name, sign in _BOUNDS.items() if name in context)
    if kind == "finite_number" and isinstance(value, float) and not math.isnan(value):
        params["value"] = "Infinity"
    return Fault(code=CODES.get(kind, "value_wrong"), file=file, place=join(place, path), params=params)


def _keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """List the keys that are known at a path inside a noun."""
    for step in path:
        if isinstance(step, str):
            model = _inner(model, step)
    return list(model.model_fields)


def _inner(model: type[BaseModel], key: str) -> type[BaseModel]:
    """Find the noun that a key of a noun holds, or holds a list of."""
    waiting: list[object] = [model.model_fields[key].annotation]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
        waiting.extend(getattr(kind, "__args__", ()))
    return model
