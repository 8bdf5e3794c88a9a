"""`scenario.toml` read section by section, so that one mistake hides no other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, get_args, get_origin
from zoneinfo import ZoneInfo, available_timezones

from planner.domain.noun import Noun
from planner.domain.station import Station
from planner.geo import Datum
from planner.sources.draft import Draft
from planner.sources.faults import Faults, nearest, shown
from planner.sources.ground import base_ground
from planner.sources.manifest import FORMAT, FileNames, Manifest
from planner.sources.records import N, Sourced, label, record

if TYPE_CHECKING:
    from planner.sources.files import SourceFile

POSITIONS = {"offices": "location", "forces": "base", "docks": "location"}
"""Key of the position in each list of nouns that have one."""

MORE_POSITIONS: Mapping[str, str] = {"docks": "alternates"}
"""Kinds of tables with a list of positions, and the key that holds it."""

ELSEWHERE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "roster": {
        "rest_h": ("roster.rules.rest", "hours"),
        "longest_run_days": ("roster.rules.work_run", "longest"),
        "most_nights_in_row": ("roster.rules.night_run", "longest"),
    }
}
"""Names that a figure does not have in a table, with the table and the key in which it stands."""


def read_toml(source: SourceFile) -> dict[str, object]:
    """Read a TOML file.

    Raises
    ------
    InputRefused
        If it is not TOML in UTF-8.
    """
    try:
        return tomllib.loads(source.data().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise source.refused("toml_encoding", f"byte {error.start + 1}") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        detail = re.sub(r" \(at .*\)$", "", str(error))
        raise source.refused("toml_syntax", f"line {line[1]}" if line else "end of the file", detail=detail) from None
    except RecursionError:
        raise source.refused("nested_too_deep") from None
    except ValueError as error:
        raise source.refused("toml_syntax", detail=str(error)[:200]) from None


def read_manifest(source: SourceFile, faults: Faults) -> Draft:
    """Read the manifest into a draft; positions in it are brought to WGS84.

    Raises
    ------
    InputRefused
        If the file cannot be read at all or has another format.
    """
    root = read_toml(source)
    if root.get("format") != FORMAT:
        code = "format_unknown" if "format" in root else "key_missing"
        raise source.refused(code, "format", key="format", value=shown(root.get("format")), format=FORMAT)
    known = list(Manifest.model_fields)
    for key in root:
        if key not in known:
            near = nearest(key, known)
            faults.add("unknown_key", source.name, shown(key), key=shown(key), nearest=near, known=", ".join(known))
    datum = _datum(root.get("datum", "wgs84"), source.name, faults)
    station = _table(Station, root, "station", source.name, faults)
    ground = base_ground(station.base if station else None, datum, source.name, faults)
    if station and ground.base:
        station = station.model_copy(update={"base": ground.base})
    draft = Draft(manifest=source.name, ground=ground, station=_with_zone(station, source.name, faults))
    draft.files = _table(FileNames, root, "files", source.name, faults)
    for key in ("roster", "demand", "patrol", "rounds"):
        noun = _table(_noun_of(key), root, key, source.name, faults)
        if noun is not None:
            setattr(draft, key, noun)
    for key in known:
        if get_origin(Manifest.model_fields[key].annotation) is tuple:
            _list(draft, root, key, faults)
    return draft


def _noun_of(key: str) -> type[Noun]:
    kind = Manifest.model_fields[key].annotation
    kind = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if not (isinstance(kind, type) and issubclass(kind, Noun)):
        raise TypeError(key)
    return kind


def _datum(value: object, file: str, faults: Faults) -> Datum:
    for datum in get_args(Datum):
        if value == datum:
            known: Datum = datum
            return known
    faults.add("value_not_allowed", file, "datum", value=shown(value), expected=", ".join(get_args(Datum)))
    return "wgs84"


def _table(model: type[N], root: Mapping[str, object], key: str, file: str, faults: Faults) -> N | None:
    if key not in root:
        if Manifest.model_fields[key].is_required():
            faults.add("key_missing", file, key=f"[{key}]")
        return None
    value = root[key]
    if not isinstance(value, dict):
        faults.add("not_a_table", file, key, value=shown(value))
        return None
    misplaced = ELSEWHERE.get(key, {})
    for name in filter(misplaced.get, value):
        table, there = misplaced[name]
        params = {"key": name, "table": table, "name": there, "value": shown(value[name])}
        faults.add("key_elsewhere", file, f"[{key}]: {name}", **params)
    known = {name: inner for name, inner in value.items() if name not in misplaced}
    return record(model, known, file, f"[{key}]", faults)


def _list(draft: Draft, root: Mapping[str, object], key: str, faults: Faults) -> None:
    """Read one array of tables."""
    items = root.get(key, [])
    if not isinstance(items, list):
        faults.add("not_a_list", draft.manifest, key, value=shown(items))
        return
    model = _noun_of(key)
    for number, item in enumerate(items, 1):
        place = f"[[{key}]] {number}"
        if not isinstance(item, dict):
            faults.add("not_a_table", draft.manifest, place, value=shown(item))
            continue
        place = label(place, item)
        draft.met(key, item, draft.manifest, place)
        noun = record(model, item, draft.manifest, place, faults)
        noun = _placed(draft, key, noun, place, faults) if noun else None
        if noun:
            getattr(draft, key).append(Sourced(noun, draft.manifest, place))


def _placed(draft: Draft, kind: str, noun: Noun, place: str, faults: Faults) -> Noun | None:
    key = POSITIONS.get(kind)
    if key is None:
        return noun
    points = draft.ground.placed(getattr(noun, key), draft.manifest, f"{place}: {key}", faults)
    if points is None:
        return None
    found: dict[str, object] = {key: (float(points[0, 0]), float(points[0, 1]))}
    more = MORE_POSITIONS.get(kind)
    if more is not None and getattr(noun, more):
        others = draft.ground.placed(getattr(noun, more), draft.manifest, f"{place}: {more}", faults)
        if others is None:
            return None
        found[more] = tuple((float(lon), float(lat)) for lon, lat in others)
    return noun.model_copy(update=found)


def _with_zone(station: Station | None, file: str, faults: Faults) -> Station | None:
    """Refuse a time zone that is in no table."""
    if station is None:
        return None
    try:
        ZoneInfo(station.timezone)
    except (LookupError, ValueError, OSError):
        near = nearest(station.timezone, sorted(available_timezones()))
        value = shown(station.timezone)
        faults.add("timezone_unknown", file, "[station]: timezone", value=value, nearest=near)
        return station.model_copy(update={"timezone": "UTC"})
    return station
