"""Whether visits, their gaps and the stays that keep a place seen can be had at all."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from planner.domain.work import VisitRule
from planner.errors import Fault

if TYPE_CHECKING:
    from planner.domain.work import Work
    from planner.sources.draft import Draft
    from planner.sources.records import Sourced


def gaps_can_be_kept(draft: Draft) -> Iterator[Fault]:
    """Refuse a gap that no visits, one in each equal part of their window, can keep.

    Visits at the same place of every part are a part less a stay apart; that is the longest that the shortest gap may
    be, and the shortest that the longest gap may be. The stay along a line is longer than its dwell by a drive that is
    not known here, so that its longest gap is not judged.
    """
    for item in chain(draft.points, draft.lines, draft.areas):
        for number, rule in enumerate(item.noun.visits, 1):
            between_min = _between_min(rule)
            if rule.count > 1 and rule.shortest_gap_min > between_min:
                most = max(1, math.floor((rule.end - rule.start) / (rule.shortest_gap_min + rule.dwell_min)))
                place = f"visits[{number}].shortest_gap_min"
                yield _gap(item, place, "gap_too_long", rule, gap_min=rule.shortest_gap_min, most_count=most)
            if item in draft.lines or rule.longest_gap_min is None:
                continue
            if rule.longest_gap_min < between_min:
                least = math.ceil((rule.end - rule.start) / (rule.longest_gap_min + rule.dwell_min))
                place = f"visits[{number}].longest_gap_min"
                yield _gap(item, place, "gap_too_short", rule, gap_min=rule.longest_gap_min, least_count=least)


def _between_min(rule: VisitRule) -> float:
    """Give the time between two visits at the same place of their parts [min]."""
    return max(0.0, (rule.end - rule.start) / rule.count - rule.dwell_min)


def _gap(item: Sourced[Work], key: str, code: str, rule: VisitRule, **params: float) -> Fault:
    known = {"count": rule.count, "window_min": rule.end - rule.start, "dwell_min": rule.dwell_min}
    figures = {name: _figure(value) for name, value in {**params, "between_min": _between_min(rule)}.items()}
    return Fault(code=code, file=item.file, place=f"{item.place}: {key}", params={**known, **figures})


def _figure(value: float) -> float:
    """Round to a tenth; whole numbers have no point."""
    return round(value, 1) if round(value, 1) % 1 else int(round(value, 1))


def hot_spot_stays_fit(draft: Draft) -> Iterator[Fault]:
    """Refuse a longest stay at hot spots that is below the shortest, or that leaves no room for the gap in an epoch."""
    rules = draft.patrol
    if rules.longest_dwell_min < rules.dwell_min:
        params = {"longest_min": _figure(rules.longest_dwell_min), "shortest_min": _figure(rules.dwell_min)}
        place = "[patrol]: longest_dwell_min"
        yield Fault(code="dwell_span_reversed", file=draft.manifest, place=place, params=params)
    elif rules.longest_dwell_min + rules.shortest_gap_min > rules.epoch_min:
        params = {
            "longest_min": _figure(rules.longest_dwell_min),
            "gap_min": _figure(rules.shortest_gap_min),
            "epoch_min": rules.epoch_min,
        }
        yield Fault(code="epoch_too_short", file=draft.manifest, place="[patrol]: epoch_min", params=params)


def presence_can_be_lit(draft: Draft) -> Iterator[Fault]:
    """Refuse presence with lights of which no tier that may stay there shows any."""
    if len(draft.tiers) < len(draft.named["tiers"]):
        return
    lit = {tier.noun.id for tier in draft.tiers if tier.noun.shows_lights}
    for item in chain(draft.points, draft.lines, draft.areas):
        for number, presence in enumerate(item.noun.presence, 1):
            if presence.lights and not lit.intersection(item.noun.tiers or lit):
                place = f"{item.place}: presence[{number}].lights"
                yield Fault(code="presence_without_lights", file=item.file, place=place)
