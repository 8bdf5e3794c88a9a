"""Whether pinned shifts leave their officers the rest that the rules never give up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.domain.clock import seconds_between
from planner.domain.rostering import OFF
from planner.errors import Fault
from planner.sources.faults import shown
from planner.sources.roster_draft import RosterDraft, rosters

if TYPE_CHECKING:
    from planner.domain.rostering import Rule
    from planner.sources.draft import Draft


@dataclass(frozen=True)
class _Fixed:
    """A shift of an officer that is decided: pinned or worked before."""

    code: str
    date: dt.date
    start: dt.datetime
    end: dt.datetime
    place: str

    @property
    def pinned(self) -> bool:
        """Whether it is pinned, not past."""
        return self.place.startswith("pins[")


def roster_pins_leave_rest(draft: Draft) -> Iterator[Fault]:
    """Refuse pinned shifts too close to each other or to the last past one, in free dates, or in a run too long."""
    for roster in rosters(draft):
        for officer, fixed in _fixed(roster).items():
            for before, item in pairwise(fixed):
                if item.pinned:
                    yield from _pair(roster, officer, before, item)
            yield from _run(roster, officer, [item for item in fixed if item.pinned])


def _fixed(roster: RosterDraft) -> dict[str, list[_Fixed]]:
    """Give the fixed shifts of each officer by start."""
    found: defaultdict[str, dict[tuple[dt.date, str], _Fixed]] = defaultdict(dict)
    for item in roster.draft.history:
        past = item.noun
        date = past.start.astimezone(roster.zone).date()
        if date < roster.dates[0]:
            place = f"{item.file}: {item.place}"
            found[past.officer][date, item.place] = _Fixed(past.shift, date, past.start, past.end, place)
    for number, pin in enumerate(roster.rules.pins, 1):
        span = None if pin.shift == OFF or pin.date not in roster.dates else roster.span(pin.shift, pin.date)
        if span:
            found[pin.officer].setdefault((pin.date, ""), _Fixed(pin.shift, pin.date, *span, f"pins[{number}]"))
    return {officer: sorted(cells.values(), key=lambda item: item.start) for officer, cells in found.items()}


def _hard(rule: Rule) -> bool:
    return rule.on and rule.weight is None


def _pair(roster: RosterDraft, officer: str, before: _Fixed, item: _Fixed) -> Iterator[Fault]:
    """Refuse a pinned shift for the one before it."""
    rules = roster.rules.rules
    rest_h = rules.rest.hours if _hard(rules.rest) else 0.0
    gap_h = seconds_between(before.end, item.start) / 3600
    params: dict[str, object] = {
        "officer": shown(officer),
        "date": item.date.isoformat(),
        "shift": shown(item.code),
        "other_date": before.date.isoformat(),
        "other": shown(before.code),
        "where": before.place,
    }
    if gap_h < 0:
        yield _fault(roster, "roster_pins_overlap", item, params)
    elif gap_h < rest_h - 1e-9:
        more = {"gap_h": round(gap_h, 1), "rest_h": rest_h}
        yield _fault(roster, "roster_pins_too_close", item, params | more)
    apart = (item.date - before.date).days
    free = rules.rest_after_long
    if _hard(free) and apart <= free.free_days and _length_h(roster, before) >= free.from_h:
        yield _fault(roster, "roster_pin_on_free_date", item, params | {"free_days": free.free_days})
    if _hard(rules.successions) and apart == 1 and (before.code, item.code) in rules.successions.pairs:
        yield _fault(roster, "roster_pins_succession", item, params)


def _length_h(roster: RosterDraft, item: _Fixed) -> float:
    """Give the worked hours of a shift by the clock, as its template has them [h]; 0 for an unknown template."""
    shift = roster.shifts.get(item.code)
    parts = [] if shift is None else [shift.window, *([shift.second] if shift.second else [])]
    return sum(part.end - part.start for part in parts) / 60


def _run(roster: RosterDraft, officer: str, pinned: list[_Fixed]) -> Iterator[Fault]:
    """Refuse more pinned shifts on dates in a row than the longest run of work."""
    rule = roster.rules.rules.work_run
    if not _hard(rule) or rule.longest is None:
        return
    length, first = 0, None
    for before, item in zip([None, *pinned], pinned, strict=False):
        in_row = before is not None and (item.date - before.date).days == 1
        length, first = (length + 1, first) if in_row else (1, item)
        if length == rule.longest + 1 and first is not None:
            params = {"officer": shown(officer), "first": first.date.isoformat(), "last": item.date.isoformat()}
            yield _fault(roster, "roster_pins_run_too_long", item, params | {"longest": rule.longest})


def _fault(roster: RosterDraft, code: str, item: _Fixed, params: dict[str, object]) -> Fault:
    return Fault(code=code, file=roster.draft.manifest, place=f"[roster]: {item.place}", params=params)
