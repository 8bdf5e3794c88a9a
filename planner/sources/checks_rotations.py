"""Whether the patterns of rotations can be read and followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.patterns import Pattern, PatternWrong, pattern_of
from planner.errors import Fault
from planner.sources.faults import shown
from planner.sources.roster_draft import rosters, unknown

if TYPE_CHECKING:
    from planner.domain.rostering import Rotation
    from planner.sources.draft import Draft
    from planner.sources.roster_draft import RosterDraft

CODES = {
    "pattern_symbol_unknown": "pattern_symbol_unknown",
    "pattern_empty": "rotation_without_pattern",
    "pattern_too_long": "pattern_too_long",
    "preset_shifts_few": "preset_shifts_few",
}
"""Fault code of each way in which a pattern is wrong."""


def rotations_can_be_read(draft: Draft) -> Iterator[Fault]:
    """Refuse unknown symbols and shifts, a turn that is too short for its followers, and two patterns at once."""
    codes = draft.ids("shifts")
    for roster in rosters(draft):
        for number, rotation in enumerate(roster.rules.rotations, 1):
            place = f"[roster]: rotations[{number}]"
            if rotation.pattern.strip() and rotation.preset is not None:
                yield Fault(code="rotation_pattern_twice", file=draft.manifest, place=f"{place}.preset")
                continue
            for code in rotation.shifts:
                yield from unknown(draft, code, "shifts", codes, f"{place}.shifts")
            if not codes.issuperset(rotation.shifts):
                continue
            try:
                turn = pattern_of(rotation, codes)
            except PatternWrong as wrong:
                yield _wrong(draft, rotation, wrong, place)
            else:
                yield from _short(draft, rotation, len(turn), place)


def _wrong(draft: Draft, rotation: Rotation, wrong: PatternWrong, place: str) -> Fault:
    key = "shifts" if wrong.code == "preset_shifts_few" else "pattern"
    params = {
        "symbol": shown(wrong.symbol),
        "known": ", ".join(sorted(draft.ids("shifts"))),
        "preset": rotation.preset or "",
        "needed": wrong.symbol,
        "found": len(rotation.shifts),
    }
    return Fault(code=CODES[wrong.code], file=draft.manifest, place=f"{place}.{key}", params=params)


def _short(draft: Draft, rotation: Rotation, length: int, place: str) -> Iterator[Fault]:
    """Refuse steps after which those who follow have gone once round the turn before the last one begins."""
    count = len(rotation.squads) + len(rotation.officers)
    step = rotation.step_days
    if step is not None and count > 1 and count * step > length:
        params = {"length": length, "followers": count, "step_days": step, "cycle": count * step}
        yield Fault(code="rotation_pattern_short", file=draft.manifest, place=f"{place}.step_days", params=params)


def rotations_are_followed(draft: Draft) -> Iterator[Fault]:
    """Refuse a rotation that nobody follows, followers that are unknown, and an officer in two rotations."""
    if "officers" in draft.unread:
        return
    squads = {item.noun.squad for item in draft.officers} - {""}
    for roster in rosters(draft):
        first: dict[str, str] = {}
        for number, rotation in enumerate(roster.rules.rotations, 1):
            place = f"[roster]: rotations[{number}]"
            for squad in rotation.squads:
                yield from unknown(draft, squad, "squads", squads, f"{place}.squads")
            for officer in rotation.officers:
                yield from unknown(draft, officer, "officers", draft.ids("officers"), f"{place}.officers")
            if not rotation.squads and not rotation.officers:
                yield Fault(code="rotation_without_followers", file=draft.manifest, place=place)
            for officer, _ in followers(roster, rotation):
                if officer in first:
                    params = {"officer": shown(officer), "first": first[officer]}
                    yield Fault(code="rotations_share_officer", file=draft.manifest, place=place, params=params)
                first.setdefault(officer, f"rotations[{number}]")


def followers(roster: RosterDraft, rotation: Rotation) -> list[tuple[str, int]]:
    """List the officers who follow a rotation, each with their place in it, counted from 0."""
    squads = [
        (officer.id, place)
        for place, squad in enumerate(rotation.squads)
        for officer in roster.officers.values()
        if officer.squad == squad
    ]
    return squads + [(officer, place) for place, officer in enumerate(rotation.officers, len(rotation.squads))]


def allowed(roster: RosterDraft, rotation: Rotation, turn: Pattern, place: int, date: dt.date) -> frozenset[str] | None:
    """Give the shifts that a rotation allows the one at a place on a date; None where the solver decides."""
    count = len(rotation.squads) + len(rotation.officers)
    step = rotation.step_days
    behind = place * len(turn) // count if step is None else place * step
    begins = (rotation.start or roster.dates[0]) + dt.timedelta(behind)
    codes = turn[(date - begins).days % len(turn)]
    return codes and frozenset(code for code in codes if roster.span(code, date))
