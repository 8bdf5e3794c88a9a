"""Patterns of rotations: what their symbols say, and the usual ones (轮班)."""

from __future__ import annotations

import re
from collections.abc import Collection

from planner.domain.rostering import FREE, OFF, Rotation
from planner.errors import PlannerError

Pattern = tuple[frozenset[str] | None, ...]
"""Codes of the shifts allowed on each date of one turn, with `OFF` among them where the date may be off as well; None
where the solver decides, empty for a date off."""

OFF_SYMBOLS = (OFF, "休")
"""Symbols of a date off."""
LONGEST = 366
"""Most dates of one turn."""

_PARTED = re.compile(r"[\s,;，、；]+")
_REPEATED = re.compile(r"([0-9]{1,3})[x×](.+)")

PRESETS: dict[str, tuple[int, str]] = {
    "4-on-2-off": (0, "4xany 2xoff"),
    "four-team-three-shift": (3, "2xday 2xevening 2xnight 2xoff"),
    "day-night-rest": (2, "day night off"),
    "pitman": (1, "2xany 2xoff 3xany 2xoff 2xany 3xoff"),
    "1-on-1-off": (0, "any off"),
    "1-on-2-off": (0, "any 2xoff"),
    "1-on-3-off": (0, "any 3xoff"),
}
"""Fewest codes that each usual pattern needs, and its dates in words: the first code is the day's, the last one the
night's, the second the evening's, and ``any`` is all of them (the solver decides, if none is given)."""


class PatternWrong(PlannerError):
    """A pattern cannot be read.

    Attributes
    ----------
    code
        ``pattern_symbol_unknown``, ``pattern_empty``, ``pattern_too_long`` or ``preset_shifts_few``.
    symbol
        What is wrong: the symbol, the number of dates, or the codes that the preset needs.
    """

    code = "pattern_symbol_unknown"

    def __init__(self, code: str, symbol: str) -> None:
        self.symbol = symbol
        super().__init__(code, symbol=symbol)


def parse_pattern(text: str, known_codes: Collection[str]) -> Pattern:
    """Read a pattern's text, date by date.

    Parameters
    ----------
    text
        Symbols parted by blanks or commas: a shift's code, several joined by ``|`` (``off`` or ``休`` may be one of
        them), ``off`` or ``休``, or ``*``; ``3x休`` stands for three.
    known_codes
        Codes of the shifts; a code that looks like a repetition or like ``off`` counts as the code.

    Raises
    ------
    PatternWrong
        If a symbol is not known, none is there, or there are more dates than `LONGEST`.
    """
    dates: list[frozenset[str] | None] = []
    for symbol in filter(None, _PARTED.split(text)):
        count, single = _repeated(symbol, known_codes)
        dates += [_date(single, known_codes)] * count
        if len(dates) > LONGEST:
            raise PatternWrong("pattern_too_long", str(len(dates)))
    if not dates:
        raise PatternWrong("pattern_empty", text)
    return tuple(dates)


def _repeated(symbol: str, known_codes: Collection[str]) -> tuple[int, str]:
    match = None if symbol in known_codes else _REPEATED.fullmatch(symbol)
    if match is None:
        return 1, symbol
    if not int(match[1]):
        raise PatternWrong("pattern_symbol_unknown", symbol)
    return int(match[1]), match[2]


def _date(symbol: str, known_codes: Collection[str]) -> frozenset[str] | None:
    """Read the symbol of one date; what it allows, or None where the solver decides."""
    if symbol in known_codes:
        return frozenset({symbol})
    if symbol == FREE:
        return None
    if symbol.lower() in OFF_SYMBOLS:
        return frozenset()
    codes = set()
    for code in symbol.split("|"):
        if code not in known_codes and code.lower() not in OFF_SYMBOLS:
            raise PatternWrong("pattern_symbol_unknown", code or symbol)
        codes.add(code if code in known_codes else OFF)
    return frozenset(codes if codes != {OFF} else ())


def pattern_of(rotation: Rotation, known_codes: Collection[str]) -> Pattern:
    """Give one turn of a rotation: its own pattern, or that of its preset where it has none.

    A Pitman rotation of two shifts has a turn of four weeks: two of the first shift, then two of the second.

    Raises
    ------
    PatternWrong
        If the pattern cannot be read, or the preset needs more shifts than the rotation names.
    """
    if rotation.pattern.strip() or rotation.preset is None:
        return parse_pattern(rotation.pattern, known_codes)
    for code in rotation.shifts:
        if code not in known_codes:
            raise PatternWrong("pattern_symbol_unknown", code)
    fewest, words = PRESETS[rotation.preset]
    if len(rotation.shifts) < fewest:
        raise PatternWrong("preset_shifts_few", str(fewest))
    if rotation.preset == "pitman":
        return sum((_preset(words, (code,)) for code in rotation.shifts), ())
    return _preset(words, rotation.shifts)


def _preset(words: str, shifts: tuple[str, ...]) -> Pattern:
    """Put the codes of shifts in the place of a preset's words."""
    stands: dict[str, frozenset[str] | None] = {"any": frozenset(shifts) or None, "off": frozenset()}
    if shifts:
        stands |= {"day": frozenset(shifts[:1]), "night": frozenset(shifts[-1:]), "evening": frozenset(shifts[1:2])}
    dates: list[frozenset[str] | None] = []
    for word in words.split():
        count, single = _repeated(word, ())
        dates += [stands[single]] * count
    return tuple(dates)
