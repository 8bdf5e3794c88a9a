"""The sentences of faults in the input: why it is refused, and what would be right.

Each file holds those of one part of the input, by code.
"""

from __future__ import annotations

from planner.errors import Fault
from planner.i18n import Language, sentence
from planner.i18n.faults.files import FILES
from planner.i18n.faults.roster_sheet import ROSTER_SHEET
from planner.i18n.faults.rosters import ROSTERS
from planner.i18n.faults.scenario import SCENARIO
from planner.i18n.faults.streets import STREETS
from planner.i18n.faults.tables import TABLES
from planner.i18n.faults.text import FaultText
from planner.i18n.faults.values import VALUES
from planner.i18n.faults.vectors import VECTORS
from planner.i18n.faults.visits import VISITS

FAULTS: dict[str, FaultText] = FILES | VALUES | TABLES | VECTORS | SCENARIO | STREETS | VISITS | ROSTERS | ROSTER_SHEET


def fault_text(fault: Fault, language: Language) -> str:
    """Give one line: file, place, reason and what would be right."""
    text = FAULTS[fault.code]
    where = ": ".join(part for part in (fault.file, fault.place) if part)
    reason = sentence(text.reason, language, fault.params)
    return f"{where}: {reason}; {sentence(text.hint, language, fault.params)}"
