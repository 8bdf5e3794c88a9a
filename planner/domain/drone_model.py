"""Aircraft with their docks: what they can, and in which weather."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from planner.domain.noun import Identifier, Name, Noun

Percent = Annotated[float, Field(ge=0, le=100)]
Positive = Annotated[float, Field(gt=0)]
Rain = Annotated[int, Field(ge=0, le=3)]
DjiCode = Annotated[int, Field(ge=0, le=65535)]

THERMAL_SHARE = 0.5
"""Width that a thermal camera sees if the model states none, as a part of the day's."""


class DroneModel(Noun):
    """An aircraft with its dock: figures of the maker, each the user's to correct."""

    id: Identifier
    """Short name, unique among models."""
    name: Name
    """Name of the aircraft and its dock."""
    endurance_min: Positive
    """Flight time that the maker states [min]."""
    usable_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    """Part of the stated endurance that is met in work."""
    cruise_mps: Positive = 10.0
    """Speed over ground on a round [m/s]."""
    airspeed_mps: Positive | None = None
    """Highest speed through the air [m/s]; 1.5 x the cruise by default."""
    climb_mps: Positive = 4.0
    """Speed of climbing [m/s]."""
    descent_mps: Positive = 3.0
    """Speed of descending [m/s]."""
    acceleration_mps2: Positive = 2.0
    """Acceleration at turns and stops [m/s2]."""
    start_pct: Percent = 90.0
    """Charge to which a dock fills the battery [%]."""
    lowest_pct: Percent = 30.0
    """Charge that a landing never goes below [%]."""
    charge_pct_per_min: Positive = 2.2
    """Charge gained in the dock [% per min]."""
    overhead_min: Annotated[float, Field(ge=0)] = 5.0
    """Dock time of a round beyond flight and charge: power-on, landing, upload [min]."""
    hover_min: Positive | None = None
    """Time of hovering that the maker states [min]; 0.88 of the endurance by default."""
    battery_wh: Positive | None = None
    """Energy of a full battery [Wh]; for reports only."""
    threshold_pct: Percent = 30.0
    """Charge below which no round may start [%]."""
    taper_pct: Percent = 90.0
    """Charge above which charging slows down [%]."""
    taper_share: Annotated[float, Field(gt=0, le=1)] = 0.5
    """Part of the charging rate that is left above it."""
    swap_min: Positive | None = None
    """Time in which the dock swaps the battery for a full one [min]; none: it charges in the aircraft."""
    swath_m: Positive = 100.0
    """Width seen at the round's height by day [m]."""
    night_swath_m: Positive | None = None
    """Width seen by the thermal camera at night [m]; half of the day's by default."""
    wind_mps: Positive = 12.0
    """Wind above which it does not fly [m/s]."""
    gust_mps: Positive = 15.0
    """Gusts above which it does not fly [m/s]."""
    rain: Rain = 1
    """Heaviest rain in which it flies: 0 none, 1 light, 2 moderate, 3 heavy."""
    coldest_c: float = -20.0
    """Air temperature below which it does not fly [C]."""
    coldest_rain_c: float = 5.0
    """Air temperature below which it does not fly in any rain [C]."""
    cycles_quota: Positive = 400.0
    """Full charges that a battery is good for."""
    service_sorties: Annotated[int, Field(ge=1)] | None = None
    """Sorties after which the maker asks for a service."""
    empty_kg: Positive | None = None
    """Mass without battery and load [kg]; the filing sheet tells the class of the aircraft by it."""
    takeoff_kg: Positive | None = None
    """Highest mass at take-off [kg]."""
    dji_type: tuple[DjiCode, DjiCode] | None = None
    """`droneEnumValue` and `droneSubEnumValue` of DJI's WPML, for its mission files."""
    dji_payload: tuple[DjiCode, DjiCode] | None = None
    """`payloadEnumValue` and `payloadSubEnumValue` of the camera there."""
    source: Name = ""
    """Where the figures come from."""
    checked: dt.date | None = None
    """When the figures were looked up."""

    def seen_m(self, *, by_night: bool) -> float:
        """Give the width seen at the round's height: by the thermal camera at night, or by day [m]."""
        thermal_m = THERMAL_SHARE * self.swath_m if self.night_swath_m is None else self.night_swath_m
        return thermal_m if by_night else self.swath_m
