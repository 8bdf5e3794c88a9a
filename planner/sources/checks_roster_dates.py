"""Whether requests and past shifts speak of people, shifts and dates that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from planner.domain.rostering import OFF
from planner.errors import Fault
from planner.sources.faults import nearest, shown
from planner.sources.roster_draft import rosters

if TYPE_CHECKING:
    from planner.domain.rostering import PastShift, ShiftRequest
    from planner.sources.draft import Draft
    from planner.sources.records import Sourced


def requests_can_be_judged(draft: Draft) -> Iterator[Fault]:
    """Refuse requests of unknown officers, for unknown shifts and for dates outside the horizon."""
    for roster in rosters(draft):
        for item in draft.requests:
            wish = item.noun
            yield from _officer(draft, item)
            yield from _unknown(item, "shift", wish.shift, "shifts", draft.ids("shifts") | {"", OFF})
            if wish.date not in roster.dates:
                params = {"date": wish.date.isoformat(), **roster.bounds}
                yield Fault(code="request_outside_horizon", file=item.file, place=f"{item.place}: date", params=params)


def past_shifts_are_known(draft: Draft) -> Iterator[Fault]:
    """Refuse past and published shifts of unknown officers, templates and duties.

    Where shifts are designed, templates come and go, so that those of a past roster need not be there.
    """
    designed = draft.roster is not None and bool(draft.roster.design)
    for item in chain(draft.history, draft.published):
        yield from _officer(draft, item)
        if not designed:
            yield from _unknown(item, "shift", item.noun.shift, "shifts", draft.ids("shifts"))
        yield from _unknown(item, "duty", item.noun.duty, "duties", draft.ids("duties") | {""})


def history_ends_before_horizon(draft: Draft) -> Iterator[Fault]:
    """Refuse a past shift that starts on the horizon's first date or later."""
    for roster in rosters(draft):
        for item in draft.history:
            start = item.noun.start.astimezone(roster.zone)
            if start.date() >= roster.dates[0]:
                params = {"officer": shown(item.noun.officer), "start": start.isoformat(), **roster.bounds}
                yield Fault(code="history_in_horizon", file=item.file, place=item.place, params=params)


def past_shifts_apart(draft: Draft) -> Iterator[Fault]:
    """Refuse two shifts of one officer at one time in a past or published roster."""
    for items in (draft.history, draft.published):
        ordered = sorted(items, key=lambda item: (item.noun.officer, item.noun.start, item.noun.end))
        for before, item in pairwise(ordered):
            if before.noun.officer == item.noun.officer and item.noun.start < before.noun.end:
                params = {"officer": shown(item.noun.officer), "first": before.place}
                yield Fault(code="past_shifts_overlap", file=item.file, place=item.place, params=params)


def _officer(draft: Draft, item: Sourced[ShiftRequest] | Sourced[PastShift]) -> Iterator[Fault]:
    if "officers" not in draft.unread:
        yield from _unknown(item, "officer", item.noun.officer, "officers", draft.ids("officers"))


def _unknown(
    item: Sourced[ShiftRequest] | Sourced[PastShift], key: str, value: str, kind: str, known: Collection[str]
) -> Iterator[Fault]:
    if value not in known:
        near = nearest(value, sorted(known)) or "-"
        params = {"id": shown(value), "kind": kind, "nearest": shown(near)}
        yield Fault(code="reference_unknown", file=item.file, place=f"{item.place}: {key}", params=params)
