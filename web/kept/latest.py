"""The last few things of a kind, by a key; older ones are forgotten."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

_Kept = TypeVar("_Kept")


class Latest(Generic[_Kept]):
    """Keeps at most so many things; not safe between threads, whoever holds one locks it."""

    def __init__(self, most: int) -> None:
        self._most, self._kept = most, OrderedDict[str, _Kept]()

    def put(self, key: str, thing: _Kept) -> None:
        """Keep a thing, and forget the one that was put in first if there are too many."""
        self._kept[key] = thing
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def get(self, key: str) -> _Kept | None:
        """Give a thing; None: it is not kept."""
        return self._kept.get(key)
