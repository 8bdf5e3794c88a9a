"""Let random calls come to a plan, and read how soon its units are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from planner.errors import PlannerError
from planner.i18n import Language, translate
from planner.i18n.faults import refusal_text
from web.answers_kept import Answer
from web.dependencies import Answers, Shelf, StoredPlans
from web.language import Reader
from web.pages.own_forms import OwnForm
from web.pages.rendering import page, see
from web.pages.repair_fields import EventFields
from web.pages.simulation_rows import simulation_values
from web.pages.typed import FieldWrong, Form, choice, number
from web.representations import PlanSummary
from web.shelf import Shelf as _Shelf
from web.simulating import LONGEST_SERVICE_MIN, Wanted, simulated

if TYPE_CHECKING:
    from planner.evaluation.simulation.policies import Policy

router = APIRouter(include_in_schema=False)

RUNS = ("20", "50", "100", "200")
HIGHEST_SEED = 1_000_000
USUAL = {"policy": "nearest", "runs": "50", "service": "30", "seed": "1"}

_Key = Annotated[str, Path(max_length=64)]


@router.get("/plans/{plan_id}/simulation", name="simulation")
def show_form(request: Request, plan_id: str, plans: StoredPlans, shelf: Shelf, reader: Reader) -> HTMLResponse:
    """Ask how the plan is to be simulated."""
    return _form(request, plan_id, plans, shelf, reader)


@router.post("/plans/{plan_id}/simulation", response_model=None)
def take_form(
    request: Request, plan_id: str, form: OwnForm, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
) -> HTMLResponse | RedirectResponse:
    """Simulate and lead to what came of it; ask again if a field cannot be read."""
    try:
        found = simulated(shelf, plan_id, _wanted(form))
    except PlannerError as error:
        return _form(request, plan_id, plans, shelf, reader, filled=form, refused=error)
    key = answers.keep(Answer(plan_id=plan_id, form=form, found=found))
    return see(request, f"/plans/{plan_id}/simulation/{key}")


@router.get("/plans/{plan_id}/simulation/{key}", name="simulated")
def show_simulated(
    request: Request, plan_id: str, key: _Key, plans: StoredPlans, shelf: Shelf, answers: Answers, reader: Reader
) -> HTMLResponse:
    """Show what came of a simulation, with the form below it filled in as it was."""
    answer = answers.get(plan_id, key)
    return _form(request, plan_id, plans, shelf, reader, filled=answer.form, found=answer.found)


def _wanted(form: Form) -> Wanted:
    return Wanted(
        policy=choice(form, "policy", [policy.id for policy in _policies()]),
        replications=int(choice(form, "runs", RUNS)),
        seed=int(number(form, "seed", 0, HIGHEST_SEED)),
        service_min=number(form, "service", 1, LONGEST_SERVICE_MIN),
    )


def _policies() -> tuple[Policy, ...]:
    from planner.evaluation.simulation.policies import POLICIES

    return POLICIES


def _form(
    request: Request,
    plan_id: str,
    plans: StoredPlans,
    shelf: _Shelf,
    reader: Language,
    *,
    filled: Form | None = None,
    refused: PlannerError | None = None,
    found: object = None,
) -> HTMLResponse:
    plan, scenario = shelf.whole(plan_id)
    row = plans.get(plan_id)
    values = {key: filled.get(key, "") for key in USUAL} if filled else USUAL
    field = refused.field if isinstance(refused, FieldWrong) else ""
    return page(
        request,
        "simulation.html",
        reader,
        status=422 if refused else 200,
        summary=PlanSummary.of(row),
        plan=plan,
        form=EventFields(event="simulation", values=values, opens="", closes=""),
        policies=[(policy.id, translate(policy.summary, reader)) for policy in _policies()],
        runs=RUNS,
        wrong=refusal_text(refused, reader) if refused else "",
        wrong_event="simulation" if field else "",
        wrong_field=field,
        told=simulation_values(found, plan, scenario, row.names, reader),
    )
