"""What was worked out of a part of a plan, kept for as long as that part lives.

A repair leaves most flights and routes of a plan as they are, to the very object. All nouns are frozen, so what follows
from them stays right: the check of a repaired plan works it out anew for what was changed alone.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from pydantic import BaseModel

V = TypeVar("V")


class Kept(Generic[V]):
    """Values by a frozen noun, which is told by its identity, and by what else they follow from.

    Nothing here keeps the noun alive, and its values go with it: no value may hold it.
    """

    def __init__(self) -> None:
        self._values: dict[int, dict[Hashable, V]] = {}

    def of(self, noun: BaseModel, key: Hashable, make: Callable[[], V]) -> V:
        """Give what follows from a noun and a key, made when it is first asked for.

        Parameters
        ----------
        noun
            A frozen noun.
        key
            All else that the value follows from. Nouns in it are compared by their content; `Same` compares large ones
            by identity.
        """
        number = id(noun)
        values = self._values.get(number)
        if values is None:
            values = self._values[number] = {}
            weakref.finalize(noun, self._values.pop, number, None).atexit = False
        if key not in values:
            values[key] = make()
        return values[key]


class Same:
    """An object as a part of a key: equal to itself alone, and kept alive by the key."""

    __slots__ = ("_item",)

    def __init__(self, item: object) -> None:
        self._item = item

    def __hash__(self) -> int:
        return id(self._item)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other._item is self._item
