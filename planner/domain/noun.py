"""What every noun of the domain has in common: frozen, strict about unknown keys, JSON in and out."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

LonLat = tuple[float, float]
"""WGS84 longitude and latitude [deg], in this order."""

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
"""WGS84 longitude and latitude [deg] of a file that is read as it is."""

YEARS = range(1970, 2200)
"""Years in which a moment can lie; near the ends of the calendar no hour can be added."""


def _in_reach(moment: dt.datetime) -> dt.datetime:
    if moment.year not in YEARS:
        figures = {"year": moment.year, "first": YEARS[0], "last": YEARS[-1]}
        raise PydanticCustomError("moment_out_of_reach", "the year {year} is not from {first} to {last}", figures)
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_in_reach)]
"""A moment in time: ISO 8601 with offset."""

Line = tuple[LonLat, ...]
"""Two or more points."""

Region = tuple[tuple[tuple[LonLat, ...], ...], ...]
"""Polygons, each an exterior ring and its holes, every ring closed: the coordinates of a GeoJSON MultiPolygon."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

LAST_MINUTE = 48 * 60


def clock_minutes(text: object) -> int:
    """Read ``"HH:MM"`` as minutes after midnight [min]; hours run to 48, so 02:00 of the next day is ``"26:00"``.

    The convention is that of GTFS stop times, so that a window over midnight still ends after it starts.

    Raises
    ------
    ValueError
        If the text is not a time of that form.
    """
    if isinstance(text, int) and not isinstance(text, bool) and 0 <= text <= LAST_MINUTE:
        return text
    hours, colon, minutes = str(text).partition(":")
    if colon and hours.isascii() and hours.isdigit() and minutes.isascii() and minutes.isdigit() and len(minutes) == 2:
        total = int(hours) * 60 + int(minutes)
        if int(minutes) < 60 and total <= LAST_MINUTE:
            return total
    message = f"{text!r} is not a time such as 07:30, or 26:00 for 02:00 of the next day"
    raise ValueError(message)


def clock_text(minutes: int) -> str:
    """Write minutes after midnight [min] as ``"HH:MM"``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


Clock = Annotated[
    int,
    PlainValidator(clock_minutes),
    PlainSerializer(clock_text, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,2}:[0-5][0-9]$", "examples": ["07:30", "26:00"]}),
]
"""Minutes after midnight of the day [min], written ``"HH:MM"`` with hours up to 48."""

Identifier = Annotated[str, Field(min_length=1, max_length=80)]
Name = Annotated[str, Field(max_length=300)]


class Noun(BaseModel):
    """A frozen record; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)


class Window(Noun):
    """A span of the clock on some days of the week; it must end after it starts."""

    start: Clock
    """When it opens [min after midnight]."""
    end: Clock
    """When it closes [min after midnight of the same day, beyond 24:00 when it runs over midnight]."""
    days: tuple[Weekday, ...] = WEEKDAYS
    """Days of the week on which it opens; all of them by default."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end <= self.start:
            raise PydanticCustomError(
                "window_ends_before_start",
                "the window ends at {end}, not after its start {start}",
                {"start": clock_text(self.start), "end": clock_text(self.end)},
            )
        return self

    def opens_on(self, date: dt.date) -> bool:
        """Tell whether it opens on a date."""
        return WEEKDAYS[date.weekday()] in self.days
