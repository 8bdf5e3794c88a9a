"""Banned turns: nobody turns left from a dual avenue at some of its crossings."""

from __future__ import annotations

from dataclasses import replace

from generator.network import Segment


def without_left_turns(segments: list[Segment], crossings: tuple[str, ...]) -> list[Segment]:
    """Ban the turn from each carriageway into the link between the two, which leads left and back.

    A crossing of a dual avenue has a junction on the northern (n) and one on the southern (s) carriageway, and a link
    that is drawn from n to s. Traffic keeps to the right, so the northern carriageway runs west.
    """
    changed = list(segments)
    for number, crossing in enumerate(crossings, 1):
        north, south = f"{crossing}n", f"{crossing}s"
        for k, segment in enumerate(changed):
            if (segment.start, segment.end) == (north, south):
                changed[k] = replace(segment, turn_id=number)
            elif segment.oneway and segment.end == north:
                changed[k] = replace(segment, no_turn=(number,))
            elif segment.oneway and segment.end == south:
                changed[k] = replace(segment, no_turn=(-number,))
    return changed
