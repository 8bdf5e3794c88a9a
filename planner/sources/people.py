"""The table of officers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.force import Officer
from planner.sources.draft import Draft
from planner.sources.faults import Faults
from planner.sources.records import Sourced, label, record
from planner.sources.services import service_of
from planner.sources.tables import read_rows
from planner.sources.values import known_values

if TYPE_CHECKING:
    from planner.sources.files import SourceFile


def read_officers(source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read officers into the draft; columns that an officer does not have are not kept.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read, or names nobody.
    """
    rows = read_rows(source, ("id",))
    if not rows:
        raise source.refused("officers_table_empty")
    for row in rows:
        place = label(row.place, row.cells)
        values = known_values(Officer, row.cells, frozenset(), source.name, faults)
        values["service"] = service_of(values.get("service"), values.get("rank"))
        draft.met("officers", values, source.name, place)
        officer = record(Officer, values, source.name, place, faults)
        if officer is not None:
            draft.officers.append(Sourced(officer, source.name, place))
