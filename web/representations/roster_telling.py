"""Judgements of a roster in the reader's words: names for codes, dates for numbers, sentences for findings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import cast

from planner.domain.plan import Parameter
from planner.domain.rostering import OFF as OFF_CODE
from planner.domain.scenario import Scenario
from planner.i18n import Language
from planner.i18n.judging import aspect_text, finding_text, mend_text
from planner.rosters.judging.aspects import Aspect
from planner.rosters.judging.candidates import Candidate
from planner.rosters.judging.mending import Mend
from planner.rosters.judging.swaps import Swap
from planner.rosters.judging.verdict import Cell, Finding, Verdict
from planner.rosters.problem import LAYERS, OFF, RosterProblem
from web.representations.roster import (
    JudgedSwap,
    Judgement,
    SetCell,
    ToldAspect,
    ToldCandidate,
    ToldFinding,
    ToldMend,
    ToldVerdict,
)


class Teller:
    """Tells judgements of one roster in one language."""

    def __init__(self, problem: RosterProblem, scenario: Scenario, language: Language) -> None:
        self._problem, self._language = problem, language
        often = Counter(officer.name for officer in scenario.officers)
        self._officers = {
            officer.id: officer.name if often[officer.name] == 1 else f"{officer.name} ({officer.id})"
            for officer in scenario.officers
        }
        self._duties = {duty.code: duty.name for duty in scenario.duties}
        self._shifts = {shift.code: shift.name for shift in scenario.shifts}

    def judgement(self, verdict: Verdict, mends: tuple[Mend, ...]) -> Judgement:
        """Tell a change and what would do better."""
        return Judgement(**dict(self.verdict(verdict)), mends=tuple(map(self._mend, mends)))

    def candidate(self, candidate: Candidate) -> ToldCandidate:
        """Tell of an officer for a vacant shift."""
        officer = self._problem.officers[candidate.officer].id
        return ToldCandidate(
            officer=officer,
            name=self._officers[officer],
            called_in=candidate.called_in,
            verdict=self.verdict(candidate.verdict),
            aspects=tuple(map(self._aspect, candidate.aspects)),
        )

    def swap(self, swap: Swap) -> JudgedSwap:
        """Tell of an exchange."""
        officer, other = (self._problem.officers[index].id for index in (swap.officer, swap.other))
        return JudgedSwap(
            officer=officer,
            other=other,
            other_name=self._officers[other],
            dates=tuple(map(self._date, swap.days)),
            verdict=self.verdict(swap.verdict),
        )

    def verdict(self, verdict: Verdict) -> ToldVerdict:
        """Tell what a change comes to."""
        return ToldVerdict(
            cells=tuple(map(self._cell, verdict.cells)),
            legal=verdict.legal,
            objective=verdict.objective,
            layers={layer: value for layer, value in zip(LAYERS, verdict.layers, strict=True) if value},
            findings=tuple(map(self._finding, verdict.findings)),
        )

    def _date(self, day: int) -> dt.date:
        return self._problem.first + dt.timedelta(days=day)

    def _cell(self, cell: Cell) -> SetCell:
        shift = None if cell.shift == OFF else self._problem.shifts[cell.shift]
        return SetCell(
            officer=self._problem.officers[cell.officer].id,
            date=self._date(cell.day),
            shift=OFF_CODE if shift is None else shift.shift,
            duty=None if shift is None else self._problem.duties[shift.duty].code,
        )

    def _finding(self, finding: Finding) -> ToldFinding:
        return ToldFinding(
            code=finding.code,
            effect=finding.effect,
            forbids=finding.forbids,
            layer=finding.layer,
            officers=tuple(self._problem.officers[index].id for index in finding.officers),
            dates=tuple(map(self._date, finding.days)),
            before=finding.before,
            after=finding.after,
            params=cast("dict[str, Parameter]", dict(finding.params)),
            text=finding_text(finding.code, self._language, self._named(finding.params)),
        )

    def _aspect(self, aspect: Aspect) -> ToldAspect:
        text = aspect_text(aspect.code, self._language, self._named(aspect.params))
        return ToldAspect(code=aspect.code, params=cast("dict[str, Parameter]", dict(aspect.params)), text=text)

    def _mend(self, mend: Mend) -> ToldMend:
        """Tell a mend: who is freed, and who comes."""
        freed = [cell for cell in mend.cells if cell.shift == OFF]
        come = [cell for cell in mend.cells if cell.shift != OFF]
        comma = "、" if self._language == "zh" else ", "
        params = {
            "officer": comma.join(map(self._name, freed)),
            "others": comma.join(map(self._name, freed)),
            "other": comma.join(map(self._name, come)),
            "shift": comma.join(self._shifts[self._problem.shifts[cell.shift].shift] for cell in come),
            "date": self._date(mend.cells[0].day).isoformat(),
        }
        text = mend_text(mend.code, self._language, params)
        return ToldMend(code=mend.code, text=text, verdict=self.verdict(mend.verdict))

    def _name(self, cell: Cell) -> str:
        return self._officers[self._problem.officers[cell.officer].id]

    def _named(self, params: Mapping[str, object]) -> dict[str, object]:
        """Put names in the place of codes, and moments as date and time of day."""
        known = {"officer": self._officers, "duty": self._duties, "shift": self._shifts, "second": self._shifts}
        found = dict(params)
        for key, value in params.items():
            found[key] = known.get(key, {}).get(str(value), value)
        if "second" in params:  # of two shifts that follow each other, not of a run of dates
            found["first"] = self._shifts.get(str(params["first"]), params["first"])
        for key in ("start", "end"):
            if key in params:
                found[key] = f"{dt.datetime.fromisoformat(str(params[key])):%Y-%m-%d %H:%M}"
        return found
