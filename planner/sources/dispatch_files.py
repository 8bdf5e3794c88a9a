"""Small JSON files of a decision of the moment: rescue points, and calls of the last hours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationError

from planner.dispatch.muster.order import MusterOrder
from planner.dispatch.redeploy.aim import RecentCall
from planner.domain.noun import Latitude, Longitude, Moment, Noun
from planner.errors import Fault, InputRefused

Form = TypeVar("Form", bound=Noun)

MOST_FAULTS = 20
"""Faults of one file that are told."""


class Call(Noun):
    """A call: when and where, and nothing of any person."""

    time: Moment
    """When it came."""
    lon: Longitude
    """WGS84 longitude [deg]."""
    lat: Latitude
    """WGS84 latitude [deg]."""


class Calls(Noun):
    """What a file of calls holds."""

    format: Literal["patrol-calls/1"]
    """Name and number of this format."""
    calls: Annotated[tuple[Call, ...], Field(max_length=10_000)]
    """The calls."""


def read_muster(path: Path) -> MusterOrder:
    """Read a file of rescue points.

    Raises
    ------
    InputRefused
        If there is no such file, it is no such JSON, or it has a key that it should not have.
    """
    return _read(path, MusterOrder, "not_a_muster")


def read_calls(path: Path) -> tuple[RecentCall, ...]:
    """Read a file of calls of the last hours.

    Raises
    ------
    InputRefused
        As for `read_muster`.
    """
    return tuple(
        RecentCall(time=call.time, place=(call.lon, call.lat)) for call in _read(path, Calls, "not_calls").calls
    )


def _read(path: Path, form: type[Form], code: str) -> Form:
    try:
        return form.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise InputRefused([Fault(code="file_missing", file=str(path))]) from error
    except ValidationError as error:
        raise InputRefused(
            [
                Fault(
                    code=code,
                    file=str(path),
                    place=".".join(str(part) for part in wrong["loc"]),
                    params={"why": wrong["msg"]},
                )
                for wrong in error.errors(include_url=False)[:MOST_FAULTS]
            ]
        ) from error
    except OSError as error:
        raise InputRefused([Fault(code=code, file=str(path), params={"why": error.strerror or str(error)})]) from error
