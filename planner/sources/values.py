"""Values of properties and cells: text from tables and older formats becomes what the noun's key holds."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping

from pydantic import BaseModel

from planner.domain.noun import WEEKDAYS
from planner.sources.faults import Faults, nearest, shown

_WINDOW = re.compile(r"(?:(?P<days>[a-z, -]+?)\s+)?(?P<start>[0-9]{1,2}:[0-9]{2})\s*-\s*(?P<end>[0-9]{1,2}:[0-9]{2})")
_LONGEST_NAME = 3
"""Names of keys up to this length are too short for guessing what a similar one meant."""
_ALIKE = 0.8
"""Share of letters in common from which a key counts as another one misspelt (difflib)."""


def split_list(text: str) -> list[str]:
    """Read ``a;b;c``; a value that holds a semicolon itself is written as a JSON list."""
    if text.lstrip().startswith("["):
        return _json_list(text)
    return [part.strip() for part in text.split(";") if part.strip()]


def join_list(values: tuple[str, ...]) -> str:
    """Write what `split_list` reads."""
    plain = ";".join(values)
    return plain if tuple(split_list(plain)) == values else json.dumps(values, ensure_ascii=False)


def _json_list(text: str) -> list[str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return [text]
    return found if isinstance(found, list) else [text]


def windows(text: str) -> list[object]:
    """Read windows such as ``mon-fri 08:00-18:00; sat,sun 10:00-26:00``, or as a JSON list of tables."""
    if text.lstrip().startswith("["):
        return list(_json_list(text))
    return [_window(part.strip()) for part in text.split(";") if part.strip()]


def _window(text: str) -> object:
    found = _WINDOW.fullmatch(text.lower())
    if found is None:
        return text
    window: dict[str, object] = {"start": found["start"], "end": found["end"]}
    if found["days"]:
        window["days"] = [day for part in found["days"].split(",") for day in _days(part.strip())]
    return window


def _days(text: str) -> list[str]:
    first, dash, last = (part.strip() for part in text.partition("-"))
    if not dash or first not in WEEKDAYS or last not in WEEKDAYS:
        return [text]
    week = [*WEEKDAYS, *WEEKDAYS]
    start = week.index(first)
    return list(week[start : week.index(last, start) + 1])


def leaves(text: str) -> list[object]:
    """Read days of leave such as ``2026-11-23..2026-11-25;2026-11-28``."""
    spans: list[object] = []
    for part in split_list(text):
        first, dots, last = (day.strip() for day in part.partition(".."))
        spans.append({"start": date_text(first), "end": date_text(last if dots else first)})
    return spans


def date_text(text: str) -> str:
    """Give a date as ISO 8601 where it is written with slashes or dots, or came from a workbook with a midnight."""
    found = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]00:00(?::00)?)?", text, re.ASCII)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else text


def number(text: str) -> float | str:
    """Read a number, or leave the text as it is."""
    try:
        return float(text) if text.isascii() and "_" not in text else text
    except ValueError:
        return text


def whole_number(text: str) -> int | float | str:
    """Read a whole number; another one stays a number, and anything else as it is."""
    value = number(text)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def true_or_false(value: object) -> object:
    """Read what formats without truth values write for one."""
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(
        str(value).strip().lower(), value
    )


_FROM_TEXT: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("crowd", "ceiling_m", "value", "hover_s", "lon", "lat"), number),
    **dict.fromkeys(("weekly_hours", "least_weekly_hours"), number),
    **dict.fromkeys(("skills", "duties", "tiers"), split_list),
    **dict.fromkeys(("hours", "windows"), windows),
    **dict.fromkeys(("visits", "presence"), _json_list),
    "leave": leaves,
    "date": date_text,
    "weight": whole_number,
}
"""How the text of each key is read; other keys hold text."""

_TEXT_KEYS = frozenset({"id", "name", "office", "leader", "grid", "kind", "purpose", "reason", "rank", "squad"})


def known_values(
    model: type[BaseModel], found: Mapping[str, object], without: frozenset[str], file: str, faults: Faults
) -> dict[str, object]:
    """Keep the values that a noun knows, in the form that it takes; everything else is forgotten.

    Keys are matched without regard to case. A key that is nearly one of the noun's, while that one is not there, is
    told as a mistake.

    Parameters
    ----------
    model
        Class of the noun.
    found
        Values by key as the file has them.
    without
        Keys of the noun that do not come from here, such as its geometry.
    file
        Name of the file.
    faults
        Takes what is wrong; a key is told once a file.
    """
    known = [key for key in model.model_fields if key not in without]
    values: dict[str, object] = {}
    for name, value in found.items():
        key = name.strip().lower()
        if key in known and value is not None:
            values.setdefault(key, _typed(key, value))
    present = {name.strip().lower() for name in found}
    for name in present.difference(known):
        near = nearest(name, known)
        if len(near) > _LONGEST_NAME and near not in present and _alike(name, near):
            params = {"key": shown(name), "nearest": near, "known": ", ".join(known)}
            faults.add("unknown_key", file, f"column {shown(name)}", **params)
    if "name" in known:
        values.setdefault("name", values.get("id", ""))
    return values


def _alike(a: str, b: str) -> bool:
    import difflib

    return difflib.SequenceMatcher(None, a, b).ratio() >= _ALIKE


def _typed(key: str, value: object) -> object:
    if key == "required":
        return true_or_false(value)
    if key in _FROM_TEXT and isinstance(value, str):
        return _FROM_TEXT[key](value)
    if key in _TEXT_KEYS and isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if float(value).is_integer() else str(value)
    return value


def moment(text: str) -> dt.datetime | None:
    """Read a moment: ISO 8601, also with slashes and without seconds; None if it is none."""
    found = re.fullmatch(
        r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]+([0-9]{1,2})(:.*))", text.strip(), re.ASCII
    )
    if found is None:
        return None
    year, month, day, hour, rest = found.groups()
    try:
        return dt.datetime.fromisoformat(f"{year}-{int(month):02d}-{int(day):02d}T{int(hour):02d}{rest}")
    except ValueError:
        return None


def station_moment(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """Read a moment and keep it on the station's clock, which it is taken to be on if it has no offset."""
    found = moment(text)
    try:
        local = found and (found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone))
        return local and local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()))
    except (OverflowError, ValueError):
        return None
