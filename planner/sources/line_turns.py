"""Banned turns among streets drawn as lines: the properties `turn_id`, `no_turn` and `no_turn:backward`.

A line that is turned into bears a number, `turn_id`. A line that is turned out of lists such numbers: `no_turn` binds
at its end, `no_turn:backward` at its start, where one comes who travels against the drawing. A number with a minus sign
is a line travelled against its drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.sources.faults import shown
from planner.sources.ways import Turn, Ways

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.domain.street import Streets
    from planner.sources.faults import Faults

OWN_ID = "turn_id"
LISTS = {"no_turn": False, "no_turn:backward": True}
"""The properties that list banned turns, and whether they bind who travels against the drawing."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A feature that is a street: its rows among the ways, none if nobody may pass, and its first and last point."""

    rows: range
    first: int
    last: int


@dataclass(slots=True)
class LineTurns:
    """Gathers what the features of a file say about turns, and adds it to the ways at the end."""

    file: str
    faults: Faults
    _lines: dict[int, _Line] = field(default_factory=dict)
    _bans: list[tuple[str, _Line, bool, int]] = field(default_factory=list)

    def met(self, tags: Mapping[str, str], place: str, rows: range, ends: tuple[int, int]) -> None:
        """Note a feature, with the references of its first and last point."""
        line = _Line(rows, *ends)
        if OWN_ID in tags:
            for number in self._numbers(tags[OWN_ID], f"{place}: {OWN_ID}"):
                if number in self._lines:
                    self.faults.add("turn_id_repeated", self.file, f"{place}: {OWN_ID}", value=number)
                self._lines[number] = line
        for key, against in LISTS.items():
            bans = self._numbers(tags.get(key, ""), f"{place}: {key}")
            self._bans += [(f"{place}: {key}", line, against, number) for number in bans]

    def add_to(self, ways: Ways) -> None:
        """Add the banned turns; a turn into or out of a street that nobody may pass is passed over."""
        for place, line, against, number in self._bans:
            into = self._lines.get(abs(number))
            via = line.first if against else line.last
            if into is None:
                self.faults.add("turn_id_unknown", self.file, place, value=abs(number))
            elif via != (into.last if number < 0 else into.first):
                self.faults.add("turn_lines_apart", self.file, place, value=number)
            elif line.rows and into.rows:
                before, after = line.rows[0 if against else -1], into.rows[-1 if number < 0 else 0]
                ways.turns.append(Turn(before, after, via, before_against=against, after_against=number < 0))

    def _numbers(self, text: str, place: str) -> list[int]:
        """Read whole numbers, apart by blanks or commas."""
        words = text.replace(",", " ").split()
        numbers = [int(word.removesuffix(".0")) for word in words if _is_number(word)]
        if len(numbers) < len(words) or 0 in numbers:
            self.faults.add("turn_not_number", self.file, place, value=shown(text))
        return [number for number in numbers if number]


def _is_number(word: str) -> bool:
    digits = word.removesuffix(".0").removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 10


def turn_properties(streets: Streets, features: Sequence[tuple[int, int]]) -> list[dict[str, object]]:
    """Give the properties about turns of every feature: an edge along its drawing and one against it, -1 for none."""
    number = {along: place for place, (along, _) in enumerate(features, 1)}
    number |= {back: -place for place, (_, back) in enumerate(features, 1)}
    properties: list[dict[str, object]] = [{} for _ in features]
    for before, after in zip(streets.turn_from.tolist(), streets.turn_to.tolist(), strict=True):
        out, into = number[before], number[after]
        key = "no_turn:backward" if out < 0 else "no_turn"
        own = properties[abs(out) - 1]
        own[key] = f"{own[key]} {into}" if key in own else str(into)
        properties[abs(into) - 1][OWN_ID] = abs(into)
    return properties
