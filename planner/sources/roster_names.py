"""Who a row of a roster sheet is about: an officer by id or by name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from planner.domain.force import Officer
from planner.sources.faults import nearest, shown
from planner.sources.roster_codes import Unclear

_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


def without_blanks(text: str) -> str:
    """Give a name as it is compared: 张 三 is 张三, in one form of each sign and in small letters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


class Roll:
    """The officers of a scenario."""

    def __init__(self, officers: Sequence[Officer]) -> None:
        self._ids = {without_blanks(officer.id): officer for officer in officers}
        self._names: dict[str, list[Officer]] = defaultdict(list)
        for officer in officers:
            if officer.name and officer.name != officer.id:
                self._names[without_blanks(officer.name)].append(officer)

    def found(self, leading: Sequence[str]) -> Officer | Unclear | None:
        """Give the officer whose id or name stands in the cells left of the dates; None if there is none.

        An id goes before a name; a row with the id of one officer and the name of another is unclear, and so is a name
        that several have.
        """
        by_id = next((self._ids[key] for key in map(without_blanks, leading) if key in self._ids), None)
        named = next((found for found in map(self._by_name, leading) if found), [])
        if by_id is not None:
            if not named or by_id in named:
                return by_id
            params = {"id": shown(by_id.id), "name": shown(named[0].name), "other": shown(by_id.name)}
            return Unclear("roster_name_of_another", params)
        if len(named) > 1:
            ids = ", ".join(shown(officer.id) for officer in named)
            return Unclear("roster_name_twice", {"value": shown(named[0].name), "ids": ids})
        return named[0] if named else None

    def _by_name(self, text: str) -> list[Officer]:
        """Look a name up, and again without what stands in brackets after it."""
        plain = without_blanks(text)
        return self._names.get(plain) or self._names.get(without_blanks(_BRACKETS.sub("", text)), [])

    def name_in(self, leading: Sequence[str]) -> str:
        """Give what looks most like a name in the cells left of the dates: the last text that is no number."""
        texts = [text for text in leading if text and not text.isdigit()]
        return texts[-1] if texts else ""

    def nearest(self, name: str) -> str:
        """Give the known name that looks most like one, with its id."""
        known = {officers[0].name: officers[0].id for officers in self._names.values()}
        near = nearest(name, known)
        return f"{shown(near)} ({shown(known[near])})" if near else ""
