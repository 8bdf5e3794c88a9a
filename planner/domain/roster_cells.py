"""The few signs by which a shift stands in a cell of a roster sheet, for those who write sheets and who read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from planner.domain.force import Officer, Shift

_SHIFT = "班"
_LONGEST = 2
"""Chinese signs that fit into the cell of a month on one page."""


def cell_names(shifts: Iterable[Shift]) -> dict[str, str]:
    """Give what each shift is called in a cell, by its code: 早 for 早班 where that is plain, and else the code.

    No two shifts are called the same, and none is called by the code or the name of another.
    """
    known = tuple(shifts)
    stems = {shift.code: _stem(shift.name) for shift in known}
    taken = Counter(stems.values())
    codes = {shift.code.casefold() for shift in known}
    names = {shift.name for shift in known}
    plain = {code: stem for code, stem in stems.items() if stem and taken[stem] == 1 and stem not in codes | names}
    return {shift.code: plain.get(shift.code, shift.code) for shift in known}


def duties_open(officer: Officer, shift: Shift, duties: Iterable[str]) -> tuple[str, ...]:
    """Give the codes of the duties that an officer may do in a shift, out of all; with one, a cell need not name it."""
    found = (code for code in (shift.duties or tuple(duties)) if not officer.duties or code in officer.duties)
    return tuple(dict.fromkeys(found))


def _stem(name: str) -> str:
    """Give a Chinese name without the word for shift; empty if it is not short or not Chinese."""
    stem = name.strip().removesuffix(_SHIFT)
    return stem if 0 < len(stem) <= _LONGEST and all("\u4e00" <= sign <= "\u9fff" for sign in stem) else ""
