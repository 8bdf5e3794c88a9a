"""Rules broken before a change held against those broken after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planner.rosters.check_sheet import Breach
from planner.rosters.judging.verdict import Finding

FIGURES = frozenset({"count", "hours", "rest_h", "free", "police", "able", "first"})
"""Parameters that say how far a rule is broken, not which one it is; a run may begin on another date than before."""


class Placed(NamedTuple):
    """A breach with the officers and the dates that it is about."""

    breach: Breach
    officers: tuple[int, ...]
    days: tuple[int, ...]


def compared(before: Sequence[Placed], after: Sequence[Placed]) -> list[Finding]:
    """Give what has changed: of the same rule on dates that meet, breaches before and after are one finding."""
    gone = [placed for placed in before if placed not in after]
    come = [placed for placed in after if placed not in before]
    found = []
    for placed in come:
        twin = next((other for other in gone if _same(other, placed)), None)
        if twin is not None:
            gone.remove(twin)
        found.append(_finding(placed, before=twin.breach.units if twin else 0, after=placed.breach.units))
    found += [_finding(placed, before=placed.breach.units, after=0) for placed in gone]
    return [finding for finding in found if finding.before != finding.after]


def _same(one: Placed, two: Placed) -> bool:
    return (
        one.breach.code == two.breach.code
        and one.officers == two.officers
        and _identity(one.breach) == _identity(two.breach)
        and not set(one.days).isdisjoint(two.days)
    )


def _identity(breach: Breach) -> dict[str, object]:
    return {key: value for key, value in breach.params.items() if key not in FIGURES}


def _finding(placed: Placed, *, before: int, after: int) -> Finding:
    breach = placed.breach
    return Finding(
        code=breach.code,
        params=breach.params,
        layer=None if breach.points is None else "soft",
        officers=placed.officers,
        days=placed.days,
        before=before,
        after=after,
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put what forbids first, then what else is broken, then what is mended; each by date."""

    def key(finding: Finding) -> tuple[bool, bool, bool, tuple[int, ...]]:
        return not finding.forbids, finding.after < finding.before, finding.layer is not None, finding.days

    return tuple(sorted(findings, key=key))
