"""What an export format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.exports.rounds import is_one_round, only_rounds, rounds_of
from planner.exports.selection import only_officer, only_unit
from planner.i18n import Language

DEGREE_DECIMALS = 7
"""Decimals of a coordinate in every format: 7 are about a centimetre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFile:
    """The file of one drone round alone, in a format that has one file a round.

    Attributes
    ----------
    suffix, media_type
        As those of the format.
    encode
        Turns a round, and the scenario of its plan if it is at hand, into the bytes of the file.
    """

    suffix: str
    media_type: str
    encode: Callable[[Flight, Scenario | None], bytes]


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
    per_round
        Whether it can hold some drone rounds alone, asked for as `planner.exports.rounds` says.
    round_file
        The file of one round alone, where that is a file of another kind than that of several.
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
    per_round: bool = False
    round_file: RoundFile | None = None
    encode_for_reader: Callable[[Plan, Scenario | None, Language], bytes] | None = None

    @property
    def wants_scenario(self) -> bool:
        """Whether the file holds more when the scenario of the plan is at hand."""
        return self.encode_for_reader is not None

    def kind_of(self, plan: Plan, unit: str | None) -> tuple[str, str]:
        """Give suffix and media type of the file of a plan, of a unit, or of the rounds asked for.

        Raises
        ------
        NotFound
            With code ``no_flights`` or ``unknown_round``.
        """
        if self.round_file is not None and is_one_round(plan, unit):
            return self.round_file.suffix, self.round_file.media_type
        return self.suffix, self.media_type

    def write(
        self,
        plan: Plan,
        *,
        unit: str | None = None,
        officer: str | None = None,
        scenario: Scenario | None = None,
        language: Language = "en",
    ) -> bytes:
        """Give the bytes of the file, for the whole plan, for one unit or round, or for one officer.

        Parameters
        ----------
        unit
            A unit, or drone rounds in formats that hold them; a unit comes first where both are called so.
        scenario, language
            For formats that want them; others are the same with and without.

        Raises
        ------
        NotFound
            With code ``unknown_unit``, ``unknown_round`` or ``unknown_officer`` if the plan has no such unit, round or
            officer, ``no_flights`` if rounds are wanted and there are none, or ``format_not_per_unit`` or
            ``format_not_per_officer`` if this format does not hold one alone.
        """
        if officer is not None and not self.per_officer:
            raise NotFound("format_not_per_officer", format=self.id)
        if unit is not None and self.round_file is not None and is_one_round(plan, unit):
            return self.round_file.encode(rounds_of(plan, unit)[0], scenario)
        part = plan if unit is None else self._part(plan, unit)
        part = part if officer is None else only_officer(part, officer)
        return self.encode(part) if self.encode_for_reader is None else self.encode_for_reader(part, scenario, language)

    def _part(self, plan: Plan, unit: str) -> Plan:
        if not self.per_unit and not self.per_round:
            raise NotFound("format_not_per_unit", format=self.id)
        if not self.per_unit:
            return only_rounds(plan, unit)
        if not self.per_round:
            return only_unit(plan, unit)
        try:
            return only_unit(plan, unit)
        except NotFound as nobody:
            try:
                return only_rounds(plan, unit)
            except NotFound:
                raise nobody from None
