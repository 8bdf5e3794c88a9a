"""What stands in the cells of rosters and requests, and the shifts that it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from planner.domain.rostering import OFF
from planner.sources.faults import nearest, shown
from planner.sources.roster_codes import OFF_WORDS, plain
from planner.sources.tables import read_rows

if TYPE_CHECKING:
    from planner.domain.force import Shift
    from planner.sources.draft import Draft
    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile


def read_codes(source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Add the cell codes of a table to those of the manifest.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    if draft.roster is None:
        return
    codes = dict(draft.roster.codes)
    known = draft.ids("shifts") | {OFF}
    for row in read_rows(source, ("code", "shift")):
        empty = [key for key in ("code", "shift") if not row.cells.get(key)]
        if empty:
            faults.add("cell_empty", source.name, f"{row.place}: {empty[0]}", key=empty[0])
            continue
        code, shift = row.cells["code"], row.cells["shift"]
        shift = OFF if plain(shift) in OFF_WORDS and shift not in known else shift
        if shift not in known:
            near = shown(nearest(shift, sorted(known)) or "-")
            params = {"id": shown(shift), "kind": "shifts", "nearest": near}
            faults.add("reference_unknown", source.name, f"{row.place}: shift", **params)
        elif codes.setdefault(code, shift) != shift:
            params = {"sign": shown(code), "first": shown(codes[code]), "second": shown(shift)}
            faults.add("code_twice", source.name, f"{row.place}: code", **params)
    draft.roster = draft.roster.model_copy(update={"codes": codes})


def shift_meant(text: str, shifts: Iterable[Shift], codes: Mapping[str, str]) -> str:
    """Give the code of the shift that a cell means, or ``off``; what it cannot mean stands as it is.

    A cell holds the code of a shift, one of the station's cell codes, a word for a date off, or a shift's name.
    """
    known = list(shifts)
    if text in {shift.code for shift in known}:
        return text
    if text in codes:
        return codes[text]
    if plain(text) in OFF_WORDS:
        return OFF
    names = Counter(shift.name for shift in known)
    return next((shift.code for shift in known if shift.name == text and names[text] == 1), text)
