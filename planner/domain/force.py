"""Who does the work: tiers, forces, officers, duties and shifts."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.domain.calendar import OpenOn
from planner.domain.noun import Identifier, LonLat, Name, Noun, Window

Mode = Literal["car", "foot", "bike"]
Service = Literal["police", "auxiliary", "joint_defence", "guard", "volunteer"]
"""民警, 辅警, 联防队员, 保安, 义警: only the police may act alone."""


class SpeedBand(Window):
    """Hours in which the streets are slower, such as the rush hour (高峰)."""

    share: Annotated[float, Field(gt=0, le=1)]
    """What is left of the speed in this window, from 0 to 1."""


class Tier(Noun):
    """A level of the patrol system (三级巡逻): how its units move."""

    id: Identifier
    """Such as ``police_car``, ``police_foot``, ``joint_defence``, ``guard``, ``volunteer``."""
    name: Name
    """Name of the tier."""
    mode: Mode
    """How its units move: by car, on foot or by bike."""
    speed_kmh: Annotated[float, Field(gt=0, le=130)]
    """Speed on the street that a patrol never exceeds [km/h]; a car also keeps to the street's own limit."""
    patrol_kmh: Annotated[float, Field(gt=0, le=130)] | None = None
    """Pace between stops when there is time to patrol [km/h]; half of its speed by default."""
    slower: tuple[SpeedBand, ...] = ()
    """When its units are slower; where windows overlap the slowest counts."""
    lights: bool | None = None
    """Whether its units show lights that are seen from afar (见灯); by default those that move by car do."""

    @model_validator(mode="after")
    def _patrols_no_faster_than_it_moves(self) -> Self:
        if self.patrol_kmh is not None and self.patrol_kmh > self.speed_kmh:
            raise PydanticCustomError(
                "patrol_above_speed",
                "the patrol pace {patrol_kmh} km/h is above the speed {speed_kmh} km/h",
                {"patrol_kmh": self.patrol_kmh, "speed_kmh": self.speed_kmh},
            )
        return self

    @property
    def pace_kmh(self) -> float:
        """Pace when it patrols [km/h]."""
        return self.speed_kmh / 2 if self.patrol_kmh is None else self.patrol_kmh

    @property
    def shows_lights(self) -> bool:
        """Whether its units show lights."""
        return self.mode == "car" if self.lights is None else self.lights


class Force(Noun):
    """Units of one tier that work from one base.

    A force with a `duty` is crewed from the roster; one without (guards, volunteers) keeps its own `shifts`.
    """

    id: Identifier
    """Short name, unique among forces."""
    name: Name
    """Name of the force."""
    tier: Identifier
    """Id of its tier."""
    base: LonLat
    """Where its units start, take breaks and end."""
    units: Annotated[int, Field(ge=1, le=200)]
    """Units out at one time at the most: cars, or pairs on foot."""
    crew_size: Annotated[int, Field(ge=1, le=12)] = 2
    """Officers in one unit [people]."""
    duty: Identifier | None = None
    """Code of the duty whose officers crew it."""
    shifts: tuple[Window, ...] = ()
    """When its units are out, if no duty crews it."""
    grids: tuple[Identifier, ...] = ()
    """Grids to whose ground its units are limited; empty, and no areas either: the whole station."""
    areas: tuple[Identifier, ...] = ()
    """Areas, such as an estate or a village, to whose ground its units are limited; added to that of the grids."""
    handover_min: Annotated[float, Field(ge=0, le=120)] = 0.0
    """Time at the base when a shift begins and again when it ends, to hand over (交接班) [min]."""
    break_min: Annotated[float, Field(ge=0, le=120)] = 30.0
    """Meal break at the base, in every shift of six hours or more [min]."""


class Leave(Noun):
    """Days on which an officer is away, both ends included."""

    start: dt.date
    """First day away."""
    end: dt.date
    """Last day away."""

    @model_validator(mode="after")
    def _ends_on_or_after_start(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError(
                "leave_ends_before_start",
                "the leave ends on {end}, before its start {start}",
                {"start": self.start.isoformat(), "end": self.end.isoformat()},
            )
        return self


class Officer(Noun):
    """Somebody on the roster; seen by their own station only."""

    id: Identifier
    """Short name or number, unique among officers."""
    name: Name
    """Name; it stays on the roster."""
    rank: Name = ""
    """Rank or role."""
    squad: Name = ""
    """Squad (班组) or team."""
    skills: tuple[Name, ...] = ()
    """What the officer is trained for, such as `driving`."""
    grid: Identifier | None = None
    """Home grid of a community officer."""
    duties: tuple[Identifier, ...] = ()
    """Codes of the duties the officer may do; empty: all."""
    service: Service = "police"
    """Which body the officer serves in; by default as the rank says, and else the police."""
    weekly_hours: Annotated[float, Field(ge=0, le=100)] = 44.0
    """Contract hours: most counted hours of duty in a week [h]."""
    least_weekly_hours: Annotated[float, Field(ge=0, le=100)] = 0.0
    """Fewest counted hours of duty a week, on average over the horizon [h]."""
    leave: tuple[Leave, ...] = ()
    """Days away."""


class Cover(Window):
    """How many officers a duty needs in every hour of a window."""

    minimum: Annotated[int, Field(ge=0)]
    """Fewer is a shortage (缺岗) [officers]."""
    wanted: Annotated[int, Field(ge=0)] | None = None
    """Aimed at when there are enough officers [officers]; the minimum by default."""
    maximum: Annotated[int, Field(ge=0)] | None = None
    """More are too many [officers]; without one, only their hours count."""
    grid: Identifier | None = None
    """Grid whose own officers are counted, in a duty that works in grids; by default all of the duty."""
    dates: tuple[dt.date, ...] = ()
    """Only on these dates, such as a match or a fair; empty: on all."""
    calendar: OpenOn = "any"
    """Whether it opens on all dates, on working days only (make-up workdays included), or on all others."""

    def opens_on(self, date: dt.date) -> bool:
        """Tell whether it opens on a date; what the calendar says of the date is not looked at here."""
        return super().opens_on(date) and (not self.dates or date in self.dates)


class Duty(Noun):
    """A kind of work on the roster, such as patrol, command room or community."""

    code: Identifier
    """Short name, unique among duties."""
    name: Name
    """Name of the duty."""
    cover: tuple[Cover, ...]
    """Officers needed through the day and week."""
    tide_peak: Annotated[int, Field(ge=0)] | None = None
    """When given, the number wanted follows the tide of demand by hour, up to this peak [officers]."""
    skills: tuple[Name, ...] = ()
    """Skills that everybody on this duty needs."""
    crew_size: Annotated[int, Field(ge=1, le=12)] = 1
    """Fewest officers who start a shift of this duty together: 2 means that nobody goes out alone."""
    crew_police: Annotated[int, Field(ge=0, le=12)] = 0
    """Fewest police officers in each crew of `crew_size`: with 1 an auxiliary never acts alone."""
    crew_skills: dict[Name, Annotated[int, Field(ge=1, le=12)]] = Field(default_factory=dict)
    """Fewest officers with a skill in each crew of `crew_size`, such as one who drives."""
    counted_share: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Share of its hours that counts as hours of duty: standby (备勤) counts in part."""
    fair_turns: bool = False
    """Whether its turns are shared out fairly among those who may do it."""
    handover_min: Annotated[float, Field(ge=0, le=120)] = 0.0
    """Time at both ends of a shift that goes into handing over (交接班), so that somebody else must be out [min]."""
    in_grid: bool = False
    """Whether its officers work in a police grid: their home grid, or the busiest one."""


class Shift(Noun):
    """A shift template (班次模板): a staggered start and an end."""

    code: Identifier
    """Short name, unique among shifts."""
    name: Name
    """Name of the shift."""
    window: Window
    """When it starts and ends."""
    second: Window | None = None
    """Second part of a split shift (拆分班), on the same dates, after the first has ended."""
    duties: tuple[Identifier, ...] = ()
    """Codes of the duties worked in it; empty: all."""
    counted_h: Annotated[float, Field(ge=0, le=48)] | None = None
    """Hours that count as hours of duty, when not all do: a duty of 24 hours may count 16 [h]."""
    calendar: OpenOn = "any"
    """Whether it is worked on all dates, on working days only (make-up workdays included), or on all others."""
