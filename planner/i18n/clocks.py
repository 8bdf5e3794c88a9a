"""Moments in sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping


def with_clocks(params: Mapping[str, object]) -> dict[str, object]:
    """Give the parameters of a sentence with moments written as date and time of day."""
    return {key: _clock(value) for key, value in params.items()}


def _clock(value: object) -> object:
    """Write a moment as date and time of day, and leave everything else as it is."""
    try:
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return value
    return value if moment is None or moment.tzinfo is None else f"{moment:%Y-%m-%d %H:%M}"
