"""The weather that drones are planned for, hour by hour."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field

from planner.domain.drone_model import Rain
from planner.domain.noun import Noun


class WeatherHour(Noun):
    """The weather from a moment on, until the next one that is told."""

    start: dt.datetime
    """From."""
    wind_mps: Annotated[float, Field(ge=0, le=60)]
    """Mean wind at flight height [m/s]."""
    wind_from_deg: Annotated[float, Field(ge=0, le=360)] = 0.0
    """Where it comes from, clockwise from north [deg]."""
    gust_mps: Annotated[float, Field(ge=0, le=90)] = 0.0
    """Gusts [m/s]."""
    rain: Rain = 0
    """0 none, 1 light, 2 moderate, 3 heavy."""
    temperature_c: Annotated[float, Field(ge=-60, le=60)] = 20.0
    """Air temperature [C]."""
