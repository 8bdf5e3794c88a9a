"""What is unmet, as few lines: rounds in a row that are missed for one reason, and the fix that mends most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.plan import Fix, Parameter, Unmet
from planner.i18n import Language, translate
from planner.i18n.labels import LABELS

MOST_TOGETHER = 200
"""Rounds in one line at the most."""


@dataclass(frozen=True, slots=True)
class Run:
    """Things in a row that are unmet for one reason: the first and the last of them."""

    first: Unmet
    last: Unmet

    @property
    def name(self) -> str:
        """Id, or the first and the last number of several rounds."""
        return self.first.id if self.first is self.last else f"{self.first.id}-{self.last.id}"


def runs(items: Sequence[Unmet]) -> Iterator[Run]:
    """Join rounds that follow each other and are missed for one reason; everything else stands alone."""
    first = last = None
    count = 0
    for item in items:
        if first is None or last is None or not _follows(last, item) or count >= MOST_TOGETHER:
            if first is not None and last is not None:
                yield Run(first, last)
            first, count = item, 0
        last, count = item, count + 1
    if first is not None and last is not None:
        yield Run(first, last)


def _follows(before: Unmet, item: Unmet) -> bool:
    """Tell whether a round is the one after another, missed for the same reason with the same fix."""
    if before.kind != "round" or item.kind != "round" or not (before.id.isdecimal() and item.id.isdecimal()):
        return False
    alike = (before.reason, before.params, before.fix) == (item.reason, item.params, item.fix)
    return alike and int(item.id) == int(before.id) + 1


def named(run: Run, language: Language, names: Mapping[str, str]) -> str:
    """Name what is unmet as people read it: rounds and drone tasks are told as such, and names follow the ids."""
    name = f"{run.name} {names.get(run.name, '')}".rstrip()
    if run.first.kind not in {"round", "drone_task"}:
        return name
    return f"{translate(LABELS[f'unmet_{run.first.kind}'], language)} {name}"


def main_fix(items: Sequence[Unmet]) -> tuple[Fix, int] | None:
    """Give the one thing that would mend most of what is unmet, and how much; None if nothing mends two things.

    Fixes are one thing if they differ in numbers alone; the largest numbers mend all of them.
    """
    alike: dict[tuple[object, ...], list[Fix]] = defaultdict(list)
    for item in items:
        words = tuple(sorted((key, value) for key, value in item.fix.params.items() if isinstance(value, str)))
        alike[item.fix.code, words].append(item.fix)
    most = max(alike.values(), key=len, default=[])
    if len(most) < 2:
        return None
    params: dict[str, Parameter] = dict(most[0].params)
    for fix in most[1:]:
        for key, value in fix.params.items():
            known = params.get(key)
            if isinstance(value, int | float) and isinstance(known, int | float):
                params[key] = max(known, value)
    return Fix(code=most[0].code, params=params), len(most)
