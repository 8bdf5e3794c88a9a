"""A plan as a file: every format is one small record in `FORMATS`.

Nothing heavy is imported before a file is written. `docs/how-to-add-an-export.md` shows how to add a format.
"""

from __future__ import annotations

from planner.errors import NotFound
from planner.exports import (
    directions,
    dji_kmz,
    flight_filing,
    flight_filing_json,
    geojson,
    gpx,
    ical,
    kml,
    litchi_csv,
    plan_json,
    qgc_plan,
    qgc_waypoints,
    roster_csv,
    roster_json,
    roster_xlsx,
    stops_csv,
)
from planner.exports.format import Format

FORMATS: tuple[Format, ...] = (
    geojson.FORMAT,
    gpx.FORMAT,
    kml.FORMAT,
    stops_csv.FORMAT,
    roster_xlsx.FORMAT,
    roster_csv.FORMAT,
    roster_json.FORMAT,
    ical.FORMAT,
    directions.FORMAT,
    qgc_plan.FORMAT,
    qgc_waypoints.FORMAT,
    dji_kmz.FORMAT,
    litchi_csv.FORMAT,
    flight_filing.FORMAT,
    flight_filing_json.FORMAT,
    plan_json.FORMAT,
)


def named(format_id: str) -> Format:
    """Give the format with an id.

    Raises
    ------
    NotFound
        With code ``unknown_format`` if no format has this id.
    """
    for known in FORMATS:
        if known.id == format_id:
            return known
    raise NotFound("unknown_format", id=format_id, known=", ".join(known.id for known in FORMATS))


def media_types() -> tuple[str, ...]:
    """Give the media type of every kind of file, each once."""
    kinds = [form.media_type for form in FORMATS]
    kinds += [form.round_file.media_type for form in FORMATS if form.round_file is not None]
    return tuple(dict.fromkeys(kinds))


__all__ = ["FORMATS", "Format", "media_types", "named"]
