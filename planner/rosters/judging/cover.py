"""What a change does to needs and requirements: officers missing or too many, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from planner.rosters.check_sheet import time_text
from planner.rosters.judging.places import day_at
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.verdict import Finding
from planner.rosters.problem import Need, Requirement, RosterProblem


class Gap(NamedTuple):
    """One way in which a need is not met: its code and layer, the number asked for, the people missing or too many."""

    code: str
    layer: str
    needed: int
    people: int
    price: int


def gaps(need: Need, there: int) -> tuple[Gap, Gap, Gap]:
    """Give what is missing below the minimum and below the number wanted, and what is above the maximum."""
    most = there if need.maximum is None else need.maximum
    below = max(0, need.wanted - max(there, need.minimum))
    return (
        Gap("cover_short", "short", need.minimum, max(0, need.minimum - there), 1),
        Gap("cover_under", "under", need.wanted, below, need.under_points),
        Gap("cover_over", "under", most, max(0, there - most), need.over_points),
    )


def cover_findings(before: Standing, after: Standing, shifts: Iterable[int]) -> tuple[list[Finding], dict[str, int]]:
    """Compare all needs and requirements that some shifts count for; give also what each layer gains."""
    problem, lookup, shifts = before.problem, before.lookup, tuple(shifts)
    layers = {"short": 0, "under": 0, "soft": 0}
    found = []
    touched = sorted({need for shift in shifts for need in lookup.needs[shift]}, key=lambda k: problem.needs[k].start_s)
    for index in touched:
        need = problem.needs[index]
        for was, now in zip(gaps(need, before.there[index]), gaps(need, after.there[index]), strict=True):
            gain = need.units * (now.people - was.people)
            layers[now.layer] += gain * now.price
            if gain:
                found.append(_need_finding(problem, need, was, now, after.there[index]))
    for index in sorted({rule for shift in shifts for rule in lookup.requirements[shift]}):
        rule = problem.requirements[index]
        was_missing, missing = (max(0, rule.least - pairs) for pairs in (before.pairs[index], after.pairs[index]))
        if was_missing != missing:
            layer, price = ("short", 1) if rule.points is None else ("soft", rule.points)
            layers[layer] += price * rule.units * (missing - was_missing)
            found.append(_requirement_finding(problem, rule, layer, (was_missing, missing), after.pairs[index]))
    return list(_merged(found)), layers


def _need_finding(problem: RosterProblem, need: Need, was: Gap, now: Gap, there: int) -> Finding:
    return Finding(
        code=now.code,
        params={
            "duty": problem.duties[need.duty].code,
            "start": time_text(problem, need.start_s),
            "end": time_text(problem, need.end_s),
            "there": there,
            "needed": now.needed,
        },
        layer=now.layer,
        days=(day_at(problem, time_text(problem, need.start_s)),),
        before=need.units * was.people,
        after=need.units * now.people,
    )


def _requirement_finding(
    problem: RosterProblem, rule: Requirement, layer: str, missing: tuple[int, int], there: int
) -> Finding:
    start, end = time_text(problem, rule.start_s), time_text(problem, rule.end_s)
    before, after = missing
    return Finding(
        code=f"requirement_{rule.rule}",
        params={"key": rule.key, "start": start, "end": end, "there": there, "needed": rule.least},
        layer=layer,
        days=(day_at(problem, start),),
        before=rule.units * before,
        after=rule.units * after,
    )


def _merged(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Join findings of the same figures whose spans follow each other."""
    open_ones: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        params = dict(finding.params)
        key = (finding.code, finding.effect, params.get("duty", params.get("key")), params["there"], params["needed"])
        last = open_ones.get(key)
        if last is not None and last.params["end"] == params["start"]:
            open_ones[key] = replace(
                last,
                params={**last.params, "end": params["end"]},
                days=tuple(sorted({*last.days, *finding.days})),
                before=last.before + finding.before,
                after=last.after + finding.after,
            )
            continue
        if last is not None:
            yield last
        open_ones[key] = finding
    yield from open_ones.values()
