"""A change to a roster judged from what it touches: the same as counting everything again, with the right words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from random_roster import random_problem
from roster_cases import HOUR_S, cell, duty, need, officer, problem, request, works

from planner.i18n.judging import ASPECTS, FINDINGS, MENDS
from planner.rosters import check_crews, check_rules
from planner.rosters.check_layers import layers_of, objective_of
from planner.rosters.check_sheet import sheet_of
from planner.rosters.judging.judge import judge
from planner.rosters.judging.mending import mends
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.verdict import Cell
from planner.rosters.problem import FREE_OFF, LAYERS, OFF, HoursLimit, Requirement, Runs, Together


def any_cells(dice: random.Random, asked, count: int) -> list[Cell]:
    """Give cells of different officers' dates, legal or not."""
    places = [(o, d) for o in range(len(asked.officers)) for d in range(asked.days)]
    choice = dice.sample(places, min(count, len(places)))
    of_day = [[k for k, shift in enumerate(asked.shifts) if shift.day == day] for day in range(asked.days)]
    return [Cell(officer=o, day=d, shift=dice.choice([OFF, *of_day[d]])) for o, d in choice]


def never_broken(asked, pairs) -> list[tuple[str, str]]:
    """Count what is never broken and is, over the whole roster."""
    sheet = sheet_of(asked, pairs)
    found = [b for o, own in zip(asked.officers, sheet.own, strict=True) for b in check_rules.breaches(asked, o, own)]
    found += check_crews.breaches(asked, sheet)
    return sorted((breach.code, repr(sorted(breach.params.items()))) for breach in found if breach.points is None)


@pytest.mark.parametrize("seed", range(60))
def test_it_agrees_with_counting_everything_again(seed: int) -> None:
    """Any cells, one after the other and several at once: every layer, the objective, and what is never broken."""
    dice = random.Random(seed)
    asked = random_problem(seed)
    standing = Standing(asked, ())
    pairs: set[tuple[int, int]] = set()
    for count in (1, 1, 2, 1, 3, 1):
        cells = any_cells(dice, asked, count)
        after = {(o, s) for o, s in pairs if all((c.officer, c.day) != (o, asked.shifts[s].day) for c in cells)}
        after |= {(c.officer, c.shift) for c in cells if c.shift != OFF}
        verdict = judge(standing, cells)
        was, now = (layers_of(asked, sheet_of(asked, some)) for some in (pairs, after))
        assert dict(zip(LAYERS, verdict.layers, strict=True)) == {
            layer: b - a for layer, a, b in zip(LAYERS, was, now, strict=True)
        }
        assert verdict.objective == objective_of(asked, now) - objective_of(asked, was)
        broken, mended = set(never_broken(asked, after)), set(never_broken(asked, pairs))
        if not verdict.legal:
            assert broken - mended
        if not broken:
            assert verdict.legal
        pairs, standing = after, standing.after(cells)


def codes(verdict, effect: str) -> list[str]:
    return [finding.code for finding in verdict.findings if finding.effect == effect]


def test_a_short_rest_names_the_rule_the_officer_and_both_dates() -> None:
    """Night to day: the rest is broken on the date before and the date itself, and freeing either mends it."""
    asked = problem(officer(rest_s=11 * HOUR_S), officer(rest_s=11 * HOUR_S), days=3)
    standing = Standing(asked, works(asked, "N--", "---"))
    verdict = judge(standing, [Cell(officer=0, day=1, shift=cell(asked, "D", 1))])
    (finding,) = [finding for finding in verdict.findings if finding.code == "rest_too_short"]
    assert (finding.officers, finding.days, finding.effect, verdict.legal) == ((0,), (0, 1), "broken", False)
    told = {(mend.code, mend.cells) for mend in mends(standing, verdict)}
    assert ("free", (Cell(officer=0, day=0, shift=OFF),)) in told
    assert ("instead", (Cell(officer=1, day=1, shift=cell(asked, "D", 1)),)) in told
    assert all(mend.verdict.legal for mend in mends(standing, verdict))


def test_a_run_that_grows_gets_worse_and_one_that_is_cut_is_mended() -> None:
    """The same run before and after is one finding, also where it begins earlier than it did."""
    asked = problem(officer(work_run=Runs(longest=2, points=5)), days=6)
    standing = Standing(asked, works(asked, "-DDD--"))
    for day in (0, 4):
        verdict = judge(standing, [Cell(officer=0, day=day, shift=cell(asked, "D", day))])
        (finding,) = [finding for finding in verdict.findings if finding.code == "roster_run_too_long"]
        assert (finding.effect, finding.before, finding.after, finding.layer) == ("worse", 1, 2, "soft")
        assert verdict.layers[LAYERS.index("soft")] == 5
    cut = judge(standing, [Cell(officer=0, day=2, shift=OFF)])
    assert codes(cut, "mended") == ["roster_run_too_long"]
    assert mends(standing, cut) == ()


def test_cover_lost_is_told_once_for_a_whole_shift_and_somebody_takes_it_over() -> None:
    """Half-hour needs of one shift are one finding; who may not work it is not offered."""
    hours = [need("day", 0, 1, 2, hours=(h, h + 1)) for h in range(6, 14)]
    people = [officer(), officer(leave=((0, 24 * HOUR_S),)), officer(duties=frozenset({1})), officer()]
    asked = problem(*people, days=1, needs=hours)
    standing = Standing(asked, works(asked, "D", "-", "-", "-"))
    verdict = judge(standing, [Cell(officer=0, day=0, shift=OFF)])
    (short,) = [finding for finding in verdict.findings if finding.code == "cover_short"]
    assert (short.after, short.params["start"][11:16], short.params["end"][11:16]) == (8, "06:00", "14:00")
    assert (short.layer, verdict.legal) == ("short", True)
    (mend,) = mends(standing, verdict)
    assert (mend.code, mend.cells) == ("take_over", (Cell(officer=3, day=0, shift=0),))
    assert mend.verdict.layers[LAYERS.index("short")] == 0


def test_a_crew_without_police_is_mended_by_a_police_officer_who_joins() -> None:
    """Two auxiliaries may not go out: the police officer is offered, and who is left alone may go off as well."""
    crew = duty(crew_size=2, crew_police=1)
    people = [officer(police=False), officer(police=False), officer(police=True), officer(police=False)]
    asked = problem(*people, days=1, duties=[crew])
    standing = Standing(asked, works(asked, "D", "-", "D", "-"))
    verdict = judge(standing, [Cell(officer=2, day=0, shift=OFF), Cell(officer=1, day=0, shift=0)])
    assert codes(verdict, "broken")[0] == "roster_crew_police"
    assert mends(standing, verdict) == ()
    left = judge(standing, [Cell(officer=2, day=0, shift=OFF)])
    assert ("leave", (Cell(officer=0, day=0, shift=OFF),)) in [(m.code, m.cells) for m in mends(standing, left)]
    alone = Standing(asked, ())
    one = judge(alone, [Cell(officer=0, day=0, shift=0)])
    join = [mend for mend in mends(alone, one) if mend.code == "join" and mend.verdict.legal]
    assert [mend.cells[0].officer for mend in join] == [2]


def test_requests_leaders_and_squads_are_told() -> None:
    """A wish denied, a leader gone and a squad torn apart, each with its layer."""
    leader = Requirement(
        rule="duty_leader", key="leading", start_s=0, end_s=24 * HOUR_S, officers=frozenset({0}),
        shifts=frozenset({0, 1, 2}), least=1, units=8,
    )  # fmt: skip
    squad = Together(squad="A", officers=(0, 1), points=7)
    wish = (request(0, "day"),)
    asked = problem(officer(requests=wish), officer(), days=1, requirements=[leader], together=[squad])
    verdict = judge(Standing(asked, works(asked, "D", "D")), [Cell(officer=0, day=0, shift=OFF)])
    told = {finding.code: (finding.layer, finding.after) for finding in verdict.findings}
    assert told == {
        "requirement_duty_leader": ("short", 8),
        "roster_squad_apart": ("soft", 1),
        "request_wanted": ("requests", 1),
    }


def test_hours_of_another_week_that_were_broken_before_do_not_forbid() -> None:
    """Only what a change breaks or makes worse makes it illegal."""
    weeks = tuple(
        HoursLimit(rule="weekly_hours", first_day=7 * w, last_day=7 * w + 6, most_s=16 * HOUR_S) for w in (0, 1)
    )
    asked = problem(officer(hours=weeks), days=14)
    standing = Standing(asked, works(asked, "D-D-D--" + "D-D----"))
    assert judge(standing, [Cell(officer=0, day=9, shift=OFF)]).legal
    worse = judge(standing, [Cell(officer=0, day=13, shift=cell(asked, "D", 13))])
    (finding,) = [finding for finding in worse.findings if finding.forbids]
    assert (finding.code, finding.days) == ("roster_hours_above", tuple(range(7, 14)))


def test_cells_that_cannot_be_are_refused() -> None:
    """One date of an officer twice, and a shift of another date."""
    asked = problem(officer(), days=2)
    standing = Standing(asked, ())
    for cells in (
        [Cell(officer=0, day=0, shift=OFF), Cell(officer=0, day=0, shift=0)],
        [Cell(officer=0, day=1, shift=0)],
    ):
        with pytest.raises(ValueError, match="date"):
            judge(standing, cells)


def test_a_date_that_a_rotation_wants_worked_is_told_when_it_is_off() -> None:
    """Only where one of the shifts may be worked, and not where the pattern allows to be off."""
    day, choice = frozenset({"day"}), frozenset({"day", FREE_OFF})
    away = ((24 * HOUR_S, 48 * HOUR_S),)
    asked = problem(officer(pattern=(day, day, choice), pattern_points=7, leave=away), days=3)
    before = works(asked, "D-D")
    standing = Standing(asked, before)
    for date, points in ((0, 7), (2, 0)):
        verdict = judge(standing, [Cell(officer=0, day=date, shift=OFF)])
        assert codes(verdict, "broken") == (["rotation_idle"] if points else [])
        after = tuple(pair for pair in before if asked.shifts[pair[1]].day != date)
        was, now = (layers_of(asked, sheet_of(asked, some))[LAYERS.index("soft")] for some in (before, after))
        assert verdict.layers[LAYERS.index("soft")] == now - was == points


def test_every_code_is_explained() -> None:
    """A reader of the API can look up findings, mends and aspects."""
    page = (Path(__file__).parents[2] / "docs" / "rosters.md").read_text(encoding="utf-8")
    assert [code for code in (*FINDINGS, *MENDS, *ASPECTS) if f"`{code}`" not in page] == []
