"""Whether duties, shifts and rules of a roster fit each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.domain.patterns import OFF_SYMBOLS
from planner.domain.rostering import FREE, OFF
from planner.errors import Fault
from planner.sources.faults import shown
from planner.sources.roster_draft import rosters, unknown

if TYPE_CHECKING:
    from planner.domain.force import Duty
    from planner.domain.rostering import RuleBook
    from planner.sources.draft import Draft
    from planner.sources.records import Sourced


def duties_have_people(draft: Draft) -> Iterator[Fault]:
    """Refuse duties that ask for people at a station without any officer."""
    if draft.named["officers"] or "officers" in draft.unread:
        return
    for item in draft.duties:
        duty = item.noun
        if any(cover.minimum or cover.wanted for cover in duty.cover) or duty.tide_peak:
            yield Fault(code="officers_none", file=item.file, place=item.place, params={"duty": shown(duty.code)})


def covers_can_be_kept(draft: Draft) -> Iterator[Fault]:
    """Refuse a maximum below what is needed or for a grid, and cover of a grid that is unknown or not the duty's."""
    grids = draft.ids("grids")
    for item in draft.duties:
        for number, cover in enumerate(item.noun.cover, 1):
            place = f"{item.place}: cover[{number}]"
            needed = max(cover.minimum, cover.wanted or 0)
            if cover.maximum is not None and cover.maximum < needed:
                params: dict[str, object] = {"maximum": cover.maximum, "needed": needed}
                yield Fault(code="cover_maximum_below_needed", file=item.file, place=f"{place}.maximum", params=params)
            if cover.grid is None:
                continue
            yield from unknown(draft, cover.grid, "grids", grids, f"{place}.grid")
            if not item.noun.in_grid:
                params = {"duty": shown(item.noun.code), "grid": shown(cover.grid)}
                yield Fault(code="cover_grid_of_no_grid_duty", file=item.file, place=f"{place}.grid", params=params)
            elif cover.maximum is not None:
                params = {"maximum": cover.maximum, "grid": shown(cover.grid)}
                yield Fault(code="cover_maximum_with_grid", file=item.file, place=f"{place}.maximum", params=params)


def crews_can_be_formed(draft: Draft) -> Iterator[Fault]:
    """Refuse more police, or more officers with a skill, in a crew than the crew has officers."""
    for item in draft.duties:
        size = item.noun.crew_size
        if item.noun.crew_police > size:
            yield _crew(item, "crew_police", item.noun.crew_police)
        for skill, count in item.noun.crew_skills.items():
            if count > size:
                yield _crew(item, f"crew_skills.{shown(skill)}", count)


def _crew(item: Sourced[Duty], key: str, count: int) -> Fault:
    params = {"count": count, "size": item.noun.crew_size}
    return Fault(code="crew_asks_for_more", file=item.file, place=f"{item.place}: {key}", params=params)


def shifts_have_one_meaning(draft: Draft) -> Iterator[Fault]:
    """Refuse a code that means a date off, a second part before the first ends, and more counted hours than worked."""
    for item in draft.shifts:
        shift = item.noun
        if shift.code.lower() in (*OFF_SYMBOLS, FREE):
            yield Fault(
                code="shift_code_reserved", file=item.file, place=f"{item.place}: code", params={"code": shift.code}
            )
        windows = [shift.window, *([shift.second] if shift.second else [])]
        if shift.second is not None and shift.second.start < shift.window.end:
            yield Fault(code="shift_parts_overlap", file=item.file, place=f"{item.place}: second")
            continue
        length_h = sum(window.end - window.start for window in windows) / 60
        if shift.counted_h is not None and shift.counted_h > length_h:
            params = {"counted_h": shift.counted_h, "length_h": length_h}
            yield Fault(code="counted_above_length", file=item.file, place=f"{item.place}: counted_h", params=params)


def rules_name_what_is_there(draft: Draft) -> Iterator[Fault]:
    """Refuse shifts, grids, duties, squads and skills in the rules that the station does not have."""
    shifts = draft.ids("shifts")
    for roster in rosters(draft):
        rules, place = roster.rules.rules, "[roster]: rules"
        for number, pair in enumerate(rules.successions.pairs, 1):
            for code in dict.fromkeys(pair):
                yield from unknown(draft, code, "shifts", shifts, f"{place}.successions.pairs[{number}]")
        for code in rules.shift_counts.most:
            yield from unknown(draft, code, "shifts", shifts, f"{place}.shift_counts.most.{shown(code)}")
        for code, shift in roster.rules.codes.items():
            yield from unknown(draft, shift, "shifts", shifts | {OFF}, f"[roster]: codes.{shown(code)}")
        yield from _places_and_squads(draft, rules, place)


def _places_and_squads(draft: Draft, rules: RuleBook, place: str) -> Iterator[Fault]:
    grids, squads = draft.ids("grids"), {item.noun.squad for item in draft.officers}
    for number, pair in enumerate(rules.neighbours.pairs, 1):
        for grid in dict.fromkeys(pair):
            yield from unknown(draft, grid, "grids", grids, f"{place}.neighbours.pairs[{number}]")
    if rules.neighbours.on:
        duty = rules.neighbours.duty
        yield from unknown(draft, duty, "duties", draft.ids("duties"), f"{place}.neighbours.duty")
    if "officers" not in draft.unread:
        for squad in rules.squads_together.squads:
            yield from unknown(draft, squad, "squads", squads, f"{place}.squads_together.squads")


def somebody_may_lead(draft: Draft) -> Iterator[Fault]:
    """Refuse a duty leader on every date where nobody is trained for it."""
    if "officers" in draft.unread or len(draft.officers) < len(draft.named["officers"]):
        return
    for roster in rosters(draft):
        rule = roster.rules.rules.duty_leader
        skills = {skill for officer in roster.officers.values() for skill in officer.skills}
        if rule.on and rule.skill not in skills:
            yield from unknown(draft, rule.skill, "skills", skills, "[roster]: rules.duty_leader.skill")


def designs_have_a_span(draft: Draft) -> Iterator[Fault]:
    """Refuse the design of an unknown duty or of one that has a design, and a shortest shift above the longest."""
    for roster in rosters(draft):
        first: dict[str, str] = {}
        for number, design in enumerate(roster.rules.design, 1):
            place = f"[roster]: design[{number}]"
            yield from unknown(draft, design.duty, "duties", draft.ids("duties"), f"{place}.duty")
            if design.duty in first:
                params: dict[str, object] = {"duty": shown(design.duty), "first": first[design.duty]}
                yield Fault(code="design_twice", file=draft.manifest, place=f"{place}.duty", params=params)
            first.setdefault(design.duty, place)
            if design.shortest_h > design.longest_h:
                params = {"shortest_h": design.shortest_h, "longest_h": design.longest_h}
                yield Fault(code="design_span_reversed", file=draft.manifest, place=f"{place}.longest_h", params=params)
