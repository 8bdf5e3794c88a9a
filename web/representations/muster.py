"""A muster as the API hands it out, with its reasons in the reader's language and without the crews of units."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, Self

from planner.domain.noun import Noun
from planner.domain.plan import Fix
from planner.i18n import Language
from planner.i18n.needs import counted
from planner.i18n.reasons import fix_text, reason_text

if TYPE_CHECKING:
    from planner.dispatch.muster.report import Missing, Mustering


class SentUnit(Noun):
    """A unit on its way to a point."""

    unit: str
    """Id of the unit."""
    point: str
    """Id of the rescue point."""
    arrive: dt.datetime
    """When it is there, with offset."""
    leaves: str
    """Id of the place of the required visit that it leaves, ``break`` or ``base``; empty: nothing."""


class MissingNeed(Noun):
    """A need that is not met."""

    point: str
    """Id of the rescue point."""
    kind: str
    """``people``, ``units``, ``police``, ``skill`` or ``mode``."""
    name: str
    """Which skill or mode."""
    count: int
    """How many are needed [people or units, by `kind`]."""
    missing: int
    """How many of them are missing [people or units, by `kind`]."""
    reason: str
    """Why, as a stable code."""
    fix: Fix
    """What would mend it, as a stable code with its figures."""
    text: str
    """The reason in words."""
    fix_text: str
    """What would mend it, in words."""


class LeftBehind(Noun):
    """The cover that stays in a part of the station."""

    kind: Literal["station", "grid", "office"]
    """What part it is."""
    id: str
    """Id of the grid or of the office; empty: the whole station."""
    before: int
    """Units that are there before [units]."""
    stay: int
    """Units that stay there [units]."""
    keep: int
    """Units that must stay there [units]."""


class Mustered(Noun):
    """Who goes where, what is missing, and what stays behind."""

    at: dt.datetime
    """The moment that was asked about, on the plan's clock."""
    status: Literal["optimal", "feasible"]
    """``optimal``: proven that nothing lacks less, or is complete sooner."""
    last: dt.datetime | None
    """When the last unit is in place; null: nobody is sent."""
    total_s: float
    """Time that all units that are sent need to their points, added up [s]."""
    sent: tuple[SentUnit, ...]
    """Units that go, and where to."""
    missing: tuple[MissingNeed, ...]
    """Needs that are not met; empty: all are."""
    left: tuple[LeftBehind, ...]
    """The cover that stays, part by part."""

    @classmethod
    def of(cls, found: Mustering, language: Language) -> Self:
        """Make it from what the dispatch room has found."""
        return cls(
            at=found.at,
            status=found.status,
            last=found.last,
            total_s=found.total_s,
            sent=tuple(
                SentUnit(unit=one.unit.id, point=one.point, arrive=one.arrive, leaves=one.leaves) for one in found.sent
            ),
            missing=tuple(_missing(one, language) for one in found.missing),
            left=tuple(
                LeftBehind(kind=one.kind, id=one.id, before=one.before, stay=one.stay, keep=one.keep)
                for one in found.left
            ),
        )


def _missing(one: Missing, language: Language) -> MissingNeed:
    lent = counted(one.kind, one.name, one.lent, language)
    return MissingNeed(
        point=one.point,
        kind=one.kind,
        name=one.name,
        count=one.count,
        missing=one.missing,
        reason=one.reason,
        fix=one.fix,
        text=reason_text(one.reason, language, {}),
        fix_text=fix_text(one.fix.code, language, {**one.fix.params, "what": lent}),
    )
