"""What an export format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.exports.selection import only_officer, only_unit
from planner.i18n import Language

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
    per_officer
        Whether it can hold the shifts of one officer alone.
    encode_for_reader
        Stands in for `encode` in a format that people read: it also takes the scenario that the plan was made from,
        None if it is not at hand, and the reader's language.
    """

    id: str
    suffix: str
    media_type: str
    summary: str
    encode: Callable[[Plan], bytes]
    per_unit: bool = True
    per_officer: bool = False
    encode_for_reader: Callable[[Plan, Scenario | None, Language], bytes] | None = None

    @property
    def wants_scenario(self) -> bool:
        """Whether the file holds more when the scenario of the plan is at hand."""
        return self.encode_for_reader is not None

    def write(
        self,
        plan: Plan,
        *,
        unit: str | None = None,
        officer: str | None = None,
        scenario: Scenario | None = None,
        language: Language = "en",
    ) -> bytes:
        """Give the bytes of the file, for the whole plan, for one unit or for one officer.

        Parameters
        ----------
        scenario, language
            For formats that want them; others are the same with and without.

        Raises
        ------
        NotFound
            With code ``unknown_unit`` or ``unknown_officer`` if the plan has no such unit or officer, or
            ``format_not_per_unit`` or ``format_not_per_officer`` if this format does not hold one alone.
        """
        if unit is not None and not self.per_unit:
            raise NotFound("format_not_per_unit", format=self.id)
        if officer is not None and not self.per_officer:
            raise NotFound("format_not_per_officer", format=self.id)
        part = plan if unit is None else only_unit(plan, unit)
        part = part if officer is None else only_officer(part, officer)
        return self.encode(part) if self.encode_for_reader is None else self.encode_for_reader(part, scenario, language)
