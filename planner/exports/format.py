"""What an export format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.errors import NotFound
from planner.exports.selection import only_unit

DEGREE_DECIMALS = 7
"""Decimals of a coordinate in every format: 7 are about a centimetre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file that a plan can be written as.

    Attributes
    ----------
    id
        Its name on the command line and in addresses, such as ``"gpx"``.
    suffix
        End of its file names, such as ``".gpx"``.
    media_type
        What HTTP calls it.
    summary
        One sentence on what the file holds, marked for translation.
    encode
        Turns a plan, already reduced to what the reader asked for, into the bytes of the file.
    per_unit
        Whether it can hold the part of one unit alone.
    """

    id: str
    suffix: str
    media_type: str
    summary: str
    encode: Callable[[Plan], bytes]
    per_unit: bool = True

    def write(self, plan: Plan, *, unit: str | None = None) -> bytes:
        """Give the bytes of the file, for the whole plan or for one unit.

        Raises
        ------
        NotFound
            With code ``unknown_unit`` if the plan has no such unit, or ``format_not_per_unit`` if this format holds
            whole plans only.
        """
        if unit is None:
            return self.encode(plan)
        if not self.per_unit:
            raise NotFound("format_not_per_unit", format=self.id)
        return self.encode(only_unit(plan, unit))
