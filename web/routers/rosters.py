"""A plan's roster judged change by change: nothing here changes a plan."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from planner.rosters.judging.candidates import candidates
from planner.rosters.judging.judge import judge
from planner.rosters.judging.mending import mends
from planner.rosters.judging.swaps import partners, swap
from web.addresses import PlanId
from web.answers.roster import Asked
from web.dependencies import Shelf
from web.language import Reader
from web.problems import documented
from web.representations.roster import CellWanted, JudgedSwap, Judgement, SwapWanted, ToldCandidate
from web.representations.roster_telling import Teller
from web.routers.repairs import own_pages_only
from web.wrong_values import listed, told_at

router = APIRouter(prefix="/api/v1", tags=["rosters"])

_Date = Annotated[dt.date, Query(description="Date of the roster.", examples=["2026-11-24"])]
_Limit = Annotated[int, Query(ge=1, le=500, description="Most to list.")]


@router.get(
    "/plans/{plan_id}/roster/candidates",
    summary="List officers for a shift",
    responses=documented(HTTPStatus.NOT_FOUND),
)
def list_candidates(
    plan_id: PlanId,
    shelf: Shelf,
    language: Reader,
    date: _Date,
    shift: Annotated[str, Query(description="Code of the shift.", examples=["day"])],
    duty: Annotated[str | None, Query(description="Code of the duty; the shift's first by default.")] = None,
    instead_of: Annotated[str | None, Query(description="Officer who is to be taken off it.")] = None,
    limit: _Limit = 20,
) -> list[ToldCandidate]:
    """Rank all officers for a vacant shift, the best first, each with the rules kept or broken and other reasons.

    First those who break the fewest rules that are never broken, then by what the whole roster costs with them.
    """
    standing, scenario = shelf.standing(plan_id)
    asked = Asked(standing)
    vacated_by = None if instead_of is None else asked.officer(instead_of)
    work = asked.shift(date, shift, duty, vacated_by)
    if vacated_by is not None:
        asked.vacated(vacated_by, work)
    teller = Teller(standing.problem, scenario, language)
    return [teller.candidate(one) for one in candidates(standing, work, vacated_by=vacated_by)[:limit]]


@router.post(
    "/plans/{plan_id}/roster/judgements",
    summary="Judge a change",
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST),
    dependencies=[Depends(own_pages_only)],
)
def judge_change(plan_id: PlanId, wanted: CellWanted, shelf: Shelf, language: Reader) -> Judgement:
    """Judge one cell against every rule: what it breaks and mends, what each layer gains, what would do better."""
    standing, scenario = shelf.standing(plan_id)
    fields = {"unknown_officer": "officer", "date_outside_roster": "date", "shift_not_worked": "shift"}
    with told_at(fields):
        verdict = judge(standing, [Asked(standing).cell(wanted)])
    return Teller(standing.problem, scenario, language).judgement(verdict, mends(standing, verdict))


@router.post(
    "/plans/{plan_id}/roster/swaps",
    summary="Judge a swap",
    responses=documented(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST),
    dependencies=[Depends(own_pages_only)],
)
def judge_swap(plan_id: PlanId, wanted: SwapWanted, shelf: Shelf, language: Reader) -> JudgedSwap:
    """Judge two officers' exchange of what they work on some dates, as a whole."""
    standing, scenario = shelf.standing(plan_id)
    asked = Asked(standing)
    with told_at({"unknown_officer": "officer"}):
        officer = asked.officer(wanted.officer)
    with told_at({"unknown_officer": "other"}):
        other = asked.officer(wanted.other)
    with told_at(listed(["date_outside_roster"], "dates", [str(date) for date in wanted.dates], "date")):
        days = [asked.day(date) for date in wanted.dates]
    made = swap(standing, officer, other, days)
    return Teller(standing.problem, scenario, language).swap(made)


@router.get(
    "/plans/{plan_id}/roster/swaps",
    summary="List partners for a swap",
    responses=documented(HTTPStatus.NOT_FOUND),
)
def list_partners(
    plan_id: PlanId,
    shelf: Shelf,
    language: Reader,
    officer: Annotated[str, Query(description="Id of the officer.", examples=["P03"])],
    date: _Date,
    limit: _Limit = 20,
) -> list[JudgedSwap]:
    """List legal exchanges that rid an officer of their shift on a date, the best of each partner, best first."""
    standing, scenario = shelf.standing(plan_id)
    asked = Asked(standing)
    found = partners(standing, asked.officer(officer), asked.day(date))
    teller = Teller(standing.problem, scenario, language)
    return [teller.swap(one) for one in found[:limit]]
