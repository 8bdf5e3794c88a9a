"""Parts of addresses: what they hold, and what they are called."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from starlette.convertors import Convertor

PlanId = Annotated[str, Path(description="Id of the plan, as the list of plans gives it.")]
OtherId = Annotated[str, Path(description="Id of the plan to compare with.")]
UnitId = Annotated[str, Path(description="Id of the unit, or day/number of a drone round.")]
OfficerId = Annotated[str, Path(description="Id of the officer.")]
FormatId = Annotated[str, Path(description="Id of the format, as the list of formats gives it.")]


class AnyText(Convertor[str]):
    """A part of a path that may hold anything, slashes and line breaks included: ids come from the station's data."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        """Take the text as it is."""
        return value

    def to_string(self, value: str) -> str:
        """Give the text as it is."""
        return value
