"""Formats with one file a round: the file itself for one round, a ZIP archive of them for more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.exports.archive import archive
from planner.exports.format import Format, RoundFile
from planner.exports.mission import Mission, mission
from planner.exports.rounds import file_names, rounds_of

if TYPE_CHECKING:
    from planner.domain.plan import Flight, Plan
    from planner.domain.scenario import Scenario
    from planner.i18n import Language

Write = Callable[[Mission, "Flight", "Scenario | None"], bytes]
"""Turns one round, as its autopilot flies it, into the bytes of its file."""


def round_format(*, format_id: str, suffix: str, media_type: str, summary: str, write: Write) -> Format:
    """Make the record of a format with one file a round.

    Parameters
    ----------
    suffix, media_type
        Of one round's file; several rounds are a ZIP archive with the suffix ``.<format>.zip``.
    """

    def one(flight: Flight, scenario: Scenario | None) -> bytes:
        return write(mission(flight, scenario), flight, scenario)

    def several(plan: Plan, scenario: Scenario | None, language: Language) -> bytes:  # noqa: ARG001 - as readers' formats
        named = file_names(rounds_of(plan, None), suffix)
        return archive((name, one(flight, scenario)) for name, flight in named)

    return Format(
        id=format_id,
        suffix=f".{format_id}.zip",
        media_type="application/zip",
        summary=summary,
        encode=lambda plan: several(plan, None, "en"),
        encode_for_reader=several,
        per_unit=False,
        per_round=True,
        round_file=RoundFile(suffix=suffix, media_type=media_type, encode=one),
    )
