"""What the cells of a roster sheet say: a shift, perhaps with its duty, or a day off."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.force import Duty, Shift
from planner.domain.roster_cells import cell_names
from planner.domain.rostering import OFF
from planner.sources.faults import nearest, shown

OFF_WORDS = frozenset(
    {"off", "休", "休息", "轮休", "补休", "调休", "公休", "年休", "年假", "年休假", "假", "休假", "请假", "病", "病假"}
    | {"事假", "产假", "婚假", "丧假", "陪产假", "探亲假", "al", "-", "–", "—", "――", "——", "×", "××", "/", "\\"}
)
"""What stations write for a day without a shift, where no shift is called so."""
_JOINTS = re.compile(r"\s*[/／、,，;；+&]\s*|\s+")


class Meaning(NamedTuple):
    """What a cell stands for: a shift or None for a day off, and the code of its duty where the cell names it."""

    shift: Shift | None
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a cell is not understood: the code of the fault and its figures."""

    code: str
    params: Mapping[str, object]


def plain(text: str) -> str:
    """Give text as it is compared: one form of each sign, without blanks at the ends, small letters."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


class CodeBook:
    """What cells may hold.

    Parameters
    ----------
    shifts, duties
        Those of the scenario; they are known by their code, their name, and shifts by their short name in sheets.
    codes
        What the station writes in cells, with the code of the shift or ``off``; it goes before everything else.
    """

    def __init__(self, shifts: Sequence[Shift], duties: Sequence[Duty], codes: Mapping[str, str]) -> None:
        self._shifts = {shift.code: shift for shift in shifts}
        self._own = {plain(cell): code for cell, code in codes.items()}
        self._names: dict[str, set[str]] = defaultdict(set)
        for shift in shifts:
            if plain(shift.name):
                self._names[plain(shift.name)].add(shift.code)
        for code, name in cell_names(shifts).items():
            self._names[plain(name)] = {code}
        for shift in shifts:
            self._names[plain(shift.code)] = {shift.code}
        named = Counter(plain(duty.name) for duty in duties)
        self._duties = {plain(code): code for shift in shifts for code in shift.duties}
        self._duties |= {plain(duty.name): duty.code for duty in duties if duty.name and named[plain(duty.name)] == 1}
        self._duties |= {plain(duty.code): duty.code for duty in duties}

    @property
    def known(self) -> list[str]:
        """What cells may hold, as a station would write it."""
        names = cell_names(self._shifts.values())
        return list(dict.fromkeys([*self._own, *names.values(), *self._shifts, OFF]))

    def is_known(self, text: str) -> bool:
        """Tell whether a cell is understood."""
        return isinstance(self.meaning(text), Meaning)

    def meaning(self, text: str) -> Meaning | Unclear:
        """Give what a cell that is not empty stands for."""
        whole = self._single(plain(text)) or self._with_duty(plain(text))
        if whole is not None:
            return whole
        parts = [self._single(part) for part in _JOINTS.split(plain(text)) if part]
        if len(parts) > 1 and None not in parts:
            return Unclear("roster_code_several", {"value": shown(text)})
        params = {
            "value": shown(text),
            "nearest": nearest(plain(text), self.known),
            "known": ", ".join(self.known)[:300],
        }
        return Unclear("roster_code_unknown", params)

    def _with_duty(self, text: str) -> Meaning | None:
        """Read a shift that its duty follows; either may be of several words."""
        for joint in _JOINTS.finditer(text):
            shift, duty = self._single(text[: joint.start()]), self._duties.get(text[joint.end() :])
            if isinstance(shift, Meaning) and shift.shift is not None and duty is not None:
                return Meaning(shift.shift, duty)
        return None

    def _single(self, text: str) -> Meaning | Unclear | None:
        """Give what one word stands for; None if it is not known."""
        code = self._own.get(text)
        if code is not None:
            shift = self._shifts.get(code)
            if shift is None and plain(code) != OFF:
                return Unclear("roster_code_maps_nowhere", {"value": shown(text), "shift": shown(code)})
            return Meaning(shift)
        codes = self._names.get(text, set())
        if len(codes) == 1:
            return Meaning(self._shifts[next(iter(codes))])
        if codes:
            return Unclear("roster_code_ambiguous", {"value": shown(text), "known": ", ".join(sorted(codes))})
        return Meaning(None) if text in OFF_WORDS else None
