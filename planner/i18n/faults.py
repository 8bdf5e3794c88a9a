"""The sentences of faults in the input: why it is refused, and what would be right."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Fault
from planner.i18n import N_, Language, sentence


class FaultText(NamedTuple):
    """Two templates: the reason and the hint."""

    reason: str
    hint: str


FAULTS: dict[str, FaultText] = {
    "file_missing": FaultText(
        N_("the file does not exist"),
        N_("put the file there, or correct its name in scenario.toml"),
    ),
    "window_ends_before_start": FaultText(
        N_("the window ends at {end}, not after its start {start}"),
        N_("end it after its start; for a window over midnight write 26:00 for 02:00 of the next day"),
    ),
}


def fault_text(fault: Fault, language: Language) -> str:
    """Give one line: file, place, reason and what would be right."""
    text = FAULTS[fault.code]
    where = ": ".join(part for part in (fault.file, fault.place) if part)
    reason = sentence(text.reason, language, fault.params)
    return f"{where}: {reason}; {sentence(text.hint, language, fault.params)}"
