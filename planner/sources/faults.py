"""Faults are gathered while everything else is still read, and raised together at the end."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from planner.errors import Fault, InputRefused

MOST_ALIKE = 100
"""Faults of one code in one file that are told one by one; the rest are counted."""

LONGEST_SHOWN = 60
"""Characters of a value that a message shows."""


class Faults:
    """What was found wrong so far, each fault once."""

    def __init__(self) -> None:
        self._found: dict[str, Fault] = {}
        self._alike: Counter[tuple[str, str]] = Counter()

    def add(self, code: str, file: str, place: str = "", **params: object) -> None:
        """Note one fault."""
        self.extend([Fault(code=code, file=file, place=place, params=params)])

    def extend(self, faults: Iterable[Fault]) -> None:
        """Note faults; one that is known already is not repeated."""
        for fault in faults:
            key = repr(fault)
            if key not in self._found:
                self._alike[fault.file, fault.code] += 1
                if self._alike[fault.file, fault.code] <= MOST_ALIKE:
                    self._found[key] = fault

    def drop(self, code: str) -> None:
        """Forget the faults of one code."""
        self._found = {key: fault for key, fault in self._found.items() if fault.code != code}
        self._alike = Counter({key: count for key, count in self._alike.items() if key[1] != code})

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the faults of what is refused inside the block, and go on after it."""
        try:
            yield
        except InputRefused as refused:
            self.extend(refused.faults)

    def raise_any(self) -> None:
        """Refuse the input if anything is wrong with it.

        Raises
        ------
        InputRefused
            With all faults, in the order in which they were found.
        """
        more = [
            Fault(code="more_alike", file=file, params={"count": count - MOST_ALIKE, "kind": code})
            for (file, code), count in self._alike.items()
            if count > MOST_ALIKE
        ]
        if self._found:
            raise InputRefused([*self._found.values(), *more])


def shown(value: object) -> str:
    """Give a value of the input as one short line that cannot steer a terminal."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:500])
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "\N{HORIZONTAL ELLIPSIS}"


def nearest(name: object, known: Iterable[str]) -> str:
    """Give the known name that looks most like `name`; empty if none is known."""
    return next(iter(difflib.get_close_matches(str(name)[:200], list(known), n=1, cutoff=0.0)), "")
