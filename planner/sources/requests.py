"""What officers would like, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.rostering import ShiftRequest
from planner.sources.faults import shown
from planner.sources.records import Sourced, record
from planner.sources.shift_codes import shift_meant
from planner.sources.tables import read_rows
from planner.sources.values import known_values

if TYPE_CHECKING:
    from planner.sources.draft import Draft
    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile

WISHES = {
    **dict.fromkeys(("wanted", "想上", "想", "要", "1", "yes", "true"), True),
    **dict.fromkeys(("unwanted", "不想上", "不想", "不要", "0", "no", "false"), False),
}
"""What a wish is called in a table."""


def read_requests(source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read requests into the draft: `officer` and `date`, and `shift`, `wish` and `weight` where they are given.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    shifts = [item.noun for item in draft.shifts]
    codes = draft.roster.codes if draft.roster else {}
    for row in read_rows(source, ("officer", "date")):
        values = known_values(ShiftRequest, row.cells, frozenset({"wanted"}), source.name, faults)
        wish = row.cells.get("wish", "wanted")
        if wish.lower() not in WISHES:
            faults.add("wish_unreadable", source.name, f"{row.place}: wish", value=shown(wish))
            continue
        values["wanted"] = WISHES[wish.lower()]
        if "shift" in values:
            values["shift"] = shift_meant(row.cells["shift"], shifts, codes)
        request = record(ShiftRequest, values, source.name, row.place, faults)
        if request is not None:
            draft.requests.append(Sourced(request, source.name, row.place))
